"""Putting questions together: what every group promises, whatever is asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.cluster.hierarchy import fcluster, linkage

from actions_server.staff.questions.alike import FEWEST, grouped, may_be_shown
from knowledge_base.embedding import NullEncoder

words = some.sampled_from("dog bus plan school late autism help money tyre speech".split())
questions = some.lists(
    some.lists(words, min_size=1, max_size=4).map(" ".join), max_size=40, unique=True
)


@given(questions, some.sampled_from([0.3, 0.5, 0.55, 0.8]))
@settings(deadline=None)
def test_in_a_group_every_two_are_alike_and_each_question_is_in_one(texts, alike):
    vectors = NullEncoder().encode(texts)
    labels = grouped(vectors, alike)
    assert len(labels) == len(texts)
    for label in set(labels.tolist()):
        members = vectors[labels == label]
        assert (members @ members.T >= alike - 1e-5).all()


@given(some.integers(0, 2**32 - 1), some.sampled_from([0.3, 0.5, 0.8]))
@settings(deadline=None)
def test_a_group_that_goes_leaves_the_others_as_they_are(seed, alike):
    """Where no two likenesses are the very same, as they are not between real questions."""
    vectors = np.random.default_rng(seed).normal(size=(40, 5)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = grouped(vectors, alike)
    for gone in set(labels.tolist()):
        kept = labels != gone
        after = grouped(vectors[kept], alike)
        assert _as_sets(after) == _as_sets(labels[kept])


def test_the_parts_come_to_what_all_together_come_to():
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(300, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    distances = 1 - (vectors @ vectors.T)[np.triu_indices(300, 1)]
    whole = fcluster(linkage(np.maximum(0, distances), "complete"), 1 - 0.6, "distance")
    assert _as_sets(grouped(vectors, 0.6)) == _as_sets(whole)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_two_conversations_are_never_shown(count):
    assert FEWEST == 3
    assert may_be_shown(count) == (count >= 3)


def _as_sets(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.nonzero(labels == label)[0].tolist()) for label in set(labels.tolist())}
