"""Days as a calendar file (RFC 5545), which a phone or computer takes up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Day:
    """A day without a time. uid: what a calendar tells entries apart by, and takes up once."""

    uid: str
    day: date
    summary: str
    description: str


def as_calendar(about: str, days: Iterable[Day]) -> bytes:
    """The days as a file; about: what they are, in English."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//SEND Navigator//{about}//EN")
    for day in days:
        calendar.add_component(_event(day))
    return calendar.to_ical()


def _event(day: Day) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("transp", "TRANSPARENT")  # a day to remember is not a day without time
    return event
