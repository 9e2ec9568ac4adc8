"""The library: what is published, opened from the database for one area."""

import numpy as np
import pytest

from actions_server.database import transaction
from knowledge_base import queries
from knowledge_base.library import Library, open_library
from knowledge_base.search import Tuning
from knowledge_base.topic_model import NOT_TOPICS

UNTAUGHT = np.array([-10.0, 1.0, 1.0, 1.0, 1.0, 1.0])
TUNING = Tuning(np.ones(6), UNTAUGHT, np.zeros(3), 0.5, 0.2, 0.1, 0.5, 1.0, 4)


@pytest.fixture
def opened(engine, encoder, a_topic_model, an_article, a_service, an_area):
    """Publishes for two areas; gives a function that opens the library of the area called here."""
    model = a_topic_model({label: [label] for label in ("activities", *NOT_TOPICS)})
    with transaction(engine) as session:
        queries.replace_articles(
            session,
            [
                an_article(services=["here-pool", "play-group", "gone"]),
                an_article(slug="here-activities", area="here", title="Pools"),
                an_article(slug="there-activities", area="there"),
                an_article(slug="dla", topics=["dla"]),
            ],
        )
        queries.replace_services(
            session,
            [a_service(), a_service(id="here-pool", area="here"), a_service(id="x", area="there")],
        )
    encoder.asked.clear()

    def open_it() -> Library:
        with transaction(engine) as session:
            return open_library(session, an_area(), encoder, model, TUNING)

    return open_it


def test_a_family_never_reads_what_is_meant_for_another_area(opened):
    library = opened()
    assert [article.slug for article in library.articles] == [
        "activities",
        "dla",
        "here-activities",
    ]
    assert library.article("there-activities") is None
    assert set(library.services) == {"play-group", "here-pool"}


def test_an_article_that_is_not_there_is_not_found(opened):
    library = opened()
    assert library.article("nowhere") is None
    assert library.on_topic("portage") is None


def test_a_family_is_given_their_areas_article_on_a_topic_before_englands(opened):
    library = opened()
    assert library.on_topic("activities").slug == "here-activities"
    assert library.on_topic("dla").slug == "dla"
    assert library.article("activities").area == "england"


def test_the_services_of_an_article_come_nearest_first_and_without_those_that_closed(opened):
    library = opened()
    services = library.services_of(library.article("activities"))
    assert [service.id for service in services] == ["here-pool", "play-group"]


def test_opening_again_embeds_nothing(opened, encoder):
    library = opened()
    assert len(encoder.asked) == len(set(encoder.asked)) > 0
    encoder.asked.clear()
    again = opened()
    assert encoder.asked == []
    np.testing.assert_array_equal(
        again.searcher.index.passage_entries.vectors,
        library.searcher.index.passage_entries.vectors,
    )


def test_a_family_can_ask_as_soon_as_it_is_open(opened):
    assert opened().search("what is there to do").found[0].article.slug == "here-activities"
