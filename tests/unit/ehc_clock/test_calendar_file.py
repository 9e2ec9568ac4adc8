"""Dates for a calendar: days that are still to come, and nothing of the family."""

from datetime import date

import pytest
from icalendar import Calendar

from actions_server.ehc_clock.calendar_file import calendar_file, still_to_come
from actions_server.messages import DateLine

PASSED = DateLine(label="The council says if it will assess", date="2026-11-12", status="past")
NEXT = DateLine(
    label="You answer the draft, if you wish; in writing",
    date="2026-12-31",
    status="due",
    note="You have 8 days left. " + "The rule: at least 15 days. " * 6 + "Schüler",
)


def test_a_day_that_has_passed_is_left_out():
    assert still_to_come([PASSED, NEXT]) == [NEXT]
    assert PASSED.label not in calendar_file([PASSED, NEXT]).decode()


def test_a_calendar_reads_back_what_was_written():
    (event,) = Calendar.from_ical(calendar_file([NEXT])).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 31)
    assert event.decoded("dtend") == date(2027, 1, 1)
    assert str(event["summary"]) == NEXT.label
    assert str(event["description"]) == NEXT.note


def test_the_file_is_as_the_standard_asks():
    lines = calendar_file([NEXT]).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


@pytest.mark.parametrize("name", ["ORGANIZER", "ATTENDEE", "LOCATION", "GEO"])
def test_nothing_points_to_anyone(name):
    assert name.encode() not in calendar_file([NEXT])
