"""When a service is open, from the schedules of a feed to words that a family can read."""

import re
from datetime import date
from typing import Any

from actions_server.directory import clean
from actions_server.directory.words import words

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST = 7  # schedules that are still told one by one


def opening_hours(schedules: list[dict], today: date) -> str:
    """The schedules that still hold, in words; empty where there is none.

    The times are told as they stand, because feeds give local time, with or without an offset.
    """
    told: dict[tuple[str, str], list[dict]] = {}
    free: list[str] = []
    for schedule in schedules:
        if has_ended(schedule, today):
            continue
        said = clean.line(schedule.get("description"))
        if said:
            free.append(said)
        elif (_days(schedule) or _month_days(schedule)) and not _is_vague(schedule):
            times = (_time(schedule.get("opens_at")), _time(schedule.get("closes_at")))
            told.setdefault(times, []).append(schedule)
    found = [_at(times, group) for times, group in told.items()]
    return "; ".join(dict.fromkeys([*free, *found][:_MOST]))


def has_ended(schedule: dict, today: date) -> bool:
    """Whether a schedule, or a price, was for a time that is over."""
    ends = clean.day(schedule.get("valid_to"))
    return ends is not None and ends < today


def last_day(schedules: list[dict]) -> date | None:
    """The day after which nothing of a service takes place; None where it goes on."""
    ends = [clean.day(schedule.get("valid_to")) for schedule in schedules]
    return max(ends) if ends and all(ends) else None


def _at(times: tuple[str, str], group: list[dict]) -> str:
    said = words()["opening"]
    plain = sorted({n for one in group if _is_plain(one) for n in _weekly(one)})
    parts = [_in_a_row(plain)] if plain else []
    parts += [_special(one) for one in group if not _is_plain(one)]
    when = said["and"].join(part for part in parts if part)
    when = when[:1].upper() + when[1:]
    opens, closes = times
    if opens and closes:
        return said["times"].format(when=when, opens=opens, closes=closes)
    return said["from"].format(when=when, opens=opens) if opens else when


def _special(schedule: dict) -> str:
    said = words()["opening"]
    if _freq(schedule) != "MONTHLY":
        every = _interval(schedule)
        days = _in_a_row(sorted(set(_weekly(schedule))))
        return said["fortnight" if every == 2 else "weeks"].format(number=every, days=days)
    if _month_days(schedule):
        return said["month_day"].format(days=said["and"].join(_month_days(schedule)))
    parts = [
        said["month"].format(which=said["which"].get(number, number), day=said["days"][place])
        for number, place in _days(schedule)
    ]
    return said["and"].join(parts)


def _is_plain(schedule: dict) -> bool:
    return _freq(schedule) != "MONTHLY" and _interval(schedule) == 1


def _in_a_row(days: list[int]) -> str:
    said = words()["opening"]
    if len(days) == 7:
        return said["every_day"]
    if days == [0, 1, 2, 3, 4]:
        return said["weekdays"]
    names = [said["days"][place] for place in days]
    return said["and"].join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


def _weekly(schedule: dict) -> list[int]:
    return [place for _, place in _days(schedule)]


def _days(schedule: dict) -> list[tuple[int, int]]:
    """Each day with its number in the month (0 for every one) and its place in the week."""
    given = clean.field(schedule, "byday", "weekday")
    found: list[tuple[int, int]] = []
    for number, name in re.findall(r"(-?\d?)\s*([A-Za-z]{2})[a-z]*", given):
        if name.upper() in _DAYS:
            found.append((int(number) if number not in {"", "-"} else 0, _DAYS.index(name.upper())))
    return found


def _month_days(schedule: dict) -> list[str]:
    return re.findall(r"\b\d{1,2}\b", clean.text(schedule.get("bymonthday")))


def _is_vague(schedule: dict) -> bool:
    """Whether it says once a month, but not when."""
    says_monthly = clean.text(schedule.get("freq")).upper() == "MONTHLY"
    return says_monthly and _freq(schedule) != "MONTHLY"


def _freq(schedule: dict) -> str:
    # A day with a number is a day of the month, whatever else a feed says.
    if any(number for number, _ in _days(schedule)) or _month_days(schedule):
        return "MONTHLY"
    return "WEEKLY"


def _interval(schedule: dict) -> int:
    given = clean.text(schedule.get("interval"))
    return int(float(given)) if re.fullmatch(r"[1-9]\d?(?:\.0)?", given) else 1


def _time(value: Any) -> str:
    """A time as people say it: 9am, 4:30pm."""
    found = re.match(r"(?:\d{4}-\d\d-\d\dT)?(\d{1,2}):(\d\d)", clean.text(value))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    hour, minute = int(found[1]), found[2]
    shown = f"{(hour - 1) % 12 + 1}{'' if minute == '00' else ':' + minute}"
    return f"{shown}{'am' if hour < 12 else 'pm'}"
