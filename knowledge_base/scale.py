"""What one look-up costs as the knowledge base grows: made-up passages by the thousand.

The made-up passages are as long as ours and use our words as often as we do. Their vectors point
anywhere, which costs what real ones cost, since every cosine is computed. The encoder is left out:
its cost does not grow.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from knowledge_base.article import Article
from knowledge_base.index import Entries, Index
from knowledge_base.passages import split
from knowledge_base.words import words

SIZES = (1_000, 10_000, 100_000)
BAR = 10.0  # milliseconds that the median look-up may take in the largest
LOOKUPS = 200
DIMENSIONS = 384
PASSAGES_AN_ARTICLE = 8
_SEED = 20261121


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor for one look-up among so many passages."""

    passages: int
    median: float
    slow: float  # the 95th percentile


def costs(
    articles: list[Article], sizes: Sequence[int] = SIZES, lookups: int = LOOKUPS
) -> list[Cost]:
    """The cost for each size; words and questions are those of the articles."""
    random = np.random.default_rng(_SEED)
    texts = [words(passage.searchable) for article in articles for passage in split(article)]
    asked = [phrase for article in articles for phrase in article.asked_as]
    questions = [str(phrase) for phrase in random.choice(asked, lookups)]
    vectors = _unit_rows(random, lookups)
    found = []
    for size in sizes:
        index = _made_up(random, texts, articles[0], size)
        times = []
        for question, vector in zip(questions, vectors, strict=True):
            began = time.process_time()
            index.signals(question, vector)
            times.append((time.process_time() - began) * 1e3)
        found.append(Cost(size, statistics.median(times), float(np.percentile(times, 95))))
    return found


def as_table(found: Sequence[Cost]) -> str:
    """A row a size, how much each costs beside the one before, and whether the bar is met."""
    lines = [f"{'one look-up, milliseconds':28}{'median':>9}{'95%':>9}{'growth':>9}"]
    before = None
    for one in found:
        growth = f"×{one.median / before.median:.1f}" if before else ""
        name = f"{one.passages:,} passages"
        lines.append(f"{name:28}{one.median:>9.2f}{one.slow:>9.2f}{growth:>9}")
        before = one
    kept = "kept" if found[-1].median <= BAR else "not kept"
    return "\n".join([*lines, "", f"the median may be {BAR:.0f} ms in the largest: {kept}"])


def _made_up(
    random: np.random.Generator, texts: list[list[str]], article: Article, size: int
) -> Index:
    """An index of so many passages; which article they belong to only matters by number."""
    every = [word for text in texts for word in text]
    lengths = random.choice([len(text) for text in texts], size)
    places = random.integers(len(every), size=lengths.sum())
    ends = np.cumsum(lengths)
    tokens = [
        [every[place] for place in places[end - length : end]]
        for end, length in zip(ends, lengths, strict=True)
    ]
    lexical = bm25s.BM25()
    lexical.index(tokens, show_progress=False)
    owners = np.arange(size) // PASSAGES_AN_ARTICLE
    passages = Entries(owners, _unit_rows(random, size), lexical)
    nothing = Entries(np.zeros(0, dtype=np.int64), np.zeros((0, DIMENSIONS), np.float32), None)
    return Index([article] * int(owners[-1] + 1), [], passages, nothing)


def _unit_rows(random: np.random.Generator, count: int) -> np.ndarray:
    rows = random.standard_normal((count, DIMENSIONS), dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
