"""Articles: what no family may be shown is refused when the article is made."""

from datetime import date

import pytest
from pydantic import ValidationError

from knowledge_base.article import LONGEST_ANSWER, STAGE_TITLES, Source


def test_a_parent_on_a_phone_is_never_given_an_answer_of_81_words(an_article):
    with pytest.raises(ValidationError, match="81 words"):
        an_article(answer="word " * (LONGEST_ANSWER + 1))
    assert len(an_article(answer="word " * LONGEST_ANSWER).answer.split()) == 80


@pytest.mark.parametrize("step", ["", "   ", "\n"])
def test_a_parent_is_never_shown_an_empty_step(an_article, step):
    with pytest.raises(ValidationError, match=r"steps\.0"):
        an_article(steps=[step])


@pytest.mark.parametrize("number", [0, 6])
def test_a_parent_is_given_one_to_five_next_steps(an_article, number):
    with pytest.raises(ValidationError, match="steps"):
        an_article(steps=["Call the group."] * number)


@pytest.mark.parametrize("review_by", [date(2026, 1, 1), date(2025, 12, 31)])
def test_an_article_is_read_again_after_it_was_written(an_article, review_by):
    with pytest.raises(ValidationError, match="after reviewed_on"):
        an_article(reviewed_on=date(2026, 1, 1), review_by=review_by)


def test_an_article_cannot_have_ended_before_it_was_checked(an_article):
    with pytest.raises(ValidationError, match="ended before it was checked"):
        an_article(reviewed_on=date(2026, 1, 2), valid_until=date(2026, 1, 1))


def test_an_article_holds_on_its_last_day_and_not_after(an_article):
    article = an_article(valid_until=date(2026, 3, 31))
    assert not article.has_ended(date(2026, 3, 31))
    assert article.has_ended(date(2026, 4, 1))
    assert not an_article().has_ended(date(2999, 1, 1))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "www.play.example",
        "https://",
        "https://a b.example",
        "ftp://a.example",
        "https://play.example\n",
        "https://play",
    ],
)
def test_a_parent_who_taps_a_source_only_ever_gets_a_web_page(url):
    with pytest.raises(ValidationError, match="full web address"):
        Source(title="Play Trust", url=url)


@pytest.mark.parametrize("url", ["", "https://play.example/a?b=1#c", "http://play.example"])
def test_a_source_may_be_a_web_page_or_only_the_statute(url):
    assert Source(title="Play Trust", url=url).url == url


def test_the_same_question_in_other_capitals_is_still_the_same(an_article):
    with pytest.raises(ValidationError, match="stands there twice"):
        an_article(asked_as=["What is there", "what IS there", *"abcdefgh"])


def test_nobody_changes_an_approved_article_by_accident(an_article):
    with pytest.raises(ValidationError, match="frozen"):
        an_article().answer = "Something else."


def test_every_stage_a_family_may_be_at_has_a_title_to_show(an_article):
    assert [an_article(stage=stage).stage for stage in STAGE_TITLES] == [*STAGE_TITLES]


@pytest.mark.parametrize("ages", [(5, 4), (-1, 5), (16, 26)])
def test_ages_run_from_the_younger_to_the_older(an_article, ages):
    with pytest.raises(ValidationError, match="the youngest and the oldest"):
        an_article(ages=ages)
