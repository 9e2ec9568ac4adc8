"""The model in the repository is the one its recipe tells of."""

import json
import tomllib

import numpy as np

from knowledge_base.deciding import SETTINGS
from knowledge_base.embedding import OnnxEncoder
from knowledge_base.messages import read_messages
from knowledge_base.prepare_encoder import TAUGHT
from knowledge_base.topic_model import MODEL, NOT_TOPICS, TopicModel
from knowledge_base.topics import topic_groups
from knowledge_base.training import RECIPE, messages_digest

MOST_BYTES = 30_000_000


def test_the_model_was_taught_with_the_messages_that_are_here() -> None:
    recipe = json.loads(RECIPE.read_text(encoding="utf-8"))
    assert recipe["messages_digest"] == messages_digest(), "run `send-navigator train` again"


def test_the_model_is_small_enough_to_be_kept_here() -> None:
    assert MODEL.stat().st_size + TAUGHT.stat().st_size < MOST_BYTES


def test_the_model_knows_every_topic() -> None:
    known = set(TopicModel.load(MODEL).labels)
    topics = {topic for found in topic_groups().values() for topic in found}
    assert known == topics | set(NOT_TOPICS)


def test_the_encoder_that_serves_is_the_one_the_model_belongs_to(encoder_folder) -> None:
    recipe = json.loads(RECIPE.read_text(encoding="utf-8"))
    assert OnnxEncoder(encoder_folder).name == TopicModel.load(MODEL).encoder == recipe["encoder"]


def test_every_message_has_words_and_a_label() -> None:
    taught = read_messages()
    assert len(taught.texts) == len(taught.labels) == len(taught.groups) == len(taught.added)
    assert all(text.strip() for text in taught.texts)
    assert np.sum(~taught.added) > 9_000


def test_the_scores_stand_beside_the_weights_they_belong_to() -> None:
    said = SETTINGS.read_text(encoding="utf-8")
    scores = json.loads(RECIPE.read_text(encoding="utf-8"))["scores"]
    assert all(f"{name}: {value:.1%}" in said for name, value in scores.items())
    assert set(tomllib.loads(said)) == {"thresholds", "weights"}
