"""The index: an article is found by its passages and by the ways of asking, and embedded once."""

import numpy as np
import pytest

from knowledge_base.index import SIGNALS, build, remembering
from knowledge_base.passages import split

SWIM = {
    "slug": "swimming",
    "title": "Swimming",
    "answer": "There is a warm pool.",
    "steps": ["Ring the pool."],
    "body": "Bring a towel.",
    "asked_as": [f"splashing about place {number}" for number in range(12)],
}
DLA = {
    "slug": "dla",
    "topics": ["dla"],
    "title": "Money for care",
    "answer": "You can get an allowance.",
    "steps": ["Ask for a form."],
    "body": "## Nights\n\nSay what happens after dark.",
    "asked_as": [f"cash for looking after him {number}" for number in range(12)],
}


@pytest.fixture
def index(an_article, encoder):
    """Swimming at place 0, money at place 1."""
    return build([an_article(**SWIM), an_article(**DLA)], encoder.encode)


def nearness(index, encoder, question: str) -> dict[str, np.ndarray]:
    """By signal, the nearness of each article."""
    signals = index.signals(question, encoder.encode([question])[0])
    assert signals.shape == (len(index.articles), len(SIGNALS))
    return dict(zip(SIGNALS, signals.T, strict=True))


@pytest.mark.parametrize(
    ("question", "nearest", "by"),
    [
        ("a warm pool", 0, ["dense_passage", "lexical_passage"]),
        ("splashing about", 0, ["dense_asked", "lexical_asked"]),
        ("what happens after dark", 1, ["dense_passage", "lexical_passage"]),
        ("cash for looking after him", 1, ["dense_asked", "lexical_asked"]),
    ],
)
def test_a_parent_finds_an_article_by_what_it_says_and_by_ways_of_asking(
    index, encoder, question, nearest, by
):
    found = nearness(index, encoder, question)
    for signal in by:
        assert found[signal][nearest] > found[signal][1 - nearest], signal


@pytest.mark.parametrize("question", ["zzz qqq", "?!", "the of", "", "чи є допомога", "x" * 2000])
def test_a_question_that_shares_no_word_is_near_nothing(index, encoder, question):
    found = nearness(index, encoder, question)
    assert not found["lexical_passage"].any() and not found["lexical_asked"].any()
    assert all(np.isfinite(values).all() for values in found.values())


def test_lexical_nearness_never_reaches_one(index, encoder):
    found = nearness(index, encoder, "splashing about place 7 " * 50)
    assert 0 < found["lexical_asked"][0] < 1


def test_a_parent_is_shown_the_passage_that_fits_the_question(index, encoder):
    for question, trail in [
        ("Nights. Say what happens after dark.", "Money for care › Nights"),
        ("Money for care. You can get an allowance.", "Money for care"),
    ]:
        assert index.best_passage(1, encoder.encode([question])[0]).trail == trail


def test_an_article_is_opened_by_its_slug(index):
    assert index.articles[index.by_slug["dla"]].title == "Money for care"


def test_with_nothing_published_nothing_is_found_and_nothing_breaks(encoder):
    empty = build([], remembering(encoder, {}))
    assert empty.signals("clubs", encoder.encode(["clubs"])[0]).shape == (0, len(SIGNALS))


def test_only_texts_not_known_before_are_embedded(an_article, encoder):
    known: dict[str, np.ndarray] = {}
    embed = remembering(encoder, known)
    first = build([an_article(**SWIM)], embed)
    embedded = len(encoder.asked)
    assert embedded == len(set(encoder.asked)) == len(known) == 15

    again = build([an_article(**SWIM)], embed)
    assert len(encoder.asked) == embedded, "nothing changed, so nothing is embedded"
    np.testing.assert_array_equal(again.passage_entries.vectors, first.passage_entries.vectors)

    build([an_article(**SWIM | {"body": "Bring a costume."})], embed)
    assert encoder.asked[embedded:] == ["Swimming. Bring a costume."]


def test_a_text_that_stands_in_two_articles_is_embedded_once(an_article, encoder):
    twins = [an_article(slug="one"), an_article(slug="two", area="here")]
    index = build(twins, remembering(encoder, {}))
    assert len(encoder.asked) == len(set(encoder.asked)) == 15
    assert len(index.asked_entries.vectors) == 24


def test_remembered_vectors_are_those_of_their_texts(encoder):
    texts = ["one", "two", "one", "three"]
    known = {}
    embed = remembering(encoder, known)
    embed(["three", "one"])
    np.testing.assert_array_equal(embed(texts), encoder.encode(texts))


def test_what_is_remembered_is_named_by_the_digest_of_the_passage(an_article, encoder):
    known: dict[str, np.ndarray] = {}
    article = an_article(**DLA)
    build([article], remembering(encoder, known))
    assert {passage.digest for passage in split(article)} <= set(known)
