"""What the assistant will not do, and what it must not mistake for that."""

import pytest
import yaml

from actions_server.answering.narrowing import is_vague
from actions_server.answering.refusing import is_surely_refused
from tests.conftest import ROOT

QUESTIONS = yaml.safe_load((ROOT / "tests/data/questions_dev.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "does my son have autism yes or no",
        "is my daughter autistic?",
        "what dose of melatonin for a 6 year old",
        "can you represent us at the tribunal",
        "is my son's teacher useless yes or no",
    ],
)
def test_a_plain_request_is_refused_without_a_search(text: str) -> None:
    assert is_surely_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "who can tell me if my son has autism",
        "how do I get an autism assessment",
        "does my son have to have an EHC plan for autism support",
        "who prescribes ADHD medicine and who reviews the dose",
        "can my friend speak for me at the meeting",
        "is my child's teacher trained in autism",
    ],
)
def test_a_question_is_not_refused(text: str) -> None:
    assert not is_surely_refused(text)


@pytest.mark.parametrize(
    "question",
    [q for q in QUESTIONS if q["kind"] == "answerable"],
    ids=lambda question: question["id"],
)
def test_no_answerable_question_is_refused_or_narrowed(question: dict) -> None:
    assert not is_surely_refused(question["text"])
    assert not is_vague(question["text"])


@pytest.mark.parametrize(
    "text", ["I need help with my son", "help", "please help me", "I'm struggling with my daughter"]
)
def test_a_vague_opener_is_heard(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize(
    "text", ["where do I even start", "help with speech", "my son", "hello", "I need help with DLA"]
)
def test_what_says_more_or_less_is_no_vague_opener(text: str) -> None:
    assert not is_vague(text)
