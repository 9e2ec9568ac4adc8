"""Which days count: working days, the tribunal's working days, and months.

Definitions are those of the facts (deadlines.yaml, meta.definitions).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from actions_server.ehc_clock.rules import rules

_SATURDAY = 5
_AUGUST = 8
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The bank holidays that are known, by year. In other years only weekends can be left out."""

    bank_holidays: Mapping[int, frozenset[date]]

    def covers(self, first: date, last: date) -> bool:
        """Whether bank holidays are known for every year from one day to another."""
        return all(year in self.bank_holidays for year in range(first.year, last.year + 1))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and no bank holiday that we know of."""
        return day.weekday() < _SATURDAY and day not in self.bank_holidays.get(day.year, ())

    def is_tribunal_working_day(self, day: date) -> bool:
        """A working day on which the tribunal counts time in a special needs appeal."""
        return self.is_working_day(day) and not is_tribunal_closed(day)

    def on_or_after(self, day: date) -> date:
        """The day, or the next working day."""
        while not self.is_working_day(day):
            day += _ONE
        return day

    def after(self, day: date) -> date:
        """The first working day after a day."""
        return self.on_or_after(day + _ONE)

    def on_or_before(self, day: date) -> date:
        """The day, or the last working day before it."""
        while not self.is_working_day(day):
            day -= _ONE
        return day

    def count(self, n: int, start: date, include_first: bool, tribunal: bool = False) -> date:
        """The n-th working day after a day, or beginning with it."""
        counts: Callable[[date], bool]
        counts = self.is_tribunal_working_day if tribunal else self.is_working_day
        day = start if include_first else start + _ONE
        while True:
            n -= counts(day)
            if not n:
                return day
            day += _ONE


def is_tribunal_closed(day: date) -> bool:
    """Whether a day lies from 25 December to 1 January or in August (HESC Rules, rule 12)."""
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1) or is_august(day)


def is_august(day: date) -> bool:
    """Whether a day is in August."""
    return day.month == _AUGUST


def end_of_closure(day: date) -> date:
    """The last day of the closure that a day lies in: 1 January or 31 August."""
    if is_august(day):
        return day.replace(day=31)
    return date(day.year + (day.month == 12), 1, 1)


def add_months(day: date, n: int) -> date:
    """The same numbered day n months on, or the last day of that month if there is none."""
    return day + relativedelta(months=n)


@cache
def england_and_wales() -> Calendar:
    """The calendar with the bank holidays that the facts list."""
    return Calendar(rules().bank_holidays)
