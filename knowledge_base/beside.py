"""The same questions answered by simpler means, to show what our search adds to them.

A way of ranking takes questions and gives, for each, topics with the nearest first.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from knowledge_base.embedding import Encoder
from knowledge_base.evaluate import ANSWERABLE
from knowledge_base.index import Index
from knowledge_base.search import Result
from knowledge_base.words import words

Rank = Callable[[Sequence[str]], list[list[str]]]
SHOWN = 3


class ComparisonFailed(Exception):
    """One of the simpler means could not be run; says which and what it said last."""


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
    """Rank by BM25 alone: a topic counts as its best passage or way of asking does."""
    texts, topics = _texts(index)
    scorer = bm25s.BM25()
    scorer.index([words(text) for text in texts], show_progress=False)

    def rank(questions: Sequence[str]) -> list[list[str]]:
        asked = [words(question) for question in questions]
        nothing = np.zeros(len(texts))
        return [_best(scorer.get_scores(one) if one else nothing, topics) for one in asked]

    return rank


def by_vectors(index: Index, encoder: Encoder) -> Rank:
    """Rank by the encoder alone: a topic counts as its nearest passage or way of asking does."""
    _, topics = _texts(index)
    vectors = np.concatenate([index.passage_entries.vectors, index.asked_entries.vectors])
    return lambda questions: [
        _best(vectors @ vector, topics) for vector in encoder.encode(questions)
    ]


def by_response_selector(index: Index, python: Path) -> Rank:
    """Rank by Rasa's ResponseSelector, taught the same ways of asking; python is that of Rasa's
    environment. Takes some minutes, since it is trained anew."""
    examples = [
        {"text": phrase, "topic": article.topics[0]}
        for article in index.articles
        for phrase in article.asked_as
    ]

    def rank(questions: Sequence[str]) -> list[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "examples.jsonl"
            file.write_text(_as_lines(examples), encoding="utf-8")
            done = subprocess.run(
                [python.absolute(), "-m", "bot.response_selector", file],
                input=_as_lines([{"text": question} for question in questions]),
                cwd=Path(__file__).parents[1],
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
                capture_output=True,
                encoding="utf-8",
            )
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise ComparisonFailed(f"Rasa's ResponseSelector could not be run: {last[0]}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    return rank


def as_table(scores: Sequence[Score]) -> str:
    """A row for each way of ranking, for a person to read."""
    lines = [f"{'':28}{'asked':>9}{'top-1':>9}{'top-3':>9}"]
    lines += [
        f"{one.name:28}{one.asked:>9}{one.first:>9.1%}{one.among_three:>9.1%}" for one in scores
    ]
    return "\n".join(lines)


def _texts(index: Index) -> tuple[list[str], list[str]]:
    """Everything that can be found, passages first, and the topic each text belongs to."""
    asked = [phrase for article in index.articles for phrase in article.asked_as]
    texts = [*(passage.searchable for passage in index.passages), *asked]
    owners = [*index.passage_entries.owners, *index.asked_entries.owners]
    return texts, [index.articles[owner].topics[0] for owner in owners]


def _best(scores: np.ndarray, topics: list[str]) -> list[str]:
    """The topics by their highest score; one topic comes only once."""
    return list(dict.fromkeys(topics[place] for place in np.argsort(-scores, kind="stable")))


def _as_lines(items: list[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(item)}\n" for item in items)
