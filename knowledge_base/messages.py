"""Messages as families write them, by what they are about: what the topic model is taught with.

One file a label under `messages/`: a topic's id, or one of the labels that are not topics. One
message a line; in `other-language.txt` a tab and a language code follow it. `messages/more/` holds
what was added where search made mistakes; it is learned from, and figures are given without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge_base.article import Article

FOLDER = Path(__file__).parent / "messages"
OTHER_LANGUAGES = "other-language"
ALIKE = 0.6  # cosine of letter runs above which two messages count as one and the same


@dataclass(frozen=True)
class Taught:
    """texts and labels of the same length; groups holds one number for near-alike messages; added
    tells the messages of `more/`; curated those ways of asking that stand in articles."""

    texts: list[str]
    labels: np.ndarray
    groups: np.ndarray
    added: np.ndarray
    curated: np.ndarray


def read_messages(folder: Path = FOLDER, articles: Sequence[Article] = ()) -> Taught:
    """Every English message, and every way of asking of the articles, with its label."""
    texts: list[str] = []
    labels: list[str] = []
    added: list[bool] = []
    for path in [*sorted(folder.glob("*.txt")), *sorted(folder.glob("more/*.txt"))]:
        if path.stem == OTHER_LANGUAGES:
            continue
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        found = [line for line in lines if line]
        texts += found
        labels += [path.stem] * len(found)
        added += [path.parent != folder] * len(found)
    curated = [(phrase, item.topics[0]) for item in articles for phrase in item.asked_as]
    texts += [phrase for phrase, _ in curated]
    labels += [topic for _, topic in curated]
    added += [False] * len(curated)
    is_curated = np.arange(len(texts)) >= len(texts) - len(curated)
    return Taught(texts, np.array(labels), group_alike(texts), np.array(added), is_curated)


def group_alike(texts: list[str]) -> np.ndarray:
    """A number for each text, the same for texts that are nearly alike, through any chain."""
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4)).fit_transform(
        [text.casefold() for text in texts]
    )
    alike = (letters @ letters.T).tocoo()
    parent = list(range(len(texts)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, other, nearness in zip(alike.row, alike.col, alike.data, strict=True):
        if one < other and nearness > ALIKE:
            parent[root(one)] = root(other)
    return np.array([root(place) for place in range(len(texts))])
