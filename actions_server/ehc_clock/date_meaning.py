"""What a piece of a text means as a date: a day, or why there is none."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from dateparser.date import DateDataParser
from dateutil.relativedelta import relativedelta

from actions_server.ehc_clock.date_finding import Piece
from actions_server.ehc_clock.date_words import MONTHS, WEEKDAYS
from actions_server.ehc_clock.stages import Lean

_WEEK = timedelta(weeks=1)
_MONTHS_LOOKED_AT = 12
_NEAR_YEARS = 3  # “March 26” may be 2026 for so many years on either side
_NAMED = {
    "this morning": "today",
    "this afternoon": "today",
    "this evening": "today",
    "tonight": "today",
    "just now": "today",
    "last night": "yesterday",
}
_FEASTS = {
    "christmas eve": "24 december",
    "christmas day": "25 december",
    "boxing day": "26 december",
    "new year's eve": "31 december",
    "new years eve": "31 december",
    "new year's day": "1 january",
    "new years day": "1 january",
}


@dataclass(frozen=True)
class Meaning:
    """A day, or why there is none; a `day` beside a reason only says what the calendar has.

    about: the day rests on a guess.
    """

    day: date | None
    why: Literal["", "impossible", "vague", "wrong weekday"] = ""
    about: bool = False


def meaning(piece: Piece, today: date, lean: Lean) -> Meaning:
    """The day of a piece; see written_dates.read_date for `lean`."""
    match piece.kind:
        case "calendar":
            return _calendar(piece.parts, today, lean)
        case "weekday":
            return _weekday(piece.parts, today, lean)
        case "ago":
            return _ago(piece.parts, today)
        case "named":
            name = piece.parts["name"]
            return Meaning(_parsed(_NAMED.get(name, name), today))
        case "day_of_month":
            return _day_of_month(piece.parts, today, lean)
        case _:
            return Meaning(None, "vague")


def _calendar(parts: dict[str, str], today: date, lean: Lean) -> Meaning:
    """A day and a month, perhaps with a year and a day of the week."""
    if "feast" in parts:
        day_month, year = _FEASTS[parts["feast"]], parts.get("y8", "")
    else:
        month = next(value for name, value in parts.items() if re.fullmatch(r"i?m\d?", name))
        day = next(value for name, value in parts.items() if re.fullmatch(r"i?d\d?", name))
        year = parts.get("iso") or next((parts[name] for name in parts if name[0] == "y"), "")
        if month.isdigit() and not 1 <= int(month) <= len(MONTHS):
            return Meaning(None, "impossible")
        if _may_be_a_year(parts, today):
            return Meaning(None, "vague")
        named = MONTHS[int(month) - 1] if month.isdigit() else month
        day_month = f"{int(day)} {named}"
    year = _year(year, today)
    found = _parsed(f"{day_month} {year}".strip(), today, lean)
    # dateparser takes 32 March for March 1932.
    if found is None or found.day != int(day_month.split()[0]):
        return Meaning(None, "impossible")
    named_day = next((parts[name] for name in parts if name[0] == "w"), None)
    if named_day and WEEKDAYS[found.weekday()] != named_day:
        return Meaning(found, "wrong weekday")
    return Meaning(found)


def _may_be_a_year(parts: dict[str, str], today: date) -> bool:
    """Whether “March 26” may as well be March 2026."""
    if "d6" not in parts or "y6" in parts or "o6" in parts:
        return False
    return abs(int(parts["d6"]) - today.year % 100) <= _NEAR_YEARS


def _year(text: str, today: date) -> str:
    """The year in four figures; "" where none is given."""
    if text in ("last year", "this year"):
        return str(today.year - (text == "last year"))
    figures = text.strip("'")
    return f"20{figures}" if len(figures) == 2 else figures


def _weekday(parts: dict[str, str], today: date, lean: Lean) -> Meaning:
    """A day of the week, counted back from today unless it says otherwise."""
    name = next(value for value in parts.values() if value in WEEKDAYS)
    back = (today.weekday() - WEEKDAYS.index(name)) % 7
    is_today = back == 0
    last = today - timedelta(days=back or 7)
    coming = last + _WEEK  # today, when it is that day
    monday = today - timedelta(days=today.weekday())
    in_week = monday + timedelta(days=WEEKDAYS.index(name))
    if "a" in parts or "b" in parts:  # two weeks ago last Friday
        weeks, lead = int(parts.get("weeks") or parts["weeks_b"]) * _WEEK, parts.get("lead")
        counted_from = coming if lead == "this" or (is_today and lead != "last") else last
        return Meaning(counted_from - weeks, about=is_today or lead != "last")
    if "i" in parts:  # two Fridays ago
        return Meaning(last - (int(parts["times"]) - 1) * _WEEK, about=True)
    if "c" in parts:  # the Friday before last
        return Meaning(last - _WEEK, about=True)
    if "d" in parts or "e" in parts:
        moved = {"last": -_WEEK, "this": timedelta(), "next": _WEEK}
        return Meaning(in_week + moved[parts.get("week_d") or parts["week_e"]])
    if "f" in parts:  # Friday week
        return Meaning((today if is_today else coming) + _WEEK, about=True)
    if parts.get("g_lead") in ("next", "coming"):
        return Meaning(coming if not is_today else today + _WEEK, about=True)
    if "h" in parts or parts.get("g_lead") in ("last", "past"):
        # In the days just after it, some mean the one a week before.
        return Meaning(last, about=(today - last).days <= 2)
    if parts.get("g_lead") == "this":
        return Meaning(in_week, about=True)
    return Meaning(last if lean == "past" else coming, about=True)


def _ago(parts: dict[str, str], today: date) -> Meaning:
    """So many days or weeks ago, or ahead; months and years are too rough to count from."""
    unit = parts.get("unit") or parts["unit_ahead"]
    if not unit.startswith(("day", "week")):
        return Meaning(None, "vague")
    count = parts.get("count") or parts["ahead"]
    said = f"in {count} {unit}" if "ahead" in parts else f"{count} {unit} ago"
    return Meaning(_parsed(said, today), about="today" not in parts)


def _day_of_month(parts: dict[str, str], today: date, lean: Lean) -> Meaning:
    """The 3rd: of the month before, of this one, or of the latest that has had it."""
    if "wd" in parts:
        return _weekday_of_month(WEEKDAYS.index(parts["wd"]), int(parts["on_wd"]), today, lean)
    number = int(parts.get("n") or parts["alone"])
    month = today.replace(day=1)
    which = parts.get("which", "")
    back = 1 if which == "last" else 0
    if not which and number > today.day and lean == "past":
        back = 1
    found = _day_in(month - relativedelta(months=back), number)
    if not found:
        return Meaning(None, "impossible" if which else "vague")
    return Meaning(found, about=not which)


def _weekday_of_month(weekday: int, number: int, today: date, lean: Lean) -> Meaning:
    """Friday the 13th: the latest there was, or where it may lie ahead the next."""
    month = today.replace(day=1)
    for n in range(_MONTHS_LOOKED_AT):
        moved = relativedelta(months=n)
        found = _day_in(month - moved if lean == "past" else month + moved, number)
        if found and found.weekday() == weekday:
            in_order = found <= today if lean == "past" else found >= today
            if in_order:
                return Meaning(found, about=True)
    return Meaning(None, "vague")


def _day_in(month: date, number: int) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def _parsed(text: str, today: date, lean: Lean = "past") -> date | None:
    """What dateparser makes of a tidied date; None when there is no such day."""
    if lean == "near":
        either = [_parsed(text, today, "past"), _parsed(text, today, "future")]
        return min(filter(None, either), key=lambda day: abs(day - today), default=None)
    try:
        found = _parser(today, lean).get_date_data(text).date_obj
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None


@lru_cache(maxsize=4)
def _parser(today: date, lean: str) -> DateDataParser:
    return DateDataParser(
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": lean,
            "RELATIVE_BASE": datetime.combine(today, time(12)),
        },
    )
