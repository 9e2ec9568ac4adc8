"""A date is understood as families write it, and questioned where it cannot be right."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions_server.ehc_clock.written_dates import FARTHEST_YEARS, OLDEST_YEARS, read_date
from tests.house_rules.our_code import ROOT

unhurried = settings(deadline=None)  # a busy machine is no fault

TODAY = date(2026, 11, 22)  # a Sunday
WAYS = yaml.safe_load((ROOT / "tests/data/written_dates.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), WAYS["understood"])
def test_a_parent_is_understood(text, expected):
    read = read_date(text, TODAY)
    assert (read.status, read.day) == ("ok", date.fromisoformat(expected))
    assert read.needs == ""


@pytest.mark.parametrize("text", WAYS["vague"])
def test_a_parent_who_gives_no_single_day_is_asked_for_one(text):
    read = read_date(text, TODAY)
    assert (read.status, read.day) == ("vague", None)
    assert read.needs


@pytest.mark.parametrize("text", WAYS["impossible"])
def test_a_day_that_no_calendar_has_is_questioned(text):
    read = read_date(text, TODAY)
    assert (read.status, read.day) == ("impossible", None)
    assert read.needs


@pytest.mark.parametrize("text", WAYS["future"])
def test_a_day_that_has_not_come_is_questioned(text):
    read = read_date(text, TODAY)
    assert read.status == "future"
    assert read.day > TODAY
    assert f"{read.day.year}" in read.needs


@pytest.mark.parametrize("text", WAYS["too_old"])
def test_a_day_long_ago_is_questioned(text):
    read = read_date(text, TODAY)
    assert read.status == "too_old"
    assert read.day < TODAY - timedelta(days=365 * OLDEST_YEARS)
    assert f"{read.day.year}" in read.needs


@pytest.mark.parametrize("text", WAYS["no_date"])
def test_words_without_a_date_are_not_taken_for_one(text):
    assert read_date(text, TODAY).status == "none"


@pytest.mark.parametrize(
    ("text", "lean", "expected"),
    [
        ("14 december", "near", "2026-12-14"),
        ("3 november", "near", "2026-11-03"),
        ("1 september", "near", "2026-09-01"),
        ("1 september", "future", "2027-09-01"),
        ("1 september 2027", "future", "2027-09-01"),
        ("1/9/27", "future", "2027-09-01"),
        ("next monday", "near", "2026-11-23"),
        ("monday", "near", "2026-11-23"),
        ("tomorrow", "near", "2026-11-23"),
        ("in 3 weeks", "near", "2026-12-13"),
        ("yesterday", "near", "2026-11-21"),
    ],
)
def test_a_meeting_or_a_move_may_lie_ahead(text, lean, expected):
    read = read_date(text, TODAY, lean)
    assert (read.status, read.day) == ("ok", date.fromisoformat(expected))


def test_a_move_many_years_ahead_is_questioned():
    read = read_date("1 september 2062", TODAY, "future")
    assert (read.status, read.day) == ("future", date(2062, 9, 1))
    assert FARTHEST_YEARS < 10


@pytest.mark.parametrize(
    "text", ["two weeks ago", "about the 3rd of march", "the 3rd", "friday", "last friday"]
)
def test_a_date_that_rests_on_a_guess_is_worth_saying_back(text):
    assert read_date(text, TODAY).about


@pytest.mark.parametrize("text", ["3 march 2026", "yesterday", "a week ago today", "3/3/26"])
def test_a_plain_date_is_no_guess(text):
    assert not read_date(text, TODAY).about


DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
FORMS = [
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{yy:02}",
    "{d} {name} {y}",
    "{name} {d}, {y}",
    "{y}-{m:02}-{d:02}",
]


@unhurried
@given(today=DAYS, back=st.integers(0, 1000), form=st.sampled_from(FORMS))
def test_any_day_written_out_is_read_back(today, back, form):
    day = today - timedelta(days=back)
    text = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100, name=f"{day:%B}")
    assert read_date(f"they wrote on {text} i think", today).day == day


@unhurried
@given(today=DAYS, back=st.integers(0, 364))
def test_a_date_without_a_year_is_the_most_recent(today, back):
    day = today - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    read = read_date(f"{day.day} {day:%b}", today)
    assert read.day <= today
    assert (read.day.day, read.day.month) == (day.day, day.month)
    assert (today - read.day).days <= 366


@unhurried
@given(today=DAYS, text=st.text(max_size=80))
def test_whatever_is_typed_gets_a_date_or_a_kind_question(today, text):
    read = read_date(text, today)
    assert (read.status == "ok") == (not read.needs)
    assert (read.day is None) == (read.status in ("impossible", "vague", "none"))
    if read.status == "ok":
        assert read.day <= today


@unhurried
@given(today=DAYS, name=st.sampled_from(["monday", "wednesday", "friday", "sunday"]))
def test_last_so_and_so_is_that_day_within_the_week_before(today, name):
    day = read_date(f"last {name}", today).day
    assert f"{day:%A}".casefold() == name
    assert 1 <= (today - day).days <= 7


def test_the_table_is_large_enough_to_mean_something():
    assert sum(map(len, WAYS.values())) >= 100
