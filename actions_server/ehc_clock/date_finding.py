"""Where in a sentence a date stands, and what kind of date it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from actions_server.ehc_clock.date_words import MONTHS, WEEKDAYS

Kind = Literal["calendar", "weekday", "ago", "named", "day_of_month", "vague"]

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_ORD = r"(?:st|nd|rd|th)"
_DAY = rf"\d{{1,2}}(?:\s?{_ORD})?"
_YEAR = r"(?:'?\d{2}|\d{4})(?![\d:/]|\s*(?:am|pm|days?|weeks?|months?|years?)\b)"
_UNITS = r"(?:days?|weeks?|months?|years?)"
_BEFORE_MAY = r"in|of|since|last|this|next|early|late|mid|by|around|during|from|until"
_THIS_YEAR = r"last year|this year"
_LEAD = r"last|on|this|past"
_GOES_ON = r"i think|i believe|maybe|probably|but|and|so|or so|when|if"  # after “the 3rd”
_SEASON = r"summer|autumn|winter|spring"
_TIMES = (
    rf"half[ -]?term|term|easter|christmas|xmas|new year|{_SEASON}|holidays?|bank holiday|ramadan|"
    r"eid|diwali|(?:last|this|next|other|same) (?:week|weekend|month|year|day)|weekend|ages ago|"
    r"a while|while ago|recently|long ago"
)
_UNSURE = r"(?:not|dont|don't|do not|cant|can't|cannot|no) (?:really )?(?:sure|know|remember|idea)"

# In this order: what is found first is not looked at again.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    # More than one day, or none in particular
    ("vague", rf"{_DAY}\s*(?:or|to|and|-|/)\s*{_DAY}\s*(?:of\s+)?{_MONTH}\b"),
    ("vague", rf"\d+\s*(?:or|to|-)\s*\d+\s*{_UNITS}\b"),
    ("vague", rf"(?:few|several|some|many)\s+{_UNITS}(?:\s+ago)?"),
    ("vague", rf"\b(?:first|second|third|fourth|last|\d{_ORD}) {_WEEKDAY} (?:in|of)\b"),
    ("vague", rf"\b(?:{_WEEKDAY}|week) (?:before|after)\b(?! last)"),
    ("vague", r"\bweek before last\b(?<!of the week before last)"),
    (
        "vague",
        r"\b(?:start|beginning|end|middle|mid|early|late|half way through|first week|second week|"
        rf"third week|last week)[\s-]*(?:of|in|through)?\s*(?:the\s+|last\s+|this\s+)?"
        rf"(?:(?P<in_1>{_MONTH})|month|year|week|term|{_SEASON}|holidays?)\b"
        rf"(?!\s+(?:the\s+)?{_DAY}(?!\d))",
    ),
    # A day of the calendar
    ("calendar", r"\b(?P<iso>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})\b"),
    (
        "calendar",
        rf"(?:\b(?P<w1>{_WEEKDAY}),?\s+(?:the\s+)?)?"
        r"(?<![\d/.£])(?P<d1>\d{1,2})\s?[/.\-]\s?(?P<m1>\d{1,2})\s?[/.\-]\s?(?P<y1>\d{4}|\d{2})\b",
    ),
    ("calendar", r"(?<![\d/.£])(?P<d2>\d{2})(?P<m2>\d{2})(?P<y2>20\d{2})\b"),
    ("calendar", r"(?<![\d/.£])(?P<d3>\d{1,2}) (?P<m3>\d{1,2}) (?P<y3>20\d{2}|\d{2})\b(?! *[a-z])"),
    (
        "calendar",
        rf"(?:\b(?P<w4>{_WEEKDAY}),?\s+(?:the\s+)?)?(?<![\d/.£])(?P<d4>\d{{1,2}})(?:\s?{_ORD})?"
        rf"[\s,/.-]*(?:day\s+)?(?:of\s+)?(?P<m4>{_MONTH})"
        rf"(?:[\s,/.-]*(?P<y4>{_YEAR}|{_THIS_YEAR}))?(?:,?\s*\(?(?:a\s+)?(?P<w5>{_WEEKDAY})\)?)?",
    ),
    (
        "calendar",
        rf"(?:\b(?P<w6>{_WEEKDAY}),?\s+)?\b(?P<m6>{_MONTH})[\s,-]*(?:the\s+)?(?P<d6>\d{{1,2}})"
        rf"(?P<o6>\s?{_ORD})?(?!\d|:)(?:[\s,]+(?P<y6>\d{{4}}|'\d{{2}}))?",
    ),
    ("calendar", r"(?<![\d/.£])(?!24/7)(?P<d7>\d{1,2})/(?P<m7>\d{1,2})(?![\d/]|\s+of\b)"),
    (
        "calendar",
        r"\b(?P<feast>christmas eve|christmas day|boxing day|new year'?s eve|new year'?s day)"
        r"(?:\s+(?P<y8>\d{4}))?\b",
    ),
    ("day_of_month", rf"\b(?P<n>\d{{1,2}})\s?{_ORD}?\s+(?:of\s+)?(?P<which>last|this|the) month\b"),
    (
        "day_of_month",
        rf"\b(?P<wd>{_WEEKDAY}),? (?:the )?(?P<on_wd>\d{{1,2}})\s?{_ORD}\b",
    ),
    # Days of the week
    (
        "weekday",
        rf"\b(?:(?P<weeks>\d+) weeks? (?:ago )?(?P<lead>{_LEAD})? ?(?:the )?(?P<a>{_WEEKDAY})"
        rf"|(?P<b>{_WEEKDAY}) (?P<weeks_b>\d+) weeks? ago"
        rf"|(?P<times>\d+) (?P<i>{_WEEKDAY})s? ago"
        rf"|(?P<c>{_WEEKDAY}) (?:before last|of the week before last)"
        rf"|(?:on )?(?P<d>{_WEEKDAY}) (?:of )?(?P<week_d>last|this|next) week"
        rf"|(?P<week_e>last|this|next) week,? (?:on )?(?P<e>{_WEEKDAY})"
        rf"|(?P<f>{_WEEKDAY}) week"
        rf"|(?P<g_lead>last|past|this|next|coming) (?P<g>{_WEEKDAY})"
        rf"|(?P<h>{_WEEKDAY}) (?:gone|just gone|past)"
        rf"|(?P<bare>{_WEEKDAY}))\b(?!s)",
    ),
    # Counted from today
    (
        "ago",
        rf"\b(?P<count>\d+)\s+(?P<unit>{_UNITS})\s+(?:ago|back|before today)(?P<today> today)?\b",
    ),
    ("ago", rf"\bin (?P<ahead>\d+) (?P<unit_ahead>{_UNITS})\b"),
    (
        "named",
        r"\b(?P<name>day before yesterday|yesterday|last night|today|this morning|this afternoon|"
        r"this evening|tonight|just now|day after tomorrow|tomorrow)\b",
    ),
    # The day of a month that is not named
    (
        "day_of_month",
        rf"(?:\b(?:on |the |it was )+|^)(?P<alone>\d{{1,2}})\s?{_ORD}"
        rf"(?=\s*(?:$|[.,!?;)]|{_GOES_ON}))",
    ),
    # Times without a single day
    ("vague", rf"\b(?:{_BEFORE_MAY})\s+(?P<in_2>may)\b|^\W*may\W*$|\bmay \d{{4}}\b"),
    ("vague", rf"\b(?!may\b)(?P<in_3>{_MONTH})\b(?:\s+(?:last year|this year|\d{{4}}|'\d\d))?"),
    (
        "vague",
        rf"\b(?:{_TIMES}|{_UNSURE}|\d+\s+{_UNITS})\b",
    ),
    ("vague", r"(?<![\d/£])(?:19|20)\d{2}(?!\d)"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text that is a date of some kind; `parts` are what was found in it."""

    kind: Kind
    start: int
    end: int
    parts: dict[str, str]


def find(text: str) -> list[Piece]:
    """The dates in a tidied text, in the order in which they stand."""
    return sorted(_find(text), key=lambda piece: piece.start)


def months_named(pieces: list[Piece]) -> set[int]:
    """The months that are named without a day, by number."""
    return {
        MONTHS.index(value) + 1
        for piece in pieces
        for name, value in piece.parts.items()
        if name.startswith("in_")
    }


def _find(text: str) -> Iterator[Piece]:
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(text):
            parts = {name: value.strip() for name, value in found.groupdict().items() if value}
            yield Piece(kind, found.start(), found.end(), parts)
        # Blanked out, so that no later pattern finds a part of it.
        text = pattern.sub(lambda found: "\N{SECTION SIGN}" * len(found[0]), text)
