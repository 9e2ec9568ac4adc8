"""Every cry for help we know of is heard; a family that only asks is not alarmed."""

import time

import pytest
import yaml

from actions_server.conversation.crisis_help import crisis_reply
from actions_server.conversation.guard import recognise
from actions_server.conversation.tidy import tidy
from knowledge_base.messages import read_messages
from knowledge_base.problems import Problem
from knowledge_base.reading import read_area
from tests.conftest import ROOT

QUESTIONS = yaml.safe_load((ROOT / "tests/data/questions_dev.yaml").read_text("utf-8"))
CRIES = [question for question in QUESTIONS if question["kind"] == "crisis"]
ORDINARY = [question for question in QUESTIONS if question["kind"] == "answerable"]
FALSE_ALARMS = 0.02  # of ordinary messages; the bar is a tenth of this


def area():
    """The area pack that is served unless another is named."""
    problems: list[Problem] = []
    return read_area("hounslow", problems)


@pytest.mark.parametrize("question", CRIES, ids=lambda question: question["id"])
def test_a_known_cry_for_help_is_heard_and_shown_who_to_call(question):
    risk = recognise(tidy(question["text"]))
    assert risk is not None
    said = crisis_reply(risk, area())["text"]
    for needed in question.get("must", []):
        assert any(number in said for number in needed)


@pytest.mark.parametrize("question", ORDINARY, ids=lambda question: question["id"])
def test_a_parent_who_asks_an_ordinary_question_is_not_alarmed(question):
    assert recognise(tidy(question["text"])) is None


@pytest.mark.parametrize(
    "text",
    [
        "this paperwork is killing me",
        "she self-harmed last year, who supports her at school",
        "is there suicide prevention training for parents",
        "dying to hear back from the panel",
        "the head is going to kill me if I ask again",
    ],
)
def test_a_saying_that_only_sounds_alarming_stays_ordinary(text):
    assert recognise(tidy(text)) is None


def test_few_of_the_messages_families_write_are_taken_for_a_risk():
    texts = [tidy(text) for text in read_messages().texts[::10]]
    alarmed = [text for text in texts if recognise(text)]
    assert len(alarmed) <= FALSE_ALARMS * len(texts), alarmed


@pytest.mark.parametrize("text", ["i " * 1000, "kill " * 400, "a" * 2000, "he hit him and " * 130])
def test_a_long_message_is_looked_at_in_no_time(text):
    began = time.process_time()
    recognise(text[:2000])
    assert time.process_time() - began < 2
