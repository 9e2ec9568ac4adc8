"""Every reply to a risk can be read in a moment and says who to call, and its dates are kept."""

from datetime import date, timedelta

import pytest

from actions_server.conversation.crisis_help import crisis_reply, overdue_helplines, read_wording
from actions_server.conversation.guard import RULES, Risk
from knowledge_base.problems import Problem
from knowledge_base.reading import read_area

LONGEST_SENTENCE = 20  # words
WORDING = read_wording()


def area():
    """The area pack that is served unless another is named."""
    problems: list[Problem] = []
    return read_area("hounslow", problems)


def risk(kind: str, **other: bool) -> Risk:
    """A risk of a kind, told by a grown-up in plain words unless said otherwise."""
    return Risk(kind, **{"soft": False, "asks_too": False, **other})


@pytest.mark.parametrize("by_child", [False, True])
@pytest.mark.parametrize("kind", RULES.kinds)
def test_a_reply_shows_at_most_three_ways_to_get_help_danger_first(kind, by_child):
    reply = crisis_reply(risk(kind, told_by_child=by_child), area())
    assert 1 <= len(reply["services"]) <= 3
    assert "999" in reply["services"][0]["how_to_get"]
    assert "?" not in reply["text"]
    assert WORDING["ending"] in reply["text"]


@pytest.mark.parametrize("kind", sorted(set(RULES.kinds) - {"medical-emergency"}))
def test_someone_who_cannot_speak_can_text(kind):
    services = crisis_reply(risk(kind), area())["services"]
    assert "85258" in [service.get("text_number") for service in services]


@pytest.mark.parametrize("kind", RULES.kinds)
def test_without_an_area_there_is_still_someone_to_call(kind):
    reply = crisis_reply(risk(kind), None)
    assert reply["services"]
    assert "{" not in reply["text"]


def test_a_writer_who_is_not_in_danger_is_answered_softly():
    assert crisis_reply(risk("suicide", soft=True), area())["text"].startswith(
        WORDING["heard_softly"]
    )


def test_every_sentence_is_short_enough():
    said = [kind["heard"] for kind in WORDING["kinds"].values()]
    said += [line["how_to_get"] for line in WORDING["helplines"].values()]
    said += [WORDING["heard_softly"], WORDING["ending"]]
    sentences = [s for text in said for s in text.replace("?", ".").split(". ")]
    assert not [s for s in sentences if len(s.split()) > LONGEST_SENTENCE]


def test_a_helpline_past_its_check_date_is_named():
    first = min(line["review_by"] for line in WORDING["helplines"].values())
    assert not overdue_helplines(first)
    overdue = overdue_helplines(first + timedelta(days=1))
    due = [name for name, line in WORDING["helplines"].items() if line["review_by"] == first]
    assert all(any(name in sentence for sentence in overdue) for name in due)


def test_years_on_every_helpline_is_overdue():
    assert len(overdue_helplines(date(2036, 1, 1))) == len(WORDING["helplines"]) + 1
