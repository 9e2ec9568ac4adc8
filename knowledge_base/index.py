"""What search looks through: passages and ways of asking, as vectors and as words, in memory.

An index is built whole from published articles and never changed; a new one takes its place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import bm25s
import numpy as np

from knowledge_base.article import Article
from knowledge_base.circumstances import Ages, ages_in
from knowledge_base.embedding import Encoder
from knowledge_base.passages import Passage, digest, split
from knowledge_base.words import words

# What an article's nearness to a question is made of; the names stand in search.toml.
SIGNALS = ("dense_passage", "dense_asked", "lexical_passage", "lexical_asked", "age")
_LEXICAL_HALF = 10.0  # the BM25 score that counts as half of all there is

Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Entries:
    """Texts of one kind, the place of the article each belongs to, and how they are searched.

    vectors has shape (texts, dimensions), rows of length one; owners holds a place for each text.
    """

    owners: np.ndarray
    vectors: np.ndarray
    lexical: bm25s.BM25 | None

    def dense(self, vector: np.ndarray, articles: int) -> np.ndarray:
        """For each article the greatest cosine of its texts to the vector; -1 when it has none."""
        best = np.full(articles, -1.0, dtype=np.float32)
        np.maximum.at(best, self.owners, self.vectors @ vector)
        return best

    def lexical_scores(self, question_words: list[str], articles: int) -> np.ndarray:
        """For each article the greatest BM25 score of its texts, from 0 towards 1."""
        best = np.zeros(articles, dtype=np.float32)
        if self.lexical is None or not question_words:
            return best
        np.maximum.at(best, self.owners, self.lexical.get_scores(question_words))
        return best / (best + _LEXICAL_HALF)


@dataclass(frozen=True)
class Index:
    """Articles with everything that finds them. Build it with `build`."""

    articles: list[Article]
    passages: list[Passage]
    passage_entries: Entries
    asked_entries: Entries
    by_slug: dict[str, int] = field(default_factory=dict)

    def signals(self, question: str, vector: np.ndarray) -> np.ndarray:
        """How near each article is to a question: shape (articles, len(SIGNALS))."""
        count = len(self.articles)
        question_words = words(question)
        return np.column_stack(
            [
                self.passage_entries.dense(vector, count),
                self.asked_entries.dense(vector, count),
                self.passage_entries.lexical_scores(question_words, count),
                self.asked_entries.lexical_scores(question_words, count),
                self.age(question),
            ]
        )

    def age(self, question: str) -> np.ndarray:
        """0 for each article, and -1 where it is for children of other ages than the question's."""
        told = ages_in(question)
        if told is None:
            return np.zeros(len(self.articles))
        return np.array([0.0 if told.meet(Ages(*a.ages)) else -1.0 for a in self.articles])

    def near(self, place: int) -> np.ndarray:
        """How near each article is to the one at that place: the greatest cosine of its passages
        to the mean of that one's."""
        entries = self.passage_entries
        mean = entries.vectors[entries.owners == place].mean(axis=0)
        return entries.dense(mean / np.linalg.norm(mean), len(self.articles))

    def best_passage(self, place: int, vector: np.ndarray) -> Passage:
        """The passage of the article at that place that is nearest to the vector."""
        (rows,) = np.nonzero(self.passage_entries.owners == place)
        return self.passages[rows[int(np.argmax(self.passage_entries.vectors[rows] @ vector))]]


def build(articles: list[Article], embed: Embed) -> Index:
    """An index over the articles; embed turns texts into vectors, from a store where it can."""
    passages = [passage for article in articles for passage in split(article)]
    places = {article.slug: place for place, article in enumerate(articles)}
    asked = [(phrase, place) for place, item in enumerate(articles) for phrase in item.asked_as]
    texts = [passage.searchable for passage in passages]
    vectors = embed([*texts, *(phrase for phrase, _ in asked)])
    return Index(
        articles,
        passages,
        _entries(texts, [places[passage.slug] for passage in passages], vectors[: len(texts)]),
        _entries([phrase for phrase, _ in asked], [p for _, p in asked], vectors[len(texts) :]),
        places,
    )


def remembering(encoder: Encoder, known: dict[str, np.ndarray]) -> Embed:
    """Embed only texts whose digest is not in known, and put the new vectors there."""

    def embed(texts: Sequence[str]) -> np.ndarray:
        keys = [digest(text) for text in texts]
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known.update(zip(fresh, encoder.encode(list(fresh.values())), strict=True))
        if not keys:
            return np.zeros((0, encoder.dimensions), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    return embed


def _entries(texts: list[str], owners: list[int], vectors: np.ndarray) -> Entries:
    lexical = None
    tokens = [words(text) for text in texts]
    if any(tokens):
        lexical = bm25s.BM25()
        lexical.index(tokens, show_progress=False)
    return Entries(np.array(owners, dtype=np.int64), vectors, lexical)
