"""A date as a family writes it, inside whatever else they say.

One step after another: `date_words` brings spellings to one form, `date_finding` finds the pieces
that are dates, `date_meaning` makes a day of each. Here it is settled which of them is meant, and
which days to question.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from actions_server.ehc_clock.date_finding import find, months_named
from actions_server.ehc_clock.date_meaning import Meaning, meaning
from actions_server.ehc_clock.date_words import tidied
from actions_server.ehc_clock.in_words import written
from actions_server.ehc_clock.stages import Lean
from actions_server.ehc_clock.words import words

OLDEST_YEARS = 3
FARTHEST_YEARS = 2
Status = Literal["ok", "future", "impossible", "too_old", "vague", "none"]

_EXACT = {"calendar": 0, "day_of_month": 1, "weekday": 1, "ago": 1, "named": 1, "vague": 2}
_CORRECTED = re.compile(
    r"\b(?:sorry|actually|i mean|i meant|wait|correction|oops|no,|no it'?s|no it was)"
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approx\w*|maybe|probably|or so|roundabout)\b|\dish\b"
)


@dataclass(frozen=True)
class WrittenDate:
    """What was made of a text.

    day: the date for "ok", "future" and "too_old", otherwise None. status: "ok"; "future" (it has
    not come, or is too far ahead); "impossible" (31 February); "too_old" (more than OLDEST_YEARS);
    "vague" (a time but not one day); "none" (no date in it). needs: the sentence that asks kindly
    for what is missing, "" for "ok". about: an "ok" date that rests on a guess and is worth saying
    back.
    """

    day: date | None
    status: Status
    needs: str = ""
    about: bool = False


def read_date(text: str, today: date, lean: Lean = "past") -> WrittenDate:
    """The one date in a text, day before month as in the UK.

    lean: where a date without a year lies: "past" is the most recent, "future" the next, "near" the
    nearest. Only with "past" is a date after today questioned, else one FARTHEST_YEARS ahead.
    """
    is_about = bool(_ABOUT.search(text.casefold()))
    text = tidied(text)
    pieces = find(text)
    if not pieces:
        return WrittenDate(None, "none", words().sentences["ask_none"])
    exactness = min(_EXACT[piece.kind] for piece in pieces)
    best = [piece for piece in pieces if _EXACT[piece.kind] == exactness]
    meant = [meaning(piece, today, lean) for piece in best]
    several = len({item.day for item in meant}) > 1
    if several and not _CORRECTED.search(text[best[-2].end : best[-1].start]):
        return WrittenDate(None, "vague", words().sentences["ask_two"])
    if exactness and not _is_in(months_named(pieces), meant[-1].day):
        return WrittenDate(None, "vague", words().sentences["ask_vague"])
    return _questioned(meant[-1], is_about, today, lean)


def _is_in(months: set[int], day: date | None) -> bool:
    """Whether a day that was given without its month lies in the one that was named elsewhere."""
    return not months or (day is not None and day.month in months)


def _questioned(meant: Meaning, about: bool, today: date, lean: Lean) -> WrittenDate:
    """The day, or the question that has to be asked first."""
    said, day = words().sentences, meant.day
    if meant.why == "wrong weekday" and day:
        return WrittenDate(None, "vague", said["ask_weekday"].format(day=written(day)))
    if meant.why == "impossible":
        return WrittenDate(None, "impossible", said["ask_impossible"])
    if not day:
        return WrittenDate(None, "vague", said["ask_vague"])
    latest = today if lean == "past" else today + relativedelta(years=FARTHEST_YEARS)
    if day > latest:
        question = "ask_future" if lean == "past" else "ask_far"
        return WrittenDate(day, "future", said[question].format(day=written(day)))
    if day < today - relativedelta(years=OLDEST_YEARS):
        return WrittenDate(day, "too_old", said["ask_old"].format(day=written(day)))
    return WrittenDate(day, "ok", about=about or meant.about)
