"""What the guard's two layers each do, and what they do together."""

from dataclasses import replace

import numpy as np
import pytest

from actions_server.conversation import guard
from actions_server.conversation.guard import read_by_rules, recognise
from actions_server.conversation.guard_meaning import Head, open_meaning
from actions_server.conversation.guard_model import read_second_layer
from actions_server.conversation.guard_words import weighed
from actions_server.conversation.measure_guard import ORDINARY, found, read_messages

SEEN = read_messages("seen")
AT_RISK = [item for item in SEEN if item["kind"] != ORDINARY]


def part_found(items) -> float:
    """The part of the messages in which any risk is seen."""
    return sum(found(item) != ORDINARY for item in items) / len(items)


@pytest.fixture
def rules_alone(monkeypatch):
    """The guard as it is when the second layer's file is missing."""
    monkeypatch.setattr(guard, "read_second_layer", lambda: None)


def test_the_messages_that_were_learned_from_are_heard():
    assert part_found([i for i in AT_RISK if i["form"] == "plain"]) >= 0.99
    assert part_found([i for i in AT_RISK if i["form"] == "oblique"]) >= 0.90
    assert part_found([i for i in SEEN if i["kind"] == ORDINARY]) <= 0.015


@pytest.mark.parametrize("kind", guard.RULES.kinds)
def test_each_kind_is_heard(kind):
    plain = [item for item in AT_RISK if item["kind"] == kind and item["form"] == "plain"]
    assert part_found(plain) >= 0.97


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "My daughter is suicidal.",
        "my husband hits me",
        "he's not breathing",
        "my son is missing",
        "i wana kill mysefl",
        "I want to k i l l myself",
        "chcę się zabić",
        "मेरे पति मुझे मारते हैं",
    ],
)
def test_the_plainest_words_need_no_second_layer(text, rules_alone):
    assert recognise(text) is not None


def test_the_second_layer_takes_nothing_away(monkeypatch):
    by_rules = [item for item in AT_RISK if read_by_rules(item["text"]).risk]
    assert len(by_rules) > len(AT_RISK) / 2
    assert all(recognise(item["text"]) for item in by_rules)


def test_a_thing_said_in_two_messages_is_heard_once():
    assert recognise("to die", ["i just want"]).kind == "suicide"
    assert recognise("what is an EHCP", ["i want to die"]) is None


def test_a_missing_file_leaves_the_rules(tmp_path):
    assert read_second_layer(tmp_path / "none.npz") is None


def test_without_the_encoder_the_words_count_alone(monkeypatch):
    whole = read_second_layer()
    assert whole.meaning is not None, "run `send-navigator prepare-encoder`"
    monkeypatch.setattr(guard, "read_second_layer", lambda: replace(whole, meaning=None))
    heard = [item for item in AT_RISK if recognise(item["text"])]
    by_rules = [item for item in AT_RISK if read_by_rules(item["text"]).risk]
    assert len(by_rules) < len(heard)
    assert recognise("who do I ask about a taxi to school") is None


def test_no_encoder_is_not_an_error(tmp_path):
    head = read_second_layer().meaning.head
    assert open_meaning(tmp_path, head) is None


def test_a_head_knows_the_likeliest_kind_and_how_likely_a_risk_is():
    head = Head(np.array([[2.0, 0.0, 0.0], [0.0, 3.0, 1.0]]), np.zeros(3))
    risk, kinds = head.read(np.array([0.0, 1.0]))
    assert kinds.argmax() == 1
    assert risk == pytest.approx(np.log(np.exp(0) + np.exp(3)) - 1)


def test_a_stated_no_danger_is_met_softly_and_answered():
    risk = recognise("not suicidal, just exhausted. is there respite in hounslow?")
    assert risk.soft
    assert risk.asks_too


def test_the_same_words_weigh_the_same():
    layer = read_second_layer()
    once, again = (weighed(" my son ", False, layer.words.rarity) for _ in range(2))
    assert np.array_equal(once[0], again[0])
    assert np.array_equal(once[1], again[1])
