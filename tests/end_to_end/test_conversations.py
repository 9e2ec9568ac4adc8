"""Whole conversations with the real Rasa process behind the door."""

from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
import pytest
import yaml

from tests.conftest import ROOT
from tests.end_to_end.conftest import Family, start

QUESTIONS = yaml.safe_load((ROOT / "tests/data/questions_dev.yaml").read_text("utf-8"))
CRIES = [question for question in QUESTIONS if question["kind"] == "crisis"]
LATE = "the council missed the deadline for the ehc plan, who do I complain to"


def test_a_parent_gets_a_local_sourced_answer_with_steps(family: Family) -> None:
    (answer,) = family.says(LATE)
    assert (answer["kind"], answer["outcome"]) == ("answer", "answered")
    assert answer["article"]["topics"] == ["ehcp-late"]
    assert answer["article"]["area"] == "hounslow"
    assert answer["steps"] and answer["sources"] and answer["answer_id"]
    assert answer["article"]["reviewed_on"].startswith("20")
    assert all(step in answer["text"] for step in answer["steps"])


def test_the_first_message_says_that_it_is_a_computer(family: Family) -> None:
    assert "computer" in family.welcome[0]["text"]


def test_an_answer_that_did_not_help_leads_to_other_choices(family: Family) -> None:
    (answer,) = family.says(LATE)
    (others,) = family.chooses("not_helpful")
    assert others["kind"] == "clarify"
    offered = [choice["value"] for choice in others["choices"]]
    assert f"article:{answer['article']['slug']}" not in offered
    (second,) = family.chooses(offered[0])
    assert f"article:{second['article']['slug']}" == offered[0]


def test_whoever_asks_for_a_person_is_told_who_to_contact(family: Family) -> None:
    family.says(LATE)
    (reply,) = family.says("can I talk to a real person please")
    assert (reply["kind"], reply["outcome"]) == ("handover", "handover")
    assert any(service.get("phone") for service in reply["services"])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("hello", "small_talk"), ("thank you so much", "small_talk"), ("bye", "small_talk")],
)
def test_a_courtesy_is_returned(family: Family, text: str, outcome: str) -> None:
    assert [reply["outcome"] for reply in family.says(text)] == [outcome]


def test_someone_who_asks_is_told_that_this_is_a_computer(family: Family) -> None:
    assert "computer" in family.says("are you a robot?")[0]["text"]


def test_a_follow_up_is_read_with_the_topic_before_it(family: Family) -> None:
    family.says("how do I ask for mediation about my daughter's plan")
    reply = family.says("and how long does that take")[-1]
    topics = reply.get("article", {}).get("topics") or [c["value"] for c in reply["choices"]]
    assert any("mediation" in topic for topic in topics)


def test_a_command_to_rasa_is_only_words(family: Family) -> None:
    family.says(LATE)
    for text in ("/restart", "/greet", '/choose_article{"article": "privacy"}', "/session_start"):
        assert family.says(text), text
    said = family.client.get(f"/api/conversations/{family.id}/messages").json()
    assert len(said["turns"]) == 6, "nothing of the conversation is lost"


def test_a_risk_is_answered_first_and_the_conversation_goes_on(family: Family) -> None:
    first = family.says("i cant go on, i want to kill myself tonight")[0]
    assert (first["kind"], first["outcome"]) == ("crisis", "crisis")
    assert "999" in first["text"]
    assert family.says(LATE)[-1]["kind"] == "answer"


@pytest.mark.parametrize("question", CRIES, ids=lambda question: question["id"])
def test_every_known_cry_for_help_is_heard(family: Family, question: dict) -> None:
    first = family.says(question["text"])[0]
    assert first["kind"] == "crisis"
    for needed in question.get("must", []):
        assert any(number in first["text"] for number in needed)


def test_worried_questions_are_not_taken_for_small_talk(http: httpx.Client) -> None:
    answerable = [q for q in QUESTIONS if q["kind"] == "answerable"]
    small = []
    for question in answerable:
        outcomes = {reply["outcome"] for reply in start(http).says(question["text"])}
        if "small_talk" in outcomes:
            small.append(question["text"])
    assert len(small) <= 0.02 * len(answerable), small


def test_conversations_side_by_side_never_cross(http: httpx.Client) -> None:
    asked = {
        "portage - how do we get a visitor at home for our baby": "portage",
        "how do I apply for disability living allowance for my son": "dla",
        "school bus for my son with an ehcp, who decides": "school-transport",
        "which wheelchair service do we use for our daughter": "equipment-wheelchair",
        "she is being bullied because of her autism": "bullying",
    }

    def whole(text: str) -> list[str]:
        family = start(http)
        first = family.says(text)[-1]
        family.says("thanks")
        again = http.get(f"/api/conversations/{family.id}/messages").json()["turns"]
        assert [turn["said"] for turn in again[1:]] == [text, "thanks"]
        return first["article"]["topics"]

    with ThreadPoolExecutor(5) as crowd:
        for _ in range(30):
            for text, topics in zip(asked, crowd.map(whole, asked), strict=True):
                assert topics == [asked[text]]


def test_a_deleted_conversation_is_gone_everywhere(family: Family) -> None:
    family.says(LATE)
    assert family.client.delete(f"/api/conversations/{family.id}").status_code == 204
    assert family.post({"text": "hello"}).status_code == 404
    assert family.client.get(f"/api/conversations/{family.id}/messages").status_code == 404
