"""Words: a family's way of writing a word and ours come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.words import words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("APPEALS", "appeal"),
        ("waiting", "waited"),
        ("they won’t assess", "they wont assess"),
        ("they won't assess", "they won’t assess"),
        ("I'm worried", "im worried"),
        ("it's late", "its late"),
        ("council's deadline", "councils deadline"),
        ("speech-therapy", "speech therapy"),
        ("plan?!", "plan"),
    ],
)
def test_a_parent_who_types_it_another_way_is_understood_the_same(typed, written):
    assert words(typed) == words(written)


def test_a_parent_who_is_told_no_is_not_read_as_told_yes():
    assert words("they will not assess him") != words("they will assess him")
    assert "no" in words("school said no")


def test_question_words_stay_because_when_and_how_ask_for_different_things():
    assert words("when") and words("how") and words("who")


@pytest.mark.parametrize("text", ["", "  ", "?!", "the of and my", "\u2019"])
def test_a_text_that_says_nothing_about_a_topic_has_no_words(text):
    assert words(text) == []


def test_numbers_stay_because_weeks_and_forms_are_told_apart_by_them():
    assert words("6 weeks, form SEND35a") == ["6", "week", "form", "send35a"]


@given(st.text())
def test_any_text_can_be_split_into_words_without_signs(text):
    assert all(word.isalnum() and word == word.casefold() for word in words(text))
