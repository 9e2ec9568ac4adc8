"""The topic model: learns from messages, says nothing for certain, and survives being saved."""

import numpy as np
import pytest

from knowledge_base.embedding import NullEncoder
from knowledge_base.topic_model import TopicModel

MESSAGES = {
    "dla": ["money for care", "care money form", "allowance for caring", "is there care cash"],
    "activities": ["swimming club", "clubs on sunday", "where can he swim", "things to do"],
    "smalltalk": ["hello", "hello there", "thanks a lot", "many thanks"],
}


@pytest.fixture(scope="module")
def model(a_topic_model) -> TopicModel:
    """Taught two topics and what is none."""
    return a_topic_model(MESSAGES)


def thought(model: TopicModel, *texts: str) -> np.ndarray:
    """Probabilities, a row for each text."""
    return np.exp(model.log_probabilities([*texts], NullEncoder().encode(texts)))


def test_a_parent_who_misspells_a_topic_is_still_understood(model):
    labels = [
        model.labels[place]
        for place in thought(model, "swiming clubb", "alowance", "helo").argmax(1)
    ]
    assert labels == ["activities", "dla", "smalltalk"]


def test_what_it_thinks_are_probabilities(model):
    chances = thought(model, "swimming", "", "zzz", "care " * 400)
    assert chances.shape == (4, 3)
    np.testing.assert_allclose(chances.sum(axis=1), 1, rtol=1e-4)


def test_a_message_means_the_same_alone_and_among_others(model):
    texts = ["swimming", "form for money", "hello"]
    alone = np.vstack([thought(model, text) for text in texts])
    np.testing.assert_allclose(thought(model, *texts), alone, rtol=1e-5)


def test_a_saved_model_thinks_as_before(model, tmp_path):
    model.save(tmp_path / "model.npz")
    loaded = TopicModel.load(tmp_path / "model.npz")
    assert (loaded.labels, loaded.encoder) == (["activities", "dla", "smalltalk"], "null-1")
    texts = ["swimming club", "care money", "something else"]
    np.testing.assert_allclose(thought(loaded, *texts), thought(model, *texts), atol=0.01)
