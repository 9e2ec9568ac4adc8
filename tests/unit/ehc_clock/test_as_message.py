"""What a family reads about its dates suffices on its own, is plain, and never claims too much."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions_server.ehc_clock.as_message import due_message
from actions_server.ehc_clock.clock import what_is_due
from actions_server.ehc_clock.rules import rules
from actions_server.ehc_clock.stages import every_stage
from actions_server.ehc_clock.words import words
from knowledge_base.readability import LONGEST_SENTENCE, read

TODAY = date(2026, 11, 22)
ENDS = [name for name, item in every_stage().items() if not item.narrows_to]
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def told(name, on, today=TODAY, **more):
    return due_message(what_is_due(name, on, today, **more))


@pytest.mark.parametrize("name", ENDS)
@settings(max_examples=12, deadline=None)  # reading grades take their time
@given(on=DAYS, also=st.none() | DAYS, today=DAYS)
def test_every_word_is_plain_whatever_the_dates(name, on, also, today):
    message = told(name, on, today, also=also)
    prose = message.text.partition(words().sentences["sources"])[0]
    reading = read(prose)
    assert reading.is_plain, reading
    for line in message.dates:
        rule = line.note.partition("The law: ")[0]
        assert all(len(part.split()) <= LONGEST_SENTENCE for part in rule.split(". "))


@pytest.mark.parametrize("name", ENDS)
@settings(max_examples=12, deadline=None)  # reading grades take their time
@given(on=DAYS, also=st.none() | DAYS, today=DAYS)
def test_the_text_holds_all_that_the_parts_hold(name, on, also, today):
    message = told(name, on, today, also=also)
    assert (message.kind, message.outcome) == ("dates", "journey")
    assert message.dates
    for line in message.dates:
        day = date.fromisoformat(line.date)
        assert f"{line.label}: {day:%A} {day.day} {day:%B %Y}" in message.text
        rule, *laws = line.note.split(" The law: ")
        assert rule in message.text
        assert {law.rstrip(".") for law in laws} <= {source.law for source in message.sources}
    for step in message.steps:
        assert step in message.text
    for source in message.sources:
        assert source.law in message.text
    assert len(message.choices) <= 3
    assert {choice.value for choice in message.choices} >= {"speak_to_a_person"}


@pytest.mark.parametrize("name", ENDS)
def test_every_reply_says_that_it_is_no_legal_advice_and_whom_to_ask(name):
    text = told(name, date(2026, 9, 7)).text
    assert "information, not legal advice" in text
    assert "Check the date on your letter" in text
    for adviser in re.findall(
        r"IPSEA|SOS!SEN|SEND information and advice service", rules().output_wording
    ):
        assert adviser in text


def test_a_late_council_is_said_to_be_late_with_the_rule_the_law_and_a_letter():
    message = told("asked", date(2026, 9, 7))
    first = message.dates[0]
    assert (first.date, first.status) == ("2026-10-19", "past")
    assert "34 days late" in first.note
    assert "6 weeks from the day the council got your request" in first.note
    assert "SEND Regulations 2014 reg 5(1)" in first.note
    assert message.choices[0].value == "letter:chase-late-decision"
    assert any("reason" in step for step in message.steps)
    assert "Too few staff" in message.text


def test_a_reason_that_the_family_names_makes_the_lateness_doubtful():
    message = told("asked", date(2026, 9, 7), exceptions=["personal-circumstances"])
    assert "unless the reason below applies" in message.dates[0].note
    assert "You say this may apply" in message.text


def test_time_away_is_reckoned_but_not_called_law():
    away = {"away-four-weeks": (date(2026, 9, 21), date(2026, 10, 23))}
    text = told("asked", date(2026, 9, 7), periods=away).text
    assert "29 days of your time away" in text
    assert "Tuesday 17 November 2026" in text
    assert "not a legal date" in text


def test_a_family_sees_how_many_days_are_left_and_the_last_day_in_law():
    note = told("refused-plan", date(2026, 10, 31)).dates[1].note
    assert "32 days left" in note
    assert "The last day in law is Thursday 31 December 2026" in note


def test_a_family_past_its_day_is_not_told_that_all_is_lost():
    late = told("refused-plan", date(2026, 10, 31), date(2027, 1, 2))
    assert "The tribunal may still take it up to Monday 4 January 2027" in late.text
    gone = told("refused-plan", date(2026, 1, 5))
    assert "ask for more time" in gone.text


def test_the_last_day_between_a_safe_day_and_the_end_is_said_plainly():
    # Day 15 is Saturday 28 November 2026; the safe day is the Friday.
    note = told("draft", date(2026, 11, 14), date(2026, 11, 28)).dates[0].note
    assert "The safe day has passed" in note


def test_a_year_without_known_bank_holidays_is_said_to_be_unchecked():
    assert "could not check the bank holidays" in told("asked", date(2029, 3, 3)).text


def test_the_post_is_allowed_its_days():
    # Late from Tuesday 20 October 2026; two working days after that is the Thursday.
    for today in (date(2026, 10, 20), date(2026, 10, 22)):
        assert "2 working days more" in told("asked", date(2026, 9, 7), today).text
    assert "working days more" not in told("asked", date(2026, 9, 7), date(2026, 10, 23)).text


def test_a_date_that_has_only_just_passed_is_not_yet_called_late():
    # Friday 16 October 2026 is the last day; late from the Monday.
    note = told("asked", date(2026, 9, 4), date(2026, 10, 17)).dates[0].note
    assert "just passed" in note
    assert "Monday 19 October 2026" in note
    assert "days late" not in note


def test_every_step_and_exception_that_can_come_up_has_words():
    steps = {f.step for item in every_stage().values() for f in item.follows}
    assert steps == set(words().steps)
    raised = {name for step in steps for name in rules().steps[step].exceptions}
    assert raised == set(words().exceptions)


def test_no_figure_of_a_rule_is_written_into_the_words():
    for name, said in words().steps.items():
        rule = " ".join([said.rule, said.rule_meeting_only, said.rule_without_meeting])
        assert not re.search(r"\d", rule.replace("day 1", "")), name


def test_figures_in_the_words_on_exceptions_are_those_of_the_facts():
    numbers = dict(zip("one two three four five six".split(), "123456", strict=True))
    for name, said in words().exceptions.items():
        test = rules().exceptions[name].test
        for figure in re.findall(r"\d+", said.says):
            assert figure in {numbers.get(word, word) for word in test.split()}, name


@pytest.mark.parametrize("text", [*words().sentences.values()])
def test_every_sentence_of_the_clock_is_short(text):
    assert not read(text).long_sentences
