"""Changes that are announced: nothing is invented, and the right articles are read in time."""

import re
from datetime import date, timedelta

import pytest
import yaml

from knowledge_base.checking import FACTS
from knowledge_base.national_changes import A_QUARTER, NationalChange, read_changes
from knowledge_base.reading import read_content
from knowledge_base.topics import topic_ids

ENGLAND = {
    fact["id"]: fact
    for fact in yaml.safe_load((FACTS / "england.yaml").read_text(encoding="utf-8"))
}
STARTS = date(2027, 9, 1)
CHANGE = {
    "id": "new-rules",
    "what": "New rules.",
    "starts": STARTS,
    "topics": ["exams"],
    "facts": ["some-fact"],
    "source": "statute: an Act",
}


@pytest.mark.parametrize("change", read_changes(), ids=lambda change: change.id)
def test_nothing_is_said_that_the_facts_do_not_hold(change):
    facts = [ENGLAND[name] for name in change.facts]
    topics = {topic for fact in facts for topic in fact["topics"]}
    assert set(change.topics) <= topics & set(topic_ids())
    assert change.source in [fact["source"] for fact in facts]
    held = yaml.safe_dump(facts, allow_unicode=True, width=10_000)
    for number in re.findall(r"\d+", change.what):
        assert re.search(rf"(?<!\d){number}(?!\d)", held), number


def test_each_has_its_own_id_and_concerns_an_article():
    changes = read_changes()
    assert len({change.id for change in changes}) == len(changes) > 5
    articles = read_content().articles
    for change in changes:
        assert any(change.concerns(article) for article in articles), change.id


def test_an_article_on_another_topic_with_other_facts_is_left_alone(an_article):
    assert not NationalChange(**CHANGE).concerns(an_article())


@pytest.mark.parametrize("ground", [{"topics": ["exams"]}, {"facts": ["some-fact"]}])
def test_an_article_that_rests_on_it_is_read_when_it_starts_and_then_no_more(an_article, ground):
    change = NationalChange(**CHANGE)
    far = {"review_by": date(2030, 1, 1)}
    article = an_article(reviewed_on=STARTS - timedelta(days=1), **far, **ground)
    assert change.concerns(article)
    assert change.due(article) == STARTS
    assert change.due(an_article(reviewed_on=STARTS, **far, **ground)) is None


def test_while_nobody_knows_the_day_it_is_read_every_quarter(an_article):
    article = an_article(topics=["exams"])
    change = NationalChange(**{**CHANGE, "starts": None})
    assert change.due(article) == article.reviewed_on + A_QUARTER
