"""Every worked example of the facts comes out of the clock as the facts have it."""

from datetime import date, timedelta

import pytest

from actions_server.ehc_clock.calendar import england_and_wales
from actions_server.ehc_clock.clock import what_is_due
from actions_server.ehc_clock.counting import (
    corresponding_day,
    count,
    last_day,
    latest_draft,
    latest_for_transfer,
    latest_meeting,
    received,
)
from actions_server.ehc_clock.rules import Step, rules

STEPS = rules().steps
CALENDAR = england_and_wales()
EXAMPLES = [
    pytest.param(step, example, id=f"{step.id}-{place}")
    for step in STEPS.values()
    for place, example in enumerate(step.examples, 1)
]

# What the examples call the days that a step counts from, by the step's own limits.
EVENTS = {
    "trigger": "",
    "meeting": "",
    "act": "",
    "first_knew": "",
    "grounds_arose": "",
    "transfer_date": "",
    "council_became_aware": "",
    "plan_made_or_last_review_completed": "",
    "plan_made_or_last_reviewed": "plan",
    "transferred": "transfer",
    "decision_sent": "a",
    "certificate_issued": "b",
}
EVENTS_OF = {
    "appeal": {"trigger": "a", "decision_sent": "a", "certificate_issued": "b"},
    "amended-final": {"meeting": "meeting", "amendment_notice_sent": ""},
}
# What they call the days that come out.
LAST_DAY = {
    "last_day",
    "last_day_cautious",
    "review_must_be_complete_by",
    "review_before_end_of",
    "transfer_last_day",
    "papers_and_notice_by",
    "review_and_amend_by",
}
ENDS_OF_ONE_LIMIT = {
    "two_months_from_decision": "a",
    "one_month_from_certificate": "b",
    "twelve_month_date": "plan",
    "three_month_date": "transfer",
    "eight_weeks_from_notice": "",
    "twelve_weeks_from_meeting": "meeting",
}
ORDERS = {
    "name_a_school_2_weeks": "name_or_change_school_only",
    "say_assessment_will_happen_2_weeks": "tell_family_assessment_will_happen",
    "amend_plan_5_weeks": "amend_contents",
    "draft_after_order_to_make_plan_5_weeks": "order_to_make_plan_draft",
    "refuse_plan_after_ordered_assessment_10_weeks": "ordered_assessment_decides_no_plan",
    "final_after_order_to_make_plan_11_weeks": "order_to_make_plan_final",
    "final_after_ordered_assessment_14_weeks": "ordered_assessment_final_plan",
}


def day(text) -> date:
    return date.fromisoformat(text)


def computed(step: Step, example: dict) -> dict[str, date]:
    """What we make of an example, under the names that it uses."""
    if step.id in SPECIAL:
        return SPECIAL[step.id](example)
    names = EVENTS_OF.get(step.id, EVENTS)
    events = {names[key]: day(value) for key, value in example.items() if key in names}
    counted = count(step, events)
    found = dict.fromkeys(LAST_DAY, counted.last_day)
    if step.is_familys:
        found |= {"aim_by": counted.by, "outside_date_do_not_rely": counted.safety_net}
    else:
        found |= {"cautious_last_day": counted.by, "treat_as_late_from": counted.late_from}
    for name, limit in ENDS_OF_ONE_LIMIT.items():
        if limit in events:
            found[name] = last_day(step.limits[limit], events[limit], CALENDAR)
    start = next(iter(events.values()))
    found["hold_meeting_no_later_than"] = latest_meeting(counted.last_day)
    found["plain_working_days_would_be"] = CALENDAR.count(30, start, include_first=False)
    found["amend_plan_5_weeks"] = _ordered("amend_contents", start)
    six_weeks = count(STEPS["move-six-weeks"], {"": counted.last_day})
    found["if_transferred_that_day_six_week_letter_by"] = six_weeks.last_day
    return found


def _ordered(order: str, made: date) -> date:
    return last_day(STEPS["tribunal-order"].limits[order], made, CALENDAR)


def _clock_start(example: dict) -> dict[str, date]:
    made = received(day(example["sent"]), after_hours="8pm" in example["sent_how"])
    return {"day_zero": made.day_zero, "cautious_day_zero": made.cautious}


def _draft(example: dict) -> dict[str, date]:
    asked = day(example["trigger"])
    return {
        "week_16": corresponding_day(STEPS["no-plan-decision"].limit, asked),
        "final_due": corresponding_day(STEPS["final-plan"].limit, asked),
        "latest_draft_that_still_leaves_15_days": latest_draft(asked),
    }


def _orders(example: dict) -> dict[str, date]:
    made = day(example["order_date"])
    return {name: _ordered(order, made) for name, order in ORDERS.items()}


def _ending(example: dict) -> dict[str, date]:
    sent = day(example["decision_sent"])
    due = what_is_due("plan-to-end", sent, sent)
    by_step = {item.step.id: item for item in due.steps}
    return {
        "appeal_last_day": by_step["appeal"].last_day,
        "plan_must_continue_until_at_least": by_step["cease-plan"].by,
    }


def _transfer(example: dict) -> dict[str, date]:
    start = date(example["transfer_september"], 9, 1)
    limits = STEPS["phase-transfer"].limits
    found = {}
    for name, short, after in (
        ("most_transfers", "most", "15_feb"),
        ("secondary_to_post16", "post16", "31_mar"),
    ):
        strict = last_day(limits[name], start, CALENDAR)
        ruled = strict + timedelta(days=1)
        found[f"{short}_transfers_date" if short == "most" else "post16_date"] = ruled
        found[f"strict_last_day_{short}"] = strict
        meeting, notice = latest_for_transfer(ruled)
        found[f"latest_review_meeting_for_{after}"] = meeting
        found[f"latest_amendment_notice_for_{after}"] = notice
    return found


SPECIAL = {
    "request-clock-start": _clock_start,
    "draft-plan": _draft,
    "tribunal-order": _orders,
    "cease-plan": _ending,
    "phase-transfer": _transfer,
}
GIVEN = {*EVENTS, "order_date", "amendment_notice_sent", "sent", "transfer_september"}


@pytest.mark.parametrize(("step", "example"), EXAMPLES)
def test_an_example_of_the_facts_comes_out_the_same(step, example):
    found = computed(step, example)
    expected = {
        key: value
        for key, value in example.items()
        if isinstance(value, str) and _is_date(value) and key not in GIVEN
    }
    assert expected, "an example without a date proves nothing"
    assert {key: found[key].isoformat() for key in expected} == expected


@pytest.mark.parametrize(("step", "example"), EXAMPLES)
def test_the_weekdays_that_the_facts_name_are_right(step, example):
    for key, value in example.items():
        if not key.endswith(("_day", "weekday")) or _is_date(str(value)):
            continue
        stem = key.removesuffix("_weekday").removesuffix("_day")
        named = [
            example[name]
            for name in (stem, f"{stem}_date", f"{stem}_day", f"{stem}_by", f"{stem}_transfers")
            if _is_date(str(example.get(name)))
        ]
        if named:
            assert f"{day(named[0]):%A}" == value


def test_every_step_has_examples():
    assert len(EXAMPLES) >= 3 * len(STEPS)
    assert {param.values[0].id for param in EXAMPLES} == set(STEPS)


def test_the_example_of_a_summer_closure():
    example = rules().exception_examples["school-closed"]
    closed, back = day(example["school_closed_from"]), day(example["school_reopens"])
    week = timedelta(weeks=1)
    assert (closed - week).isoformat() == example["window_opens"]
    assert (back - week).isoformat() == example["window_ends"]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
