"""Calendar months, quarters and years, and the day it is in the United Kingdom."""

import calendar
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pain_points.problems import ReportProblem

UK = ZoneInfo("Europe/London")


class Month(NamedTuple):
    """A calendar month. Sorts by time; reads as 2026-10 and, in words, as October 2026."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Month":
        """A month as 2026-10. Raises ReportProblem."""
        try:
            year, number = (int(part) for part in text.split("-"))
            date(year, number, 1)
        except (ValueError, AttributeError):
            raise ReportProblem(f"“{text}” is not a month such as 2026-10.") from None
        return cls(year, number)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def words(self) -> str:
        """October 2026."""
        return f"{self.first_day:%B %Y}"

    def plus(self, months: int) -> "Month":
        """So many months later, or earlier."""
        place = self.year * 12 + self.number - 1 + months
        return Month(place // 12, place % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def quarter(month: Month, year_starts: int = 1) -> tuple[Month, ...]:
    """The three months of the quarter that a month lies in."""
    first = month.plus(-((month.number - year_starts) % 3))
    return tuple(first.plus(place) for place in range(3))


def year(month: Month, year_starts: int = 1) -> tuple[Month, ...]:
    """The twelve months of the year that a month lies in; year_starts: its first month's number."""
    first = month.plus(-((month.number - year_starts) % 12))
    return tuple(first.plus(place) for place in range(12))


def is_closed(month: Month, today: date) -> bool:
    """Whether the month is over."""
    return today > month.last_day


def uk_day(at: datetime | None = None) -> date:
    """The day it is in the United Kingdom, summer time or not, at a time or now."""
    at = at or datetime.now(UTC)
    return at.astimezone(UK).date()
