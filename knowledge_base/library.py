"""What is published, ready to be searched: built from the database, swapped whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

import numpy as np
from sqlalchemy.orm import Session

from knowledge_base import queries
from knowledge_base.area import NATIONAL, AreaPack
from knowledge_base.article import Article
from knowledge_base.deciding import Tuning
from knowledge_base.embedding import Encoder
from knowledge_base.index import build, remembering
from knowledge_base.passages import digest
from knowledge_base.search import Result, Searcher
from knowledge_base.service import Service
from knowledge_base.spelling import Speller, words_of_articles
from knowledge_base.topic_model import TopicModel


@dataclass(frozen=True)
class Library:
    """The articles and services of one area and of England, with the search over them.

    moved: slugs of articles that were taken down, each with the slug it leads to.
    """

    pack: AreaPack
    searcher: Searcher
    services: dict[str, Service]
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> list[Article]:
        """Every published article, by slug."""
        return self.searcher.index.articles

    def article(self, slug: str) -> Article | None:
        """The published article of that slug, or None."""
        place = self.searcher.index.by_slug.get(slug)
        return None if place is None else self.articles[place]

    @property
    def today(self) -> date:
        """The day for which it answers."""
        return self.searcher.clock()

    def on_topic(self, topic: str) -> Article | None:
        """The article on a topic, or None: what holds still before what has ended, then the area's
        own before England's."""
        found = [article for article in self.articles if topic in article.topics]
        today = self.today
        return min(found, key=lambda a: (a.has_ended(today), a.area == NATIONAL), default=None)

    def is_stale(self, article: Article) -> bool:
        """Whether an article is so long overdue for its review that families are told."""
        return self.searcher.freshness.is_stale(article, self.today)

    def related(self, article: Article, most: int) -> list[Article]:
        """The articles that come nearest to one, each the area's own on its topic; the nearest
        first, and none on a topic of that one."""
        nearness = self.searcher.index.near(self.searcher.index.by_slug[article.slug])
        in_order = [self.articles[place] for place in nearness.argsort()[::-1]]
        others = (
            item
            for item in in_order
            if not set(item.topics) & set(article.topics) and self.on_topic(item.topics[0]) is item
        )
        return list(islice(others, most))

    def services_of(self, article: Article) -> list[Service]:
        """The directory entries an article names, in its order."""
        return [self.services[name] for name in article.services if name in self.services]

    def search(self, question: str, limit: int = 5, before: str | None = None) -> Result:
        """See Searcher.search."""
        return self.searcher.search(question, limit, before)


def with_services(session: Session, library: Library) -> Library:
    """The library with the services that the database holds now, and the same articles."""
    return replace(library, services=_services(session, library.pack))


def open_library(
    session: Session, pack: AreaPack, encoder: Encoder, model: TopicModel, tuning: Tuning
) -> Library:
    """Build the library from the database; only texts not embedded before are embedded."""
    areas = [pack.area, NATIONAL]
    articles = queries.articles(session, areas)

    def embed(texts: Sequence[str]) -> np.ndarray:
        known = queries.embeddings(session, encoder.name, {digest(text) for text in texts})
        before = set(known)
        vectors = remembering(encoder, known)(texts)
        fresh = {key: vector for key, vector in known.items() if key not in before}
        queries.add_embeddings(session, encoder.name, fresh)
        return vectors

    index = build(articles, embed)
    speller = Speller(words_of_articles(articles) | set(model.vocabulary))
    searcher = Searcher(index, encoder, model, tuning, pack.area, speller)
    return Library(pack, searcher, _services(session, pack), queries.redirects(session))


def _services(session: Session, pack: AreaPack) -> dict[str, Service]:
    found = queries.services(session, [pack.area, NATIONAL])
    return {service.id: service for service in found}
