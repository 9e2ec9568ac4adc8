"""The messages that the guard's second layer learns from."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge_base.messages import ALIKE

ROOT = Path(__file__).parents[2]
WRITTEN = Path(__file__).with_name("guard_messages")
TEST_MESSAGES = ROOT / "tests" / "data" / "guard" / "messages.jsonl"
ASKED = ROOT / "knowledge_base" / "messages"
ORDINARY = "ordinary"


@dataclass(frozen=True)
class Corpus:
    """texts, kinds and sources (`written` or `asked`) of the same length."""

    texts: list[str]
    kinds: np.ndarray
    sources: np.ndarray


def read_corpus() -> Corpus:
    """What was written for the guard (one file a kind, and hard ordinary messages), the part of the
    test messages that may be seen, and what families ask; without what is nearly alike to a message
    set aside."""
    rows = [
        (line, path.stem, "written") for path in sorted(WRITTEN.glob("*.txt")) for line in _in(path)
    ]
    tests = [json.loads(line) for line in _in(TEST_MESSAGES)]
    rows += [(_whole(t), t["kind"], "written") for t in tests if t["half"] == "seen"]
    asked = [*sorted(ASKED.glob("*.txt")), *sorted(ASKED.glob("more/*.txt"))]
    rows += [(line.split("\t")[0], ORDINARY, "asked") for path in asked for line in _in(path)]
    rows = list(dict.fromkeys(rows))
    aside = [_whole(test) for test in tests if test["half"] != "seen"]
    alike = _nearest([text for text, _, _ in rows], aside) > ALIKE
    rows = [row for row, too_near in zip(rows, alike, strict=True) if not too_near]
    texts, kinds, sources = zip(*rows, strict=True)
    return Corpus(list(texts), np.array(kinds), np.array(sources))


def _in(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def _whole(test: dict) -> str:
    return " ".join([*test.get("earlier", ()), test["text"]])


def _nearest(texts: list[str], others: list[str]) -> np.ndarray:
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4))
    ours = letters.fit_transform(map(str.casefold, texts))
    alike = ours @ letters.transform(map(str.casefold, others)).T
    return np.asarray(alike.max(axis=1).todense()).ravel()
