"""Passages: whatever an article says can be found, and nothing is embedded twice for no reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.passages import LONGEST, split

WORDS = st.text("abcdefghijklmnopqrstuvwxyz#-'£", min_size=1, max_size=8)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=90).map(" ".join)
HEADINGS = st.builds(
    lambda level, words: f"{'#' * level} {' '.join(words)}",
    st.integers(1, 6),
    st.lists(WORDS, min_size=1, max_size=5),
)
BODIES = st.lists(PARAGRAPHS | HEADINGS, min_size=1, max_size=12).map("\n\n".join)


def test_the_answer_comes_first_and_then_what_to_do(an_article):
    answer, steps = split(an_article(answer="There are clubs.", steps=["Call.", "Go."]))[:2]
    assert (answer.trail, answer.text) == ("Clubs and days out", "There are clubs.")
    assert (steps.trail, steps.text) == ("Clubs and days out › What to do next", "Call. Go.")


def test_a_passage_says_where_in_the_article_it_stands(an_article):
    article = an_article(body="Before.\n\n## At the weekend\n\nSwim.\n\n### By bus\n\nTake the 9.")
    assert [(passage.trail, passage.text) for passage in split(article)[2:]] == [
        ("Clubs and days out", "Before."),
        ("Clubs and days out › At the weekend", "Swim."),
        ("Clubs and days out › By bus", "Take the 9."),
    ]
    assert {passage.slug for passage in split(article)} == {"activities"}


def test_a_heading_without_text_of_its_own_joins_the_next_one(an_article):
    article = an_article(body="## Complaining\n\n### To the school\n\nWrite.\n\n## Later")
    assert [(passage.trail, passage.text) for passage in split(article)[2:]] == [
        ("Clubs and days out › Complaining › To the school", "Write."),
        ("Clubs and days out", "Later"),
    ]


def test_a_long_section_becomes_several_passages_of_whole_paragraphs(an_article):
    paragraphs = [" ".join([f"word{number}"] * 50) for number in range(5)]
    article = an_article(body="## At the weekend\n\n" + "\n\n".join(paragraphs))
    found = split(article)[2:]
    assert [passage.text for passage in found] == [
        f"{paragraphs[0]} {paragraphs[1]}",
        f"{paragraphs[2]} {paragraphs[3]}",
        paragraphs[4],
    ]
    assert {passage.trail for passage in found} == {"Clubs and days out › At the weekend"}
    assert all(len(passage.text.split()) <= LONGEST for passage in found)


def test_a_long_paragraph_is_kept_whole(an_article):
    paragraph = "word " * (2 * LONGEST)
    (_, _, found) = split(an_article(body=paragraph))
    assert found.text == paragraph.strip()


@given(body=BODIES)
def test_no_word_of_the_body_is_lost(an_article, body):
    passages = split(an_article(body=body))
    kept = " ".join(f"{passage.trail} {passage.text}" for passage in passages).split()
    # Only the marks of headings go: they are not words.
    assert {word for word in body.split() if word.strip("#")} <= set(kept)


@pytest.mark.parametrize(
    "changes",
    [
        {"reviewed_on": date(2026, 2, 2)},
        {"owner": "Somebody else"},
        {"services": ["play-group"]},
        {"asked_as": [f"another way {number}" for number in range(12)]},
        {"stage": "early-worry"},
        {"body": "## At the weekend\n\n\nThere is   swimming\non Sunday.\n\n"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_change_that_is_not_embedded_leaves_the_digests_alone(an_article, changes):
    assert _digests(an_article(**changes)) == _digests(an_article())


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"title": "Things to do"}, [True, True, True]),
        ({"answer": "There are none."}, [True, False, False]),
        ({"steps": ["Email the play group."]}, [False, True, False]),
        ({"body": "## At the weekend\n\nThere is chess on Sunday."}, [False, False, True]),
        ({"body": "## On Sunday\n\nThere is swimming on Sunday."}, [False, False, True]),
    ],
)
def test_a_change_that_is_embedded_changes_the_digest_of_that_passage(an_article, changes, changed):
    pairs = zip(_digests(an_article()), _digests(an_article(**changes)), strict=True)
    assert [before != after for before, after in pairs] == changed


def _digests(article) -> list[str]:
    return [passage.digest for passage in split(article)]
