"""What is kept in the database, and what importing again does to it."""

from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from actions_server.database import transaction
from knowledge_base import queries
from knowledge_base.article import Article
from knowledge_base.service import Service
from knowledge_base.tables import ArticleRow


def publish(engine: Engine, *articles: Article) -> int:
    """Make these articles, and no others, the published ones; how many rows changed."""
    with transaction(engine) as session:
        return queries.replace_articles(session, [*articles])


def list_services(engine: Engine, *services: Service) -> int:
    """The same for the directory."""
    with transaction(engine) as session:
        return queries.replace_services(session, [*services])


def published(engine: Engine, *areas: str) -> list[Article]:
    """What families in these areas read."""
    with transaction(engine) as session:
        return queries.articles(session, areas)


def test_an_article_that_was_removed_is_no_longer_shown(engine, an_article):
    publish(engine, an_article(), an_article(slug="dla"))
    assert publish(engine, an_article(slug="dla")) == 1
    assert [article.slug for article in published(engine, "england")] == ["dla"]
    with transaction(engine) as session:
        assert queries.article(session, "activities") is None


def test_a_service_that_closed_is_no_longer_shown(engine, a_service):
    list_services(engine, a_service(), a_service(id="toy-library"))
    assert list_services(engine, a_service(id="toy-library")) == 1
    with transaction(engine) as session:
        assert [found.id for found in queries.services(session, ["england"])] == ["toy-library"]


def test_nothing_published_is_nothing_shown(engine):
    assert published(engine, "england") == []
    assert published(engine) == []


def test_what_comes_back_is_what_was_published(engine, an_article, a_service):
    article = an_article(title="Clubs – “all” of them", services=["play-group"], offers=["letter"])
    service = a_service(minimum_age=0, text_number="60006")
    assert (publish(engine, article), list_services(engine, service)) == (1, 1)
    with transaction(engine) as session:
        assert queries.article(session, "activities") == article
        assert queries.articles(session, ["england"]) == [article]
        assert queries.services(session, ["england"]) == [service]


def test_importing_twice_changes_nothing(engine, an_article, a_service):
    publish(engine, an_article())
    list_services(engine, a_service())
    before = _when_changed(engine)
    assert publish(engine, an_article()) == 0
    assert list_services(engine, a_service()) == 0
    assert _when_changed(engine) == before


def test_importing_again_changes_only_what_is_different(engine, an_article):
    publish(engine, an_article(), an_article(slug="dla"))
    before = _when_changed(engine)
    assert publish(engine, an_article(answer="There are new clubs."), an_article(slug="dla")) == 1
    after = _when_changed(engine)
    assert after["activities"] > before["activities"]
    assert after["dla"] == before["dla"]
    assert published(engine, "england")[0].answer == "There are new clubs."


def test_an_article_that_moves_to_another_area_is_shown_there(engine, an_article):
    publish(engine, an_article())
    assert publish(engine, an_article(area="here")) == 1
    assert published(engine, "england") == []
    assert len(published(engine, "here")) == 1


def test_families_are_shown_their_area_and_england_by_slug_and_no_other_area(engine, an_article):
    publish(
        engine,
        an_article(slug="there-dla", area="there"),
        an_article(slug="here-dla", area="here"),
        an_article(slug="dla"),
    )
    slugs = [article.slug for article in published(engine, "here", "england")]
    assert slugs == ["dla", "here-dla"]


def test_an_import_that_fails_half_way_leaves_everything_as_it_was(engine, an_article):
    publish(engine, an_article())
    with pytest.raises(RuntimeError), transaction(engine) as session:
        queries.replace_articles(session, [an_article(slug="dla")])
        session.flush()
        raise RuntimeError
    assert [article.slug for article in published(engine, "england")] == ["activities"]


def test_vectors_come_back_as_they_were_kept(engine, encoder):
    vectors = dict(zip(["a", "b"], encoder.encode(["one text", "another"]), strict=True))
    with transaction(engine) as session:
        queries.add_embeddings(session, encoder.name, vectors)
    with transaction(engine) as session:
        found = queries.embeddings(session, encoder.name, ["a", "b", "c"])
    assert set(found) == {"a", "b"}
    for key, vector in found.items():
        assert vector.dtype == np.float32
        np.testing.assert_array_equal(vector, vectors[key])


def test_vectors_of_another_encoder_are_never_mixed_in(engine):
    with transaction(engine) as session:
        queries.add_embeddings(session, "one", {"a": np.ones(2, np.float32)})
        queries.add_embeddings(session, "other", {"a": np.zeros(2, np.float32)})
    with transaction(engine) as session:
        assert queries.embeddings(session, "one", ["a"])["a"].tolist() == [1, 1]
        assert queries.embeddings(session, "third", ["a"]) == {}


def test_more_vectors_than_one_statement_takes_are_all_found(engine):
    many = {f"digest {number}": np.full(2, number, np.float32) for number in range(1201)}
    with transaction(engine) as session:
        queries.add_embeddings(session, "one", many)
    with transaction(engine) as session:
        found = queries.embeddings(session, "one", many)
    assert {key: vector[0] for key, vector in found.items()} == {
        key: vector[0] for key, vector in many.items()
    }


def test_a_vector_is_not_kept_twice(engine):
    with transaction(engine) as session:
        queries.add_embeddings(session, "one", {"a": np.ones(2, np.float32)})
    with pytest.raises(IntegrityError), transaction(engine) as session:
        queries.add_embeddings(session, "one", {"a": np.zeros(2, np.float32)})


def _when_changed(engine: Engine) -> dict[str, datetime]:
    with transaction(engine) as session:
        rows = session.query(ArticleRow).all()
        return {row.slug: row.changed_at.replace(tzinfo=UTC) for row in rows}
