"""Teach the guard's second layer: `python -m actions_server.conversation.guard_train`.

It learns from the messages in `guard_messages/` (one file a kind, and hard ordinary ones), from the
half of the test messages that may be seen, and from what families ask. Whatever is nearly alike to
a message set aside for the measure is left out here, by program. The thresholds come from
cross-validation in which near-alike messages stay together. The same files give the same weights.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from actions_server.conversation.guard import bare_words, read_by_rules
from actions_server.conversation.guard_features import KIND_PLACES, PLACES, pieces
from actions_server.conversation.guard_model import FILE, weighed
from knowledge_base.messages import ALIKE, OTHER_LANGUAGES, group_alike

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).with_name("guard_messages")
TEST_MESSAGES = ROOT / "tests" / "data" / "guard" / "messages.jsonl"
ASKED = ROOT / "knowledge_base" / "messages"
ORDINARY = "ordinary"
EVERY = 2  # of what families ask, every second message is learned from; the others are a check
FOLDS = 3
STRENGTH = 10.0  # of the fit: the inverse of its regularisation
WEIGHT = {"written": 2.0, "asked": 1.0}  # there is more of what families ask
# Of the hard ordinary messages that no rule alarms at: how many the second layer may, alone, and
# how many more when a weak sign is there as well.
MAY_ALARM, MAY_ALARM_MORE = 0.04, 0.005


@dataclass(frozen=True)
class Corpus:
    """texts, kinds and sources (`written` or `asked`) of the same length."""

    texts: list[str]
    kinds: np.ndarray
    sources: np.ndarray


def read_corpus() -> Corpus:
    """Everything that is learned from, without what is nearly alike to a message set aside."""
    rows = [
        (line, path.stem, "written") for path in sorted(CORPUS.glob("*.txt")) for line in _in(path)
    ]
    tests = [json.loads(line) for line in _in(TEST_MESSAGES)]
    rows += [(_whole(t), t["kind"], "written") for t in tests if t["half"] == "seen"]
    asked = [*sorted(ASKED.glob("*.txt")), *sorted(ASKED.glob("more/*.txt"))]
    rows += [
        (line.split("\t")[0], ORDINARY, "asked")
        for path in asked
        for line in _in(path)[:: 1 if path.stem == OTHER_LANGUAGES else EVERY]
    ]
    rows = list(dict.fromkeys(rows))
    aside = [_whole(test) for test in tests if test["half"] == "aside"]
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


def _rarity(plains: list[str], asks: list[bool]) -> np.ndarray:
    """The log of how few messages a piece is in; nought for one that only one message has."""
    held_by = np.zeros(PLACES)
    for words, asked in zip(plains, asks, strict=True):
        for part in pieces(words, asked):
            held_by[list(set(part))] += 1
    rarity = np.log((1 + len(plains)) / (1 + held_by)) + 1
    return np.where(held_by < 2, 0, rarity).astype(np.float16)


def _table(plains: list[str], asks: list[bool], rarity: np.ndarray) -> csr_matrix:
    rows = [weighed(words, asked, rarity) for words, asked in zip(plains, asks, strict=True)]
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, np.concatenate([p for p, _ in rows]), ends), (len(rows), PLACES))


def _fit(table: csr_matrix, at_risk: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    return model.fit(table, at_risk, sample_weight=weight)


def _tried(corpus: Corpus, table: csr_matrix, weight: np.ndarray) -> np.ndarray:
    """The score of each message from a model that has not seen it or its like."""
    at_risk = corpus.kinds != ORDINARY
    scores = np.zeros(len(corpus.texts))
    for learn, test in GroupKFold(FOLDS).split(table, groups=group_alike(corpus.texts)):
        model = _fit(table[learn], at_risk[learn], weight[learn])
        scores[test] = model.decision_function(table[test])
    return scores


def _thresholds(corpus: Corpus, scores: np.ndarray) -> tuple[float, float]:
    """Above which score the second layer alarms, alone and where a weak sign is there as well."""
    hard = np.flatnonzero((corpus.kinds == ORDINARY) & (corpus.sources == "written"))
    read = {i: read_by_rules(corpus.texts[i]) for i in hard}
    silent = [i for i in hard if read[i].risk is None]
    alone = float(np.quantile(scores[silent], 1 - MAY_ALARM))
    weak = np.array([i for i in silent if read[i].weak and scores[i] <= alone])
    more = int(MAY_ALARM_MORE * len(silent))
    with_weak = float(np.sort(scores[weak])[::-1][more]) if more < len(weak) else alone - 2
    return alone, min(alone, with_weak)


def main() -> int:
    """Write the weights and print what cross-validation says of them."""
    corpus = read_corpus()
    plains = [bare_words(text) for text in corpus.texts]
    asks = ["?" in text for text in corpus.texts]
    at_risk = corpus.kinds != ORDINARY
    weight = np.array([WEIGHT[source] for source in corpus.sources])
    rarity = _rarity(plains, asks)
    table = _table(plains, asks, rarity)
    scores = _tried(corpus, table, weight)
    alone, with_weak = _thresholds(corpus, scores)
    model = _fit(table, at_risk, weight)
    folded = table[at_risk].tocoo()
    folded = csr_matrix(
        (folded.data, (folded.row, folded.col % KIND_PLACES)), (folded.shape[0], KIND_PLACES)
    )
    by_kind = LogisticRegression(C=STRENGTH, max_iter=200).fit(folded, corpus.kinds[at_risk])
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        FILE,
        rarity=rarity,
        risk=np.where(rarity > 0, model.coef_[0], 0).astype(np.float16),
        risk_offset=model.intercept_[0],
        kind=by_kind.coef_.astype(np.float16),
        kind_offset=by_kind.intercept_,
        kinds=by_kind.classes_,
        threshold=alone,
        with_a_weak_sign=with_weak,
    )
    hard = ~at_risk & (corpus.sources == "written")
    print(f"messages of risk {at_risk.sum()}, hard ordinary {hard.sum()}, all {len(plains)}")
    print(f"thresholds: alone {alone:.2f}, with a weak sign {with_weak:.2f}")
    for name, part in (("risk", at_risk), ("hard ordinary", hard), ("asked", ~at_risk & ~hard)):
        print(f"alarms alone, cross-validated, {name:14} {(scores[part] > alone).mean():.1%}")
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
