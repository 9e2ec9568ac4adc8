"""A family learns what should have happened, what is due, and whose turn it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions_server.ehc_clock.clock import what_is_due
from actions_server.ehc_clock.exemptions import closure_window, time_away
from actions_server.ehc_clock.rules import rules
from actions_server.ehc_clock.stages import every_stage, stage, stages
from knowledge_base.letter import read_letters

unhurried = settings(deadline=None)  # a busy machine is no fault

STAGES = every_stage()
ENDS = [name for name, item in STAGES.items() if not item.narrows_to]
FROM_OTHERS = {"draft-plan", "cease-plan", "move-transfer"}  # see clock._counted
ONE = timedelta(days=1)


def by_step(due):
    return {item.step.id: item for item in due.steps}


# Refusals first


@pytest.mark.parametrize("name", ["", "nonsense", "Asked"])
def test_an_unknown_stage_is_an_error(name):
    with pytest.raises(KeyError):
        what_is_due(name, date(2026, 9, 7), date(2026, 11, 22))


def test_an_unknown_exception_is_an_error():
    with pytest.raises(KeyError):
        what_is_due("asked", date(2026, 9, 7), date(2026, 11, 22), exceptions=["busy"])


# The table of stages


def test_the_eleven_stages_are_offered_in_the_order_of_the_process():
    assert list(stages()) == [
        *("asked", "agreed", "advice", "draft", "final", "refused-assessment", "refused-plan"),
        *("annual-review", "change-or-end", "moving-phase", "moving-area"),
    ]


def test_every_finer_stage_can_be_reached_and_no_other_is_named():
    named = [finer for item in stages().values() for finer in item.narrows_to]
    assert sorted(named) == sorted(name for name, item in STAGES.items() if item.finer)


@pytest.mark.parametrize("name", ENDS)
def test_a_stage_asks_for_what_its_rules_count_from(name):
    place = stage(name)
    assert place.asks and "{day}" in place.said
    assert bool(place.also_asks) == bool(place.also_said)
    for follows in place.follows:
        step = rules().steps[follows.step]
        if step.id not in FROM_OTHERS:
            assert set(follows.events) <= set(step.limits)
        if "also" in follows.events.values():
            assert place.also_asks


@pytest.mark.parametrize("name", ENDS)
def test_the_letters_of_a_stage_exist_and_know_of_it(name):
    letters = {letter.id: letter for letter in read_letters()}
    for wanted in filter(None, (stage(name).letter, stage(name).late_letter)):
        assert name in letters[wanted].stages


def test_no_letter_names_a_stage_that_is_not():
    assert {name for letter in read_letters() for name in letter.stages} <= set(STAGES)


# What comes out


def test_a_council_that_missed_six_weeks_is_late():
    due = what_is_due("asked", date(2026, 9, 7), date(2026, 11, 22))
    first = by_step(due)["assessment-decision"]
    assert (first.by, first.days, first.status) == (date(2026, 10, 19), -34, "past")
    assert [item.step.id for item in due.late] == ["assessment-decision"]
    assert due.next.step.id == "no-plan-decision"
    assert due.letter == "chase-late-decision"


def test_a_council_is_not_called_late_over_a_weekend_or_a_bank_holiday():
    # Six weeks end on Christmas Day; the next working day is Tuesday 29 December.
    asked = date(2026, 11, 13)
    for today in (date(2026, 12, 26), date(2026, 12, 29)):
        assert not what_is_due("asked", asked, today).late
    assert what_is_due("asked", asked, date(2026, 12, 30)).late


def test_a_request_of_a_sunday_gives_the_council_the_monday():
    due = what_is_due("asked", date(2026, 8, 30), date(2026, 9, 1))  # the Monday is a bank holiday
    assert due.request_counted_from == date(2026, 9, 1)
    final = by_step(due)["final-plan"]
    assert (final.last_day, final.by) == (date(2027, 1, 17), date(2027, 1, 19))


def test_a_request_of_a_working_day_gives_the_council_nothing_more():
    assert what_is_due("asked", date(2026, 9, 7), date(2026, 9, 8)).request_counted_from is None


def test_a_yes_has_no_sixteen_week_date_that_could_be_missed():
    due = what_is_due("agreed", date(2026, 6, 1), date(2026, 10, 1))
    passed = by_step(due)["no-plan-decision"]
    assert passed.status == "past"
    assert not passed.is_late(due.today)
    assert not due.late


def test_a_draft_that_has_not_come_is_never_against_the_law():
    due = what_is_due("agreed", date(2026, 6, 1), date(2026, 10, 12))
    assert not by_step(due)["draft-plan"].is_late(due.today)


def test_a_step_that_the_family_has_passed_is_not_called_late():
    due = what_is_due("agreed", date(2026, 6, 1), date(2026, 10, 1))
    answered = by_step(due)["assessment-decision"]
    assert answered.done and not answered.is_late(due.today)


def test_a_family_refused_an_assessment_is_given_the_earlier_day():
    due = what_is_due("refused-assessment", date(2026, 10, 31), date(2026, 11, 22))
    appeal = by_step(due)["appeal"]
    assert (appeal.by, appeal.last_day) == (date(2026, 12, 24), date(2026, 12, 31))
    assert appeal.safety_net == date(2027, 1, 4)
    assert [item.step.id for item in due.steps] == ["mediation-contact", "appeal"]
    assert {item.status for item in due.steps} == {"due"}


def test_a_certificate_moves_the_appeal_and_settles_mediation():
    due = what_is_due("refused-plan", date(2026, 10, 1), date(2026, 12, 2), also=date(2026, 11, 29))
    assert by_step(due)["appeal"].last_day == date(2026, 12, 29)
    assert by_step(due)["mediation-contact"].done


def test_an_appeal_about_the_school_alone_needs_no_certificate():
    due = what_is_due(
        *("final", date(2026, 11, 9), date(2026, 11, 22)),
        also=date(2027, 1, 20),
        exceptions=["section-i-only"],
    )
    assert "mediation-contact" not in by_step(due)
    assert by_step(due)["appeal"].last_day == date(2027, 1, 9)


def test_an_exception_that_has_nothing_to_do_with_it_is_not_shown():
    due = what_is_due("asked", date(2026, 9, 7), date(2026, 9, 8), exceptions=["section-i-only"])
    assert "section-i-only" not in {item.id for item in due.exceptions}


def test_papers_before_a_meeting_that_has_been_are_behind_the_family():
    due = what_is_due("review-meeting", date(2026, 11, 2), date(2026, 11, 22))
    assert by_step(due)["review-papers"].done
    assert [item.step.id for item in due.late] == ["review-report"]


def test_a_changed_plan_is_not_late_before_the_council_said_that_it_will_change():
    meeting, today = date(2026, 3, 2), date(2026, 11, 22)
    without = by_step(what_is_due("review-meeting", meeting, today))["amended-final"]
    given = what_is_due("review-meeting", meeting, today, also=date(2026, 3, 20))
    assert not without.is_late(today)
    assert by_step(given)["amended-final"].is_late(today)


def test_the_move_to_college_has_a_date_of_its_own():
    start, today = date(2027, 9, 1), date(2026, 11, 22)
    school = by_step(what_is_due("to-next-school", start, today))["phase-transfer"]
    college = by_step(what_is_due("to-post-16", start, today))["phase-transfer"]
    assert (school.by, school.last_day) == (date(2027, 2, 15), date(2027, 2, 14))
    assert (college.by, college.last_day) == (date(2027, 3, 31), date(2027, 3, 30))


def test_an_old_council_that_knew_early_hands_over_on_the_day_of_the_move():
    moved = date(2027, 1, 11)
    told = what_is_due("moving-area", moved, date(2026, 11, 22), also=date(2026, 11, 2))
    assert by_step(told)["move-transfer"].last_day == moved
    assert by_step(told)["move-six-weeks"].last_day == moved + timedelta(weeks=6)
    late = what_is_due("moving-area", moved, date(2026, 11, 22), also=date(2027, 1, 11))
    assert by_step(late)["move-transfer"].last_day == date(2027, 1, 29)


def test_a_stage_that_could_be_finer_counts_as_the_first_of_its_finer_ones():
    due = what_is_due("annual-review", date(2026, 11, 2), date(2026, 11, 22))
    assert due.stage.id == "review-meeting"


# Reasons for being late


def test_the_closure_of_the_facts():
    example = rules().exception_examples["school-closed"]
    closed, back = (
        date.fromisoformat(example[name]) for name in ("school_closed_from", "school_reopens")
    )
    window = closure_window(closed, back)
    assert window.opens.isoformat() == example["window_opens"]
    assert window.ends.isoformat() == example["window_ends"]


def test_a_half_term_is_no_closure_in_law():
    assert closure_window(date(2026, 10, 26), date(2026, 10, 26) + timedelta(days=27)) is None
    assert closure_window(date(2026, 10, 26), date(2026, 10, 26) + timedelta(days=28))


def test_the_absence_of_the_facts():
    example = rules().exception_examples["away-four-weeks"]
    asked, last, start, end = (
        date.fromisoformat(example[name])
        for name in ("request_received", "six_week_last_day", "away_from", "away_until")
    )
    away = time_away(asked, last, start, end)
    assert away.days == example["days_away_inside_six_weeks"]
    assert away.estimate.isoformat() == example["planning_estimate_not_law"]
    assert time_away(asked, last, start + 2 * ONE, end) is None  # 27 days inside


def test_days_away_before_the_time_ran_do_not_count():
    asked, last = date(2026, 9, 7), date(2026, 10, 19)
    # From the day after the request, which is day 0, to 5 October there are 28 days.
    assert time_away(asked, last, date(2026, 8, 1), date(2026, 10, 5)).days == 28
    assert time_away(asked, last, date(2026, 8, 1), date(2026, 10, 4)) is None


# Whatever is given


@pytest.mark.parametrize("name", ENDS)
@unhurried
@given(
    on=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    also=st.none() | st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    today=st.dates(date(2025, 1, 1), date(2029, 12, 31)),
)
def test_whatever_the_dates_a_stage_has_a_next_step_or_none_is_left(name, on, also, today):
    due = what_is_due(name, on, today, also=also)
    assert due.steps
    for item in due.steps:
        assert item.days == (item.by - today).days
        assert item.status != "past" or item.done or item.by <= today
        assert item.status == "past" or not item.is_late(today)
        assert not (item.done and item.is_late(today))
    unsettled = [item for item in due.steps if item.status != "past"]
    assert bool(due.next) == bool(unsettled)
    assert due.letter == (due.stage.late_letter if due.late else due.stage.letter)
