"""Dates of birth: a date that is said to be one, or that stands right beside a person."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import BLANK, Found, View

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    # As they are misspelt: “Febuary”, “Aprill”, “Septmber”.
    r"jan[aeruy]{2,5}|fe?b[aeruy]{2,6}|mrch|apri?l+|aprl|jull?y|jul[iy]|a[ug]+u?st|agust|"
    r"s[ep]{1,2}t[emb]{2,4}er|o[ck]to?b[er]{1,3}|nov[emb]{2,5}e?r"
    r"|de[csm]{1,2}[emb]{2,4}r)(?![a-z])\.?"
)
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_ORDINAL = (
    r"(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth"
)
_DAY_WORD = rf"(?:{_ORDINAL}|(?:twenty|thirty)[ -]{_UNITS}|{_TEENS}|twenty|thirty|{_UNITS})"
_DAY = rf"(?:[0-3]?\d(?: ?(?:st|nd|rd|th))?|{_DAY_WORD})"
_SPELT_MONTH = (
    rf"(?:(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    rf"twelfth)|{_UNITS}|ten|eleven|twelve|[01]?\d)"
)
_TENS = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_UNITS}|\d))?)"
_YEAR_WORDS = (
    rf"(?:(?:two|2) thousand(?:,? and)?(?: (?:{_TEENS}|{_TENS}|{_UNITS}|\d))?|"
    rf"(?:twenty|nineteen)[ -](?:{_TEENS}|{_TENS}|twenty|(?:oh|o|0) ?(?:{_UNITS}|\d)))"
)
_FULL_YEAR = rf"(?:(?:19|20)\d\d|(?:19|20) \d\d|{_YEAR_WORDS})"
_YEAR = rf"(?:{_FULL_YEAR}|[‘’']?\d\d)"
_SEP = r"(?: ?[/.,\\|:_~–—‐‑−-] ?| (?:slash|dot|dash|stroke|point) )"
_TH = r"(?: ?(?:st|nd|rd|th))?"
_IN_FIGURES = (
    rf"(?:[0-3]?\d{_TH}{_SEP}[01]?\d{_SEP}(?:(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|[0-3]?\d [01]?\d (?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|(?:19|20)\d\d ?[/.-] ?[01]?\d ?[/.-] ?[0-3]?\d(?!\d)"
    r"|(?:19|20)\d\d [01]\d [0-3]\d(?!\d)"
    rf"|(?:19|20)\d\d {_MONTH} [0-3]?\d{_TH}(?!\d)"
    rf"|[0-3]?\d{_TH}{_MONTH}(?:19|20)?\d\d(?!\d)"
    rf"|{_DAY}(?:{_SEP}| ){_SPELT_MONTH}(?:{_SEP}| ){_YEAR_WORDS}"
    r"|\d \d \d \d \d \d \d \d(?![\d ]*\d)"
    rf"|[0-3]?\d{_SEP}{_MONTH}{_SEP}{_YEAR})"
)
_AND_YEAR = rf"(?:,? (?:of |in )?{_YEAR}(?!\d))"
_IN_WORDS = (
    rf"(?:{_DAY} ?(?:of |day of )?{_MONTH}YEAR|{_MONTH} ?(?:the )?{_DAY}YEAR"
    rf"|(?:the )?{_DAY} of (?:the )?(?:{_ORDINAL}|[01]?\d(?:st|nd|rd|th))YEAR)"
)
_DATED_WORDS = _IN_WORDS.replace("YEAR", _AND_YEAR)
_DAY_AND_MONTH = _IN_WORDS.replace("YEAR", "")
_WITH_YEAR = rf"(?:{_IN_FIGURES}|{_DATED_WORDS}|{_MONTH},? (?:of )?{_FULL_YEAR})"
_ANY_DATE = (
    rf"(?:{_WITH_YEAR}|{_DAY_AND_MONTH}"
    rf"|[0-3]\d[01]\d(?:19|20)\d\d(?!\d)|[0-3]?\d{_SEP}[01]?\d(?![\d/]))"
)
_SIX = r"[0-3]\d[01]\d\d\d(?!\d)"
_SAYS_SO = (
    r"(?:d ?\.? ?[o0] ?\.? ?b(?:s|[’']s)?\b\.?|dates? of b[irth]{3,4}|b[irth]{3,4} ?-?date|"
    r"b[irthf]{3,4} ?-?days?|b-?days?|day of birth|date born|(?<![.\w])b\.(?= ?\d))"
)
_FILLER = (
    r"(?:\W{0,3}\b(?:s|is|was|are|on|the|it|its|it's|in|his|her|my|their|falls|of|being|and|a|"
    r"day|date|that|which|sat|sun|mon|tue|wed|thu|fri|\w{2,5}nday|\w{3,6}sday|friday"
    r"|saturday)\b){0,5}"
    r"[\s:=,(’'–—-]{0,4}"
)
_CUED = re.compile(
    rf"(?i)(?<![\w]){_SAYS_SO}{_FILLER}(?P<date>{_ANY_DATE}|{_SIX}|{_FULL_YEAR}\b"
    rf"|{_DAY} {_SPELT_MONTH} (?:{_TEENS}|{_TENS}|oh {_UNITS})\b)"
)
# Further off, only a whole date, and nothing between that dates something else.
_CUED_FURTHER = re.compile(
    rf"(?i)(?<![\w]){_SAYS_SO}(?P<between>[^.!?{BLANK}]{{1,45}}?)(?<![\w/])(?P<date>{_WITH_YEAR})"
)
_AND_ANOTHER = re.compile(
    rf"(?i)(?:,| and| &| or|;)\s+(?:(?:the |my )?other )?(?P<date>{_WITH_YEAR})(?![\w/])"
)
_BORN = re.compile(
    rf"(?i)\b(?:born|birth)\b(?P<between>[^.!?{BLANK}]{{0,40}}?)(?<![\w/])(?P<date>{_WITH_YEAR}|"
    rf"{_DAY_AND_MONTH}|[0-3]\d[01]\d(?:19|20)\d\d(?!\d))"
)
_FIRST = re.compile(
    rf"(?i)(?<![\w/])(?P<date>{_ANY_DATE})[\s,(–—-]{{1,3}}(?:(?:that )?(?:is|was|’s|'s)|that's)?"
    rf"\s?(?:is |when |the day )?(?:(?:his|her|their|my|your|our|he|she|they|i|\w+[’']s)\s)?"
    rf"(?:was |were )?"
    rf"(?:{_SAYS_SO}|born\b(?!\s(?:at|with|early)))"
)
_OTHER_MATTER = re.compile(
    r"(?i)\b(?:letter|dated|meeting|review|appointment|plan|deadline|tribunal|hearing|since|"
    r"between|before|after|from|diagnosed|seen|refused|referred|assessment|assessed|until"
    r"|till|waiting|starts?|started)\b"
)
_DATED = re.compile(
    r"(?i)\b(?:dated|meeting|review|appointment|deadline|hearing|since|until|till|seen|diagnosed|"
    r"referred|refused|letter of|sent|starts?|started|due|by|applied)\b"
)
_BESIDE = re.compile(rf"(?i)[\s,(:–—-]{{1,3}}(?P<date>{_WITH_YEAR})(?![\w/])")
_CHILD = re.compile(
    r"(?i)\b(?:my|our|the) (?:\w{2,10} )?(?:son|daughter|boy|girl|child|baby|grandson|"
    r"granddaughter|nephew|niece|stepson|stepdaughter|brother|sister|twins|lad|kid)"
    r"|\b(?:is|are|aged?|he's|she's) \d{1,2}(?: (?:years?|yrs?|months)(?: old)?)?(?= ?\()"
)


def births(seen: View) -> Iterator[Found]:
    """Every date in the view that is said to be a birth date; other dates stay."""
    for match in _CUED.finditer(seen.text):
        yield seen.found(*match.span("date"), "[date of birth]", "date of birth")
        if other := _AND_ANOTHER.match(seen.text, match.end()):
            yield seen.found(*other.span("date"), "[date of birth]", "date of birth")
    for match in _CUED_FURTHER.finditer(seen.text):
        if not _DATED.search(match["between"]):
            yield seen.found(*match.span("date"), "[date of birth]", "date of birth")
    for match in _BORN.finditer(seen.text):
        if not _OTHER_MATTER.search(match["between"]):
            yield seen.found(*match.span("date"), "[date of birth]", "date of birth")
    for match in _FIRST.finditer(seen.text):
        yield seen.found(*match.span("date"), "[date of birth]", "date of birth")
    for match in _CHILD.finditer(seen.text):
        yield from birth_beside(seen, match.end())


def birth_beside(seen: View, place: int) -> Iterator[Found]:
    """A full date that follows right where a person was named, as in “Adam (1 May 2018)”."""
    if match := _BESIDE.match(seen.text, place):
        yield seen.found(*match.span("date"), "[date of birth]", "date of birth")
