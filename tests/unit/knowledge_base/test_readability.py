"""Readability: what a tired parent could not read is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.readability import HIGHEST_GRADE, read, sentences

PLAIN = "You can ask the council for help. It is free. You do not need a letter from the school."
HARD = (
    "Statutory provision necessitates multidisciplinary consideration. "
    "Administrative authorities subsequently communicate determinations."
)


def test_a_text_in_official_words_is_too_hard():
    reading = read(HARD)
    assert not reading.is_plain
    assert min(reading.flesch_kincaid, reading.automated) > HIGHEST_GRADE
    assert reading.long_sentences == []


def test_a_sentence_of_21_words_is_too_long_however_short_its_words():
    short, long = " ".join(["go"] * 20) + ".", " ".join(["go"] * 21) + "."
    reading = read(f"{short} {long}")
    assert reading.long_sentences == [long]
    assert not reading.is_plain


def test_a_plain_text_is_plain():
    reading = read(PLAIN)
    assert reading.is_plain
    assert reading.long_sentences == []


@pytest.mark.parametrize("formula", ["flesch_kincaid", "automated"])
def test_each_formula_alone_can_say_that_a_text_is_hard(formula):
    hard_for = {
        # Only letters tell that words of one syllable are long.
        "automated": "Strengths stretched; schools searched through straight breadths.",
        # Only syllables tell that short words have many.
        "flesch_kincaid": "My family policy is a medical benefit.",
    }
    reading = read(hard_for[formula])
    other = {"automated": "flesch_kincaid", "flesch_kincaid": "automated"}[formula]
    assert getattr(reading, formula) > HIGHEST_GRADE >= getattr(reading, other)
    assert not reading.is_plain


def test_phone_numbers_emails_and_addresses_are_not_prose():
    contacts = (
        "Call 020 8583 2000 or email send.enquiries@here.example or see https://here.example/a."
    )
    assert sentences(contacts) == ["Call it or email it or see it"]


def test_a_colon_and_a_new_line_end_a_sentence():
    assert sentences("Ask for: a plan.\nThen wait! Who? You") == [
        "Ask for:",
        "a plan.",
        "Then wait!",
        "Who?",
        "You",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "\n\n"])
def test_nothing_at_all_is_plain(text):
    assert read(text).is_plain


@given(st.text(max_size=200))
def test_any_text_a_writer_may_paste_can_be_measured(text):
    reading = read(text)
    assert all(sentence in sentences(text) for sentence in reading.long_sentences)
