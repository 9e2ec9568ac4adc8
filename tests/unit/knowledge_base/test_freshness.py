"""What may be out of date is not given as certain, and gives way to what was read in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge_base.embedding import NullEncoder
from knowledge_base.freshness import Freshness
from knowledge_base.index import build
from knowledge_base.search import Searcher
from knowledge_base.spelling import Speller
from tests.unit.knowledge_base.test_search import TAUGHT, TUNING, asked

TODAY = date(2026, 11, 22)
IN_TIME = {"reviewed_on": date(2026, 11, 1), "review_by": date(2027, 5, 1)}
FRESHNESS = Freshness(timedelta(days=30), penalty=0.5)
OVERDUE = {"reviewed_on": date(2026, 1, 1), "review_by": TODAY - timedelta(days=31)}
ENDED = {**IN_TIME, "valid_until": TODAY - timedelta(days=1)}


@pytest.fixture(scope="module")
def search_on(a_topic_model):
    """Opens a search over articles that thinks it is TODAY, for families of the area here."""
    encoder, model = NullEncoder(), a_topic_model(TAUGHT)
    words = {word for group in TAUGHT.values() for text in group for word in text.split()}

    def open_search(*found):
        index = build([*found], encoder.encode)
        parts = (index, encoder, model, TUNING, "here", Speller(words))
        return Searcher(*parts, freshness=FRESHNESS, clock=lambda: TODAY)

    return open_search


@pytest.fixture
def made(an_article):
    """Makes an article on swimming, or on money for care, with the changes given."""

    def make(topic, **changes):
        words = {"activities": "where to swim", "dla": "care cash"}[topic]
        fields = {"slug": topic, "topics": [topic], "title": topic, "asked_as": asked(words)}
        said = {"answer": f"{words}.", "body": f"More on {words}."}
        return an_article(**{**fields, **said, **IN_TIME, **changes})

    return make


def slugs(result):
    return [one.article.slug for one in result.found]


class TestWhatHasEnded:
    def test_is_never_the_answer_but_a_choice(self, search_on, made):
        result = search_on(made("activities", **ENDED), made("dla")).search("where to swim")
        assert (result.decision, result.why, result.both) == ("clarify", None, False)
        assert "activities" in slugs(result)

    def test_is_the_answer_on_its_last_day(self, search_on, made):
        last = made("activities", **(ENDED | {"valid_until": TODAY}))
        assert search_on(last, made("dla")).search("where to swim").decision == "answer"

    def test_stands_behind_what_is_likely_too_and_before_what_is_not(self, search_on, made):
        ended = made("activities", **ENDED)
        unlikely = search_on(ended, made("dla")).search("where to swim")
        assert slugs(unlikely) == ["activities", "dla"]
        searcher = search_on(ended, made("dla"))
        both = replace(searcher, tuning=replace(TUNING, clarify_from=0.0)).search("where to swim")
        assert slugs(both) == ["dla", "activities"]

    def test_is_not_half_of_an_answer_to_two_questions_either(self, search_on, made):
        question = "where can I swim at the weekend. is there any care cash allowance"
        held = search_on(made("activities"), made("dla")).search(question)
        ended = search_on(made("activities", **ENDED), made("dla")).search(question)
        assert held.both and held.decision == "answer"
        assert not ended.both and ended.decision == "clarify"

    def test_of_the_area_gives_way_to_what_holds_in_all_of_england(self, search_on, made):
        local = made("activities", slug="here-activities", area="here", **ENDED)
        result = search_on(local, made("activities"), made("dla")).search("where to swim")
        assert (result.decision, slugs(result)[0]) == ("answer", "activities")


class TestWhatIsOverdue:
    def test_ranks_a_little_lower(self, search_on, made):
        in_time = search_on(made("activities"), made("dla")).search("where to swim")
        overdue = search_on(made("activities", **OVERDUE), made("dla")).search("where to swim")
        assert overdue.found[0].score < in_time.found[0].score
        assert (overdue.decision, slugs(overdue)) == (in_time.decision, slugs(in_time))

    def test_is_let_be_for_thirty_days(self, search_on, made):
        just = made("activities", **(OVERDUE | {"review_by": TODAY - timedelta(days=30)}))
        in_time = search_on(made("activities"), made("dla")).search("where to swim")
        assert search_on(just, made("dla")).search("where to swim").found[0].score == (
            in_time.found[0].score
        )

    def test_of_the_area_still_comes_before_englands(self, search_on, made):
        local = made("activities", slug="here-activities", area="here", **OVERDUE)
        result = search_on(local, made("activities"), made("dla")).search("where to swim")
        assert slugs(result)[0] == "here-activities"

    def test_gives_way_to_one_on_the_same_topic_that_was_read_in_time(self, search_on, made):
        one = made("activities", slug="one", **OVERDUE)
        other = made("activities", slug="other")
        assert slugs(search_on(one, other).search("where to swim"))[0] == "other"


def test_the_values_stand_in_the_file():
    values = Freshness.load()
    assert values.stale_after >= timedelta(days=14)
    assert 0 < values.penalty < 0.7, "in logits: a little, not half the odds"
