"""One turn of a journey: begin, answer, correct, step back, skip, and what is no answer."""

import pytest

from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.journeys.journey import SKIPPED
from actions_server.journeys.turn import Said, ask, begin, take

EARLY = JOURNEYS["early_help_route"]
DATES = JOURNEYS["ehc_dates"]
ASKED = {"ehc_part": "asking", "ehc_stage": "asked"}


def said(text: str) -> Said:
    return Said(text, "ask")


class TestBegin:
    def test_what_the_first_message_told_is_not_asked_again(self):
        step = begin(EARLY, {}, ["my 3 year old isn't talking, no nursery"])
        assert step.changes == {"worry": "talking", "child_age": "3", "setting": "none"}
        assert "your child is 3" in step.first
        assert EARLY.next_slot(step.changes) == "who_knows"

    def test_the_newest_message_counts_most(self):
        assert begin(EARLY, {}, ["he's 6", "my 3 year old"]).changes["child_age"] == "6"

    def test_what_another_journey_learnt_is_kept(self):
        step = begin(JOURNEYS["therapy_route"], {"child_age": "9"}, ["my 3 year old"])
        assert "child_age" not in step.changes
        assert "your child is 9" in step.first

    def test_nothing_told_is_nothing_repeated(self):
        assert begin(EARLY, {}, []).first == ""

    def test_what_is_kept_is_said_before_anything_is_asked(self):
        assert "no names" in begin(JOURNEYS["barrier"], {}, []).first


class TestAnswers:
    def test_a_question_is_no_answer(self):
        assert take(EARLY, {}, "worry", said("what is portage?")) is None

    def test_a_wish_for_a_person_is_no_answer(self):
        wish = Said("can I talk to someone", "speak_to_a_person")
        assert take(EARLY, {}, "worry", wish) is None

    def test_another_journey_is_no_answer(self):
        assert take(EARLY, {}, "worry", Said("check my dates", "ehc_dates")) is None

    def test_an_option_of_another_journey_is_no_answer(self):
        assert take(EARLY, {}, "worry", Said(option="letter_group:plan", intent="pick")) is None

    @pytest.mark.parametrize("option", ["worry:none", "worry", "", ":", "worry:talking:more"])
    def test_an_option_that_does_not_exist_is_no_answer(self, option):
        assert take(EARLY, {}, "worry", Said(option=option, intent="pick")) is None

    def test_a_picked_option_is_taken(self):
        step = take(EARLY, {}, "worry", Said(option="worry:moving", intent="pick"))
        assert step.changes == {"worry": "moving"}

    def test_two_answers_in_one_message_are_both_taken(self):
        step = take(EARLY, {}, "worry", said("he is 4 and doesn't talk"))
        assert step.changes == {"worry": "talking", "child_age": "4"}

    def test_any_worry_is_a_worry(self):
        assert take(EARLY, {}, "worry", said("he lines up tins all day")).changes == {
            "worry": "other"
        }

    def test_an_age_is_corrected_while_something_else_is_asked(self):
        known = {"worry": "talking", "child_age": "5"}
        step = take(EARLY, known, "who_knows", said("no he's 6 not 5"))
        assert step.changes == {"child_age": "6"}
        assert "changed" in step.first

    def test_a_picked_answer_is_picked_again_and_what_hangs_on_it_is_asked_anew(self):
        known = {"disagree_with": "council", "disagree_about": "late"}
        journey = JOURNEYS["disagree_route"]
        again = Said(option="disagree_with:school", intent="pick")
        step = take(journey, known, "decision_date", again)
        assert step.changes == {"disagree_with": "school", "disagree_about": None}


class TestGoingBack:
    def test_the_answer_before_is_asked_for_again(self):
        step = take(EARLY, {"worry": "talking"}, "child_age", Said("go back", "go_back"))
        assert step.changes == {"worry": None}

    def test_the_first_question_has_none_before_it(self):
        step = take(EARLY, {}, "worry", Said("go back", "go_back"))
        assert step.changes == {}
        assert "first question" in step.first


class TestDates:
    def test_a_date_is_taken(self):
        step = take(DATES, ASKED, "ehc_date", said("2 October 2025"))
        assert step.changes == {"ehc_date": "2025-10-02"}

    @pytest.mark.parametrize("text", ["just after half term", "31 February 2026", "1 May 2050"])
    def test_a_date_that_cannot_be_used_is_questioned(self, text):
        step = take(DATES, ASKED, "ehc_date", said(text))
        assert step.changes == {}
        assert step.first

    def test_who_does_not_know_a_date_is_told_where_it_stands(self):
        assert "letter" in take(DATES, ASKED, "ehc_date", said("I don't know")).first

    @pytest.mark.parametrize("text", ["skip", "I don't know", "none", "no"])
    def test_a_second_date_can_be_skipped(self, text):
        known = {**ASKED, "ehc_stage": "draft", "ehc_date": "2026-10-02"}
        step = take(DATES, known, "ehc_also_date", said(text))
        assert step.changes == {"ehc_also_date": SKIPPED}

    def test_a_question_with_a_date_in_it_is_no_answer(self):
        assert take(DATES, ASKED, "ehc_date", said("what if they miss 3 March?")) is None

    def test_a_stage_named_at_once_needs_no_part(self):
        step = take(DATES, {}, "ehc_part", said("they refused to assess him"))
        assert step.changes == {"ehc_stage": "refused-assessment"}
        assert DATES.next_slot(step.changes) == "ehc_date"

    def test_a_date_told_with_the_stage_is_not_asked_for_again(self):
        step = take(DATES, {}, "ehc_part", said("we asked for an assessment on 2 October 2025"))
        assert step.changes == {"ehc_stage": "asked", "ehc_date": "2025-10-02"}


class TestQuestions:
    def test_a_question_is_one_journey_message(self):
        message = ask(EARLY, "worry", {})
        assert (message.kind, message.outcome) == ("journey", "journey")
        assert message.text.count("?") == 1

    def test_a_one_year_old_is_not_asked_about_school(self):
        values = [
            c.value for c in ask(JOURNEYS["therapy_route"], "setting", {"child_age": "1"}).choices
        ]
        assert values == ["setting:nursery", "setting:none"]
