"""Dates that matter as a calendar file, which a phone or computer takes up."""

import secrets
from collections.abc import Sequence
from datetime import date

from actions_server.calendars import Day, as_calendar
from actions_server.messages import DateLine

MEDIA_TYPE = "text/calendar"


def still_to_come(lines: Sequence[DateLine]) -> list[DateLine]:
    """The dates that have not passed."""
    return [line for line in lines if line.status != "past"]


def calendar_file(lines: Sequence[DateLine]) -> bytes:
    """The dates that have not passed, each as a day without a time, and nothing of the family."""
    # Random ids: nobody can tell by one where it came from.
    days = [
        Day(
            secrets.token_hex(16),
            date.fromisoformat(line.date),
            line.label,
            line.note or line.label,
        )
        for line in still_to_come(lines)
    ]
    return as_calendar("Dates of the EHC process", days)
