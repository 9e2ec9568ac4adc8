"""Encoders: what a text means does not depend on the texts that came with it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.embedding import Encoder, EncoderNotPrepared, NullEncoder, OnnxEncoder

TEXTS = [
    "who do I ring",
    "",
    "they said he has to wait for speech therapy",
    "?",
    "чи є допомога для мого сина",
    "my son has no school place and the council does not answer " * 34,
    "an EHC plan",
]


@pytest.fixture(scope="session", params=["without a model", "prepared"])
def either(request) -> Encoder:
    """Both encoders keep the same promises."""
    if request.param == "prepared":
        return OnnxEncoder(request.getfixturevalue("encoder_folder"))
    return NullEncoder()


def test_who_starts_without_an_encoder_is_told_what_makes_one(tmp_path):
    with pytest.raises(EncoderNotPrepared, match="make setup"):
        OnnxEncoder(tmp_path)


def test_texts_in_any_order_mean_what_they_mean_alone(either):
    alone = np.vstack([either.encode([text]) for text in TEXTS])
    order = [5, 0, 6, 2, 4, 1, 3]
    together = either.encode([TEXTS[place] for place in order])
    np.testing.assert_allclose(together, alone[order], atol=1e-5)


def test_every_text_with_words_becomes_a_vector_of_length_one(either):
    vectors = either.encode([text for text in TEXTS if text])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS) - 1, either.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_a_parent_may_write_2000_characters(either):
    (vector,) = either.encode(["help " * 400])
    assert np.isfinite(vector).all()


def test_no_text_makes_no_vector(either):
    assert either.encode([]).shape == (0, either.dimensions)


def test_more_texts_than_one_batch_keep_their_places(either):
    texts = [f"question {'again ' * (number % 7)}{number}" for number in range(70)]
    vectors = either.encode(texts)
    for place in (0, 31, 32, 69):
        np.testing.assert_allclose(vectors[place], either.encode([texts[place]])[0], atol=1e-5)


def test_the_prepared_encoder_knows_that_other_words_can_mean_the_same(encoder_folder):
    asked, same, other = OnnxEncoder(encoder_folder).encode(
        ["how long until he can see a speech therapist", "the wait for speech therapy", "swimming"]
    )
    assert asked @ same > 0.5 > asked @ other


@given(st.lists(st.text(max_size=40), max_size=5))
def test_the_encoder_without_a_model_takes_any_text(texts):
    lengths = np.linalg.norm(NullEncoder().encode(texts), axis=1)
    assert [round(float(length), 4) for length in lengths] == [
        float(bool(t.split())) for t in texts
    ]
