"""Folds that keep what is judged apart from what is learned, and weights fitted on them."""

import numpy as np
import pytest

from knowledge_base.area import NATIONAL
from knowledge_base.embedding import NullEncoder
from knowledge_base.fitting import EVERY, as_if_new, chances, fit_fusion, folds, joined, judge
from knowledge_base.messages import FOLDER, read_messages
from knowledge_base.reading import read_content
from knowledge_base.topic_model import NOT_TOPICS, Head

TOPICS = ("dla", "school-transport", "exams", "portage")
SOME = 80  # lines of each file of messages


@pytest.fixture(scope="module")
def articles():
    """England's articles on four topics."""
    found = [item for item in read_content().articles if item.area == NATIONAL]
    return [item for item in found if item.topics[0] in TOPICS]


@pytest.fixture(scope="module")
def taught(tmp_path_factory, articles):
    """What families wrote on them and on what is no topic, and the articles' ways of asking."""
    folder = tmp_path_factory.mktemp("messages")
    for name in (*TOPICS, *NOT_TOPICS):
        lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:SOME]
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return read_messages(folder, articles)


def learn_nothing(texts, labels):
    """An encoder without a model, whose head knows nothing."""
    names = sorted(set(labels))
    weights = np.zeros((NullEncoder.dimensions, len(names)))
    return NullEncoder(), Head(names, weights, np.zeros(len(names)))


def test_every_message_is_judged_once_and_never_by_what_saw_its_like(taught):
    seen = []
    for learn, held in folds(taught):
        assert not set(taught.groups[learn]) & set(taught.groups[held])
        assert not taught.curated[held].any()
        seen += list(held)
    assert sorted(seen) == list(np.flatnonzero(~taught.curated))


def test_a_topic_left_out_is_not_learned_from_and_wholly_judged(taught):
    learn, held = as_if_new(taught)
    (topic,) = sorted(set(taught.labels) - set(NOT_TOPICS))[::EVERY]
    on_it = taught.labels == topic
    assert not on_it[learn].any()
    assert set(np.flatnonzero(on_it & ~taught.curated)) <= set(held)


def test_what_was_judged_gives_weights_that_find_the_topic(taught, articles):
    parts = [judge(taught, articles, learn_nothing, fold) for fold in folds(taught)]
    as_new = judge(taught, articles, learn_nothing, as_if_new(taught))
    assert np.isnan(as_new.known).any() and not np.isnan(parts[0].known).any()
    judged = joined(parts)
    odds = chances(judged, fit_fusion(judged, as_new))
    np.testing.assert_allclose(odds.sum(axis=1), 1)
    in_scope = judged.truth < len(judged.topics)
    assert (odds.argmax(axis=1) == judged.truth)[in_scope].mean() > 0.6
