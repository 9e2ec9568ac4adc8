"""Answers as families type them."""

import pytest

from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.journeys.local import with_band
from actions_server.journeys.reading import looks_like_question, read_age, read_answer


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 3 year old isn't talking", "3"),
        ("3yo", "3"),
        ("he's 6 not 5", "6"),
        ("no he is not 5, he's 6", "6"),
        ("she is four and a half", "4"),
        ("18 months old", "1"),
        ("she's fifteen", "15"),
        ("aged 11", "11"),
        ("he just turned 16", "16"),
        ("in year 7", "11"),
        ("in reception", "4"),
        ("my toddler", "1"),
    ],
)
def test_an_age_is_read_inside_a_message(text: str, age: str) -> None:
    assert read_age(text) == age


@pytest.mark.parametrize(
    "text",
    [
        "we have waited 3 years for this",
        "it is 6 weeks late",
        "he is 20 weeks behind",
        "she was referred 2 years ago",
        "i have 3 children",
        "the plan is 30 pages",
        "he is 40",
        "is there anything near me",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert read_age(text) is None


@pytest.mark.parametrize(("text", "age"), [("7", "7"), ("about seven", "7"), ("8 months", "0")])
def test_a_bare_number_is_an_age_where_the_age_was_asked_for(text: str, age: str) -> None:
    assert read_age(text, alone=True) == age


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("setting", "nursery", "nursery"),
        ("setting", "not school, nursery", "nursery"),
        ("setting", "nursery not school", "nursery"),
        ("setting", "no nursery", "none"),
        ("setting", "he isn't at school", "none"),
        ("setting", "a special school in the next borough", "special"),
        ("setting", "her local primary school", "mainstream"),
        ("setting", "2", "mainstream"),
        ("therapy_kind", "speech therapy", "speech"),
        ("therapy_kind", "OT for his handwriting", "occupational"),
        ("therapy_kind", "I'm not sure", "unsure"),
        ("has_plan", "yes he has an ehcp", "yes"),
        ("has_plan", "no plan yet", "no"),
        ("waiting", "not yet", "no"),
        ("waiting", "she is on the list", "yes"),
    ],
)
def test_a_typed_answer_names_an_option(slot: str, text: str, value: str) -> None:
    question = JOURNEYS["therapy_route"].question(slot)
    assert read_answer(question, text, with_band({"child_age": "4"})) == value


@pytest.mark.parametrize(
    "text",
    ["what is an EHC plan?", "how long does that take", "can nursery refer him", "ok but who pays"],
)
def test_a_question_is_not_taken_for_an_answer(text: str) -> None:
    assert looks_like_question(text)


@pytest.mark.parametrize("text", ["nursery?", "he is at school", "the health visitor", "3 march"])
def test_an_answer_is_not_taken_for_a_question(text: str) -> None:
    assert not looks_like_question(text)
