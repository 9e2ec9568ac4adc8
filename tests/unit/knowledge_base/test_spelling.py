"""A misspelt word is put right; a word that is meant is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.reading import read_content
from knowledge_base.spelling import Speller, words_of_articles, words_of_messages

SPELLER = Speller(words_of_articles(read_content().articles))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("evidance", "evidence"),
        ("parants", "parents"),
        ("tribual", "tribunal"),
        ("asessment", "assessment"),
        ("ombusman", "ombudsman"),
        ("speical", "special"),
        ("hapening", "happening"),
    ],
)
def test_a_misspelt_word_is_put_right(typed, meant):
    assert SPELLER.correct(f"the {typed}, please") == f"the {meant}, please"


@pytest.mark.parametrize(
    "text",
    [
        "senco",
        "SENCO",
        "Portage",
        "injections",
        "quit",
        "rope",
        "burn",
        "EHCP",
        "it's",
        "im",
        "TW3",
    ],
)
def test_a_word_that_is_meant_is_left_alone(text):
    assert SPELLER.correct(text) == text


def test_a_word_like_no_other_is_left_alone():
    assert SPELLER.correct("zzyzx qwrtpsd") == "zzyzx qwrtpsd"


def test_a_word_counts_as_meant_when_enough_families_use_it():
    assert words_of_messages(["echp"] * 3) == set()
    assert words_of_messages(["echp"] * 4) == {"echp"}


@given(st.text(max_size=200))
def test_whatever_is_typed_nothing_but_words_changes(text):
    corrected = SPELLER.correct(text)
    assert [c for c in corrected if not c.isalpha() and c not in "'’"] == [
        c for c in text if not c.isalpha() and c not in "'’"
    ]
