"""Whether a reason for being late can apply to the days that a family gives, and what it changes.

No such reason adds a fixed number of days: an estimate here is for planning, and is not law
(deadlines.yaml, exceptions).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from actions_server.ehc_clock.rules import RulesUnreadable, rules

CLOSED = ("school-closed", "early-years-closed")
AWAY = "away-four-weeks"
_WEEK = timedelta(weeks=1)
_ONE = timedelta(days=1)
_WEEKS = re.compile(r"(\w+) weeks in a row")
_NUMBERS = "one two three four five six".split()


@dataclass(frozen=True)
class Window:
    """The days from which a request for a school's advice can be caught by its closure."""

    opens: date
    ends: date


@dataclass(frozen=True)
class Away:
    """How many days away fall inside a time limit, and a day to plan with if they count."""

    days: int
    estimate: date


def closure_window(closed_from: date, reopens: date) -> Window | None:
    """When a request for advice meets a closure; None for one that is too short to count.

    It opens a week before the closure and shuts a week before the school opens again.
    """
    if reopens - closed_from < _least(CLOSED[0]):
        return None
    return Window(closed_from - _WEEK, reopens - _WEEK)


def time_away(start: date, last_day: date, away_from: date, away_until: date) -> Away | None:
    """The time away inside a limit that runs after `start`; None when it is too short to count."""
    first, last = max(away_from, start + _ONE), min(away_until, last_day)
    inside = last - first + _ONE
    if inside < _least(AWAY):
        return None
    return Away(inside.days, last_day + inside)


@cache
def _least(exception: str) -> timedelta:
    """How long a closure or an absence must last, as the facts say."""
    found = _WEEKS.search(rules().exceptions[exception].test)
    if not found:
        raise RulesUnreadable(f"{exception}: no “weeks in a row” in its test")
    return timedelta(weeks=_NUMBERS.index(found[1]) + 1)
