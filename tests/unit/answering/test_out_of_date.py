"""A family is told when what it reads may be out of date, and whom to ask instead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions_server import wording
from actions_server.answering import compose
from actions_server.answering.answer import answer_question, answer_with
from knowledge_base.freshness import Freshness
from knowledge_base.library import Library
from knowledge_base.readability import read

TODAY = date(2026, 11, 22)
QUESTION = "How do I apply for a blue badge for my son?"


@pytest.fixture
def library(client):
    """The library of the application, on a day on which nothing is overdue."""
    served = client.app.state.assistant.library
    return replace(served, searcher=replace(served.searcher, clock=lambda: TODAY))


def with_dates(library: Library, *slugs: str, **dates) -> Library:
    """The same library where these articles have other dates."""
    index = library.searcher.index
    articles = [a.model_copy(update=dates) if a.slug in slugs else a for a in index.articles]
    searcher = replace(library.searcher, index=replace(index, articles=articles))
    return replace(library, searcher=searcher)


@pytest.fixture
def slug(library):
    """What the question is answered with when nothing is out of date."""
    replied = answer_question(QUESTION, library)
    assert replied.messages[0].kind == "answer"
    assert "due to be read again" not in replied.messages[0].text
    return replied.article


def ended(library, slug, everywhere=True):
    """The library after the article's last day, and that of England's on its topic."""
    topic = library.article(slug).topics[0]
    all_of_it = [a.slug for a in library.articles if topic in a.topics] if everywhere else [slug]
    return with_dates(library, *all_of_it, valid_until=TODAY - timedelta(days=1))


def overdue(library, slug, days):
    return with_dates(library, slug, review_by=TODAY - timedelta(days=days))


def test_what_has_ended_is_offered_with_words_that_say_so(library, slug):
    (message,) = answer_question(QUESTION, ended(library, slug)).messages
    assert (message.kind, message.outcome) == ("clarify", "clarified")
    assert wording.SOME_HAVE_ENDED in message.text
    (choice,) = [one for one in message.choices if one.value == f"{compose.CHOOSE}{slug}"]
    assert choice.title.endswith("(this may have changed)")
    assert choice.title in message.text


def test_where_only_the_areas_has_ended_englands_answers(library, slug):
    replied = answer_question(QUESTION, ended(library, slug, everywhere=False))
    assert replied.messages[0].kind == "answer"
    assert library.article(replied.article).area == "england"


def test_what_has_ended_says_so_to_whoever_chooses_it(library, slug):
    (message,) = answer_with(slug, ended(library, slug)).messages
    first = message.text.partition("\n\n")[0]
    assert "up to 21 November 2026. It may have changed" in first
    assert message.services[0].name in first


def test_a_family_is_told_that_an_answer_is_long_overdue_and_whom_to_ask(library, slug):
    days = Freshness.load().stale_after.days
    (message,) = answer_question(QUESTION, overdue(library, slug, days + 1)).messages
    first = message.text.partition("\n\n")[0]
    assert message.kind == "answer"
    assert "It is due to be read again, so please check it with" in first
    assert message.services[0].name in first
    (in_time,) = answer_question(QUESTION, overdue(library, slug, days)).messages
    assert "due to be read again" not in in_time.text


def test_nothing_is_out_of_date_today(client):
    library = client.app.state.assistant.library
    assert [a.slug for a in library.articles if compose.caution(a, library)] == []


@pytest.mark.parametrize("sentence", [wording.IS_STALE, wording.HAS_ENDED, wording.SOME_HAVE_ENDED])
def test_the_words_are_plain(sentence):
    reading = read(sentence.format(day="22 November 2026", who="the SEND team"))
    assert reading.is_plain and not reading.long_sentences
