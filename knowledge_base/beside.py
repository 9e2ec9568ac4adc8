"""The same questions answered by simpler means, to show what our search adds to them.

A way of ranking takes questions and gives, for each, topics with the nearest first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge_base.embedding import Encoder
from knowledge_base.evaluate import ANSWERABLE
from knowledge_base.index import Index
from knowledge_base.search import Result
from knowledge_base.words import words

Rank = Callable[[Sequence[str]], list[list[str]]]
SHOWN = 3


@dataclass(frozen=True)
class Score:
    """How often a right topic came first, and among the first three, of so many questions."""

    name: str
    asked: int
    first: float
    among_three: float


def score(name: str, rank: Rank, questions: list[dict[str, Any]]) -> Score:
    """Ask the answerable ones of the items of a questions file, as `evaluate` reads it."""
    asked = [question for question in questions if question["kind"] == ANSWERABLE]
    ranked = rank([question["text"] for question in asked])
    right = [
        [topic in question["topics"] for topic in topics[:SHOWN]]
        for question, topics in zip(asked, ranked, strict=True)
    ]
    count = max(len(asked), 1)
    first, among_three = sum(hits[:1] == [True] for hits in right), sum(map(any, right))
    return Score(name, len(asked), first / count, among_three / count)


def by_search(search: Callable[[str], Result]) -> Rank:
    """Rank as our search does."""
    return lambda questions: [
        [found.article.topics[0] for found in search(question).found] for question in questions
    ]


def by_words(index: Index) -> Rank:
    """Rank by BM25 alone: a topic counts as its best passage or way of asking does.

    Passages and ways of asking are scored among their own kind, which finds more than all together.
    """
    count = len(index.articles)

    def nearness(question: str) -> np.ndarray:
        asked = words(question)
        return np.maximum(
            index.passage_entries.lexical_scores(asked, count),
            index.asked_entries.lexical_scores(asked, count),
        )

    return lambda questions: [_topics(index, nearness(question)) for question in questions]


def by_vectors(index: Index, encoder: Encoder) -> Rank:
    """Rank by the encoder alone: a topic counts as its nearest passage or way of asking does."""
    count = len(index.articles)

    def nearness(question: str) -> np.ndarray:
        vector = encoder.encode([question])[0]
        return np.maximum(
            index.passage_entries.dense(vector, count), index.asked_entries.dense(vector, count)
        )

    return lambda questions: [_topics(index, nearness(question)) for question in questions]


def as_table(scores: Sequence[Score]) -> str:
    """A row for each way of ranking, for a person to read."""
    lines = [f"{'':28}{'asked':>9}{'top-1':>9}{'top-3':>9}"]
    lines += [
        f"{one.name:28}{one.asked:>9}{one.first:>9.1%}{one.among_three:>9.1%}" for one in scores
    ]
    return "\n".join(lines)


def _topics(index: Index, nearness: np.ndarray) -> list[str]:
    """The topics by the nearness of their nearest article."""
    order = np.argsort(-nearness, kind="stable")
    return list(dict.fromkeys(index.articles[place].topics[0] for place in order))
