"""Dates that matter as a calendar file, which a phone or computer takes up (RFC 5545)."""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from actions_server.messages import DateLine

MEDIA_TYPE = "text/calendar"


def still_to_come(lines: Sequence[DateLine]) -> list[DateLine]:
    """The dates that have not passed."""
    return [line for line in lines if line.status != "past"]


def calendar_file(lines: Sequence[DateLine]) -> bytes:
    """The dates that have not passed, each as a day without a time, and nothing of the family."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//SEND Navigator//Dates of the EHC process//EN")
    for line in still_to_come(lines):
        calendar.add_component(_event(line))
    return calendar.to_ical()


def _event(line: DateLine) -> Event:
    day = date.fromisoformat(line.date)
    event = Event()
    # Random: a calendar tells entries apart by it, and nobody can tell by it where it came from.
    event.add("uid", secrets.token_hex(16))
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", line.label)
    event.add("description", line.note or line.label)
    event.add("transp", "TRANSPARENT")  # a day to remember is not a day without time
    return event
