"""Teach the guard's second layer: `python -m actions_server.conversation.guard_train`.

It learns from guard_corpus.py, and writes two files: the layers of the encoder, and everything
else. How the parts are weighed, and above which sum they alarm, comes from cross-validation in
which near-alike messages stay together. The same messages give the same weights; takes about half
an hour on two cores.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from actions_server.conversation.guard import Reading, read_by_rules
from actions_server.conversation.guard_corpus import ORDINARY, Corpus, read_corpus
from actions_server.conversation.guard_features import KIND_PLACES, PLACES, pieces
from actions_server.conversation.guard_meaning import BASE, Head
from actions_server.conversation.guard_meaning import TAUGHT as LAYERS
from actions_server.conversation.guard_model import FILE
from actions_server.conversation.guard_words import weighed
from knowledge_base.messages import group_alike
from knowledge_base.prepare_encoder import TAUGHT, prepared, weights_folder
from knowledge_base.teach_encoder import teach_layers
from knowledge_base.training import on_one_core

FOLDS = 3
STRENGTH = 10.0  # of the fit: the inverse of its regularisation
WEIGHT = {"written": 2.0, "asked": 1.0}  # there is more of what families ask
MAY_ALARM = 0.08  # of the hard ordinary messages that no rule alarms at
SHARES = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1)  # tried beside it, and printed


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


def _fit_words(table: csr_matrix, at_risk: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    return model.fit(table, at_risk, sample_weight=weight)


def _fit_kinds(table: csr_matrix, kinds: np.ndarray) -> LogisticRegression:
    folded = table.tocoo()
    folded = csr_matrix(
        (folded.data, (folded.row, folded.col % KIND_PLACES)), (folded.shape[0], KIND_PLACES)
    )
    return LogisticRegression(C=STRENGTH, max_iter=200).fit(folded, kinds)


def _teach_meaning(
    texts: list[str], kinds: np.ndarray, tried: list[str]
) -> tuple[dict[str, np.ndarray], Head, np.ndarray]:
    """Layers and head learned from some messages, and the risk they see in others."""
    learned = teach_layers(weights_folder(BASE), texts, kinds, begun=TAUGHT)
    order = sorted(
        range(len(learned.head.labels)), key=lambda i: learned.head.labels[i] == ORDINARY
    )
    head = Head(learned.head.weights[:, order], learned.head.offsets[order])
    vectors = prepared(BASE, learned.tensors).encode(tried)
    return learned.tensors, head, np.array([head.read(vector)[0] for vector in vectors])


def _weigh(parts: np.ndarray, at_risk: np.ndarray, hard: np.ndarray) -> np.ndarray:
    """How much each column counts, and an offset that leaves MAY_ALARM of the hard ones above 0."""
    model = LogisticRegression(class_weight="balanced").fit(parts, at_risk)
    weights = model.coef_[0]
    return np.array([*weights, -np.quantile(parts[hard] @ weights, 1 - MAY_ALARM)])


def _print_tried(name: str, parts: np.ndarray, weights: np.ndarray, which: dict) -> None:
    sums = parts @ weights[:-1]
    print(f"{name}: " + ", ".join(f"{weight:.2f}" for weight in weights))
    for share in SHARES:
        limit = np.quantile(sums[which["hard"]], 1 - share)
        shares = ", ".join(f"{k} {(sums[rows] > limit).mean():.1%}" for k, rows in which.items())
        print(f"  alarms, cross-validated, where no rule does: {shares}")


def main() -> int:
    """Write the files and print what cross-validation says of them."""
    corpus = read_corpus()
    read = [read_by_rules(text) for text in corpus.texts]
    at_risk = corpus.kinds != ORDINARY
    hard = ~at_risk & (corpus.sources == "written")
    print(
        f"messages of risk {at_risk.sum()}, hard ordinary {hard.sum()}, all {len(read)}", flush=True
    )
    bare = [each.bare for each in read]
    asks = ["?" in text for text in corpus.texts]
    weight = np.array([WEIGHT[source] for source in corpus.sources])
    rarity = _rarity(bare, asks)
    table = _table(bare, asks, rarity)
    words, meaning = np.zeros(len(read)), np.zeros(len(read))
    with ProcessPoolExecutor(2, get_context("spawn"), on_one_core) as cores:
        serving = cores.submit(_teach_meaning, corpus.texts, corpus.kinds, [])
        folds = list(GroupKFold(FOLDS).split(table, groups=group_alike(corpus.texts)))
        taught = [
            cores.submit(
                _teach_meaning,
                [corpus.texts[i] for i in learn],
                corpus.kinds[learn],
                [corpus.texts[i] for i in test],
            )
            for learn, test in folds
        ]
        for (learn, test), fold in zip(folds, taught, strict=True):
            words[test] = _fit_words(table[learn], at_risk[learn], weight[learn]).decision_function(
                table[test]
            )
            meaning[test] = fold.result()[2]
            print("one fold done", flush=True)
        layers, head, _ = serving.result()
    weighings = _weighings(corpus, read, words, meaning)
    by_words, by_kind = (
        _fit_words(table, at_risk, weight),
        _fit_kinds(table[at_risk], corpus.kinds[at_risk]),
    )
    FILE.parent.mkdir(exist_ok=True)
    save_file(layers, LAYERS)
    np.savez_compressed(
        FILE,
        rarity=rarity,
        risk=np.where(rarity > 0, by_words.coef_[0], 0).astype(np.float16),
        risk_offset=by_words.intercept_[0],
        kind=by_kind.coef_.astype(np.float16),
        kind_offset=by_kind.intercept_,
        kinds=by_kind.classes_,
        head=head.weights.astype(np.float16),
        head_offsets=head.offsets,
        **weighings,
    )
    print(", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in (FILE, LAYERS)))
    return 0


def _weighings(
    corpus: Corpus, read: list[Reading], words: np.ndarray, meaning: np.ndarray
) -> dict[str, np.ndarray]:
    """How the parts are weighed (guard_model.Weighing), from messages at which no rule alarms."""
    silent = np.array([each.risk is None for each in read])
    weak = np.array([each.weak for each in read])
    at_risk = (corpus.kinds != ORDINARY)[silent]
    written = (corpus.sources == "written")[silent]
    which = {"risk": at_risk, "hard": ~at_risk & written, "asked": ~at_risk & ~written}
    found = {}
    for name, columns in (("words_alone", (words, weak)), ("together", (words, weak, meaning))):
        parts = np.stack(columns, axis=1)[silent]
        weights = _weigh(parts, at_risk, which["hard"])
        _print_tried(name, parts, weights, which)
        found[name] = np.array([*weights[:2], weights[-1], *weights[2:-1]])
    return found


if __name__ == "__main__":
    sys.exit(main())
