"""Weekends, bank holidays, the tribunal's closures and the ends of months are counted as in law."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions_server.ehc_clock.calendar import (
    add_months,
    end_of_closure,
    england_and_wales,
    is_tribunal_closed,
)
from actions_server.ehc_clock.counting import count
from actions_server.ehc_clock.rules import Period, rules

unhurried = settings(deadline=None)  # a busy machine is no fault

CALENDAR = england_and_wales()
ONE = timedelta(days=1)
LISTED = sorted(rules().bank_holidays)
DAYS = st.dates(date(LISTED[0], 1, 1), date(LISTED[-1], 12, 31))
ANY_DAY = st.dates(date(2000, 1, 1), date(2060, 12, 31))
STEPS = rules().steps
COUNTED = [step for step in STEPS.values() if step.limits and step.id != "tribunal-order"]


@unhurried
@given(day=ANY_DAY, n=st.integers(-24, 24))
def test_a_month_ends_on_the_same_number_or_on_the_last_day_there_is(day, n):
    moved = add_months(day, n)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == n
    assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2027-07-31", -5, "2027-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
    ],
)
def test_leap_days_and_short_months(day, n, expected):
    assert add_months(date.fromisoformat(day), n).isoformat() == expected


@unhurried
@given(day=DAYS)
def test_the_next_working_day_is_the_first_there_is(day):
    found = CALENDAR.on_or_after(day)
    assert CALENDAR.is_working_day(found)
    between = [day + ONE * n for n in range((found - day).days)]
    assert not any(map(CALENDAR.is_working_day, between))
    assert found - day <= timedelta(days=5)


@unhurried
@given(day=DAYS)
def test_a_weekend_or_a_bank_holiday_is_no_working_day(day):
    is_listed = day in CALENDAR.bank_holidays[day.year]
    assert CALENDAR.is_working_day(day) == (day.isoweekday() <= 5 and not is_listed)


@unhurried
@given(day=DAYS, n=st.integers(1, 40), include=st.booleans(), tribunal=st.booleans())
def test_so_many_working_days_are_counted_one_by_one(day, n, include, tribunal):
    counts = CALENDAR.is_tribunal_working_day if tribunal else CALENDAR.is_working_day
    found = CALENDAR.count(n, day, include, tribunal)
    first = day if include else day + ONE
    days = [first + ONE * k for k in range((found - first).days + 1)]
    assert sum(map(counts, days)) == n
    assert counts(found)


@unhurried
@given(day=ANY_DAY)
def test_the_tribunal_is_closed_in_august_and_around_christmas(day):
    is_christmas = (day.month == 12 and day.day >= 25) or (day.month, day.day) == (1, 1)
    assert is_tribunal_closed(day) == (is_christmas or day.month == 8)
    if is_tribunal_closed(day):
        assert is_tribunal_closed(end_of_closure(day))
        assert not is_tribunal_closed(end_of_closure(day) + ONE)


def test_the_closures_are_those_of_the_facts():
    said = rules().definitions["tribunal_working_day"]
    assert "25 December to 1 January" in said
    assert "August" in said
    assert "corresponding-date" in rules().definitions["month"]
    assert rules().days_for_post == 2


@pytest.mark.parametrize("step", COUNTED, ids=lambda step: step.id)
@unhurried
@given(day=st.dates(date(2025, 1, 2), date(2027, 6, 30)))
def test_a_family_gets_the_earlier_reading_and_everybody_else_the_later(step, day):
    counted = count(step, dict.fromkeys(step.limits, day))
    if step.is_familys:
        assert counted.by <= counted.last_day
        assert counted.late_from is None
        assert CALENDAR.is_working_day(counted.by)
        assert counted.safety_net is None or counted.safety_net >= counted.last_day
    else:
        assert counted.by >= counted.last_day
        assert counted.late_from > counted.by
        assert CALENDAR.is_working_day(counted.late_from)


@pytest.mark.parametrize("step", COUNTED, ids=lambda step: step.id)
@unhurried
@given(day=st.dates(date(2025, 1, 2), date(2027, 6, 30)))
def test_a_day_later_is_never_due_earlier(step, day):
    before = count(step, dict.fromkeys(step.limits, day))
    after = count(step, dict.fromkeys(step.limits, day + ONE))
    assert after.last_day >= before.last_day
    assert after.by >= before.by


@pytest.mark.parametrize(
    "step", [s for s in STEPS.values() if set(s.limits) == {""}], ids=lambda step: step.id
)
@unhurried
@given(day=st.dates(date(2025, 1, 2), date(2027, 6, 30)))
def test_weeks_end_on_the_same_day_of_the_week(step, day):
    limit = step.limits[""]
    assert isinstance(limit, Period)
    counted = count(step, {"": day})
    if limit.unit == "weeks":
        assert counted.last_day.weekday() == day.weekday()
        assert abs((counted.last_day - day).days) == 7 * limit.n
    if limit.unit == "days":
        assert (counted.last_day - day).days == limit.n - limit.include_first


@pytest.mark.parametrize("day", ["2028-11-25", "2035-03-03", "2019-06-01"])
def test_years_without_listed_bank_holidays_are_not_guessed(day):
    assert not count(STEPS["assessment-decision"], {"": date.fromisoformat(day)}).certain


def test_listed_years_are_certain():
    assert count(STEPS["assessment-decision"], {"": date(2028, 1, 3)}).certain
