"""Teach the topic model and set the weights and thresholds of search, all by cross-validation.

Every message is scored by models that never saw it or its near-twins (five folds); the fusion
weights and thresholds are fitted on those scores. The development questions take no part.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from knowledge_base.index import SIGNALS, Index
from knowledge_base.messages import Taught
from knowledge_base.spelling import words_of_messages
from knowledge_base.topic_model import NOT_TOPICS, TopicModel, counts, featurise, rarity_of

FOLDS = 5
VECTOR_WEIGHT = 1.5
STRENGTH = 10.0  # inverse regularisation of the topic model
ROUNDS = 60  # of its solver
_FORGOTTEN = 0.25  # share of topics hidden from the model while fusion is fitted
_SEED = 20261121


@dataclass(frozen=True)
class Judged:
    """What is known of every message: `known` (messages, labels) are log-probabilities of models
    that never saw it; `signals` (messages, topics, SIGNALS) its nearness to each topic's article;
    `truth` the column of its topic, or topics + column of NOT_TOPICS; `added` as in Taught."""

    topics: list[str]
    labels: list[str]
    known: np.ndarray
    signals: np.ndarray
    truth: np.ndarray
    added: np.ndarray


def teach(texts: list[str], labels: np.ndarray, vectors: np.ndarray, encoder: str) -> TopicModel:
    """A topic model from messages, their labels and their vectors."""
    rarity = rarity_of(counts(texts))
    features = featurise(texts, vectors, rarity, VECTOR_WEIGHT)
    with warnings.catch_warnings():
        # Stopping early is meant: it costs no accuracy and saves most of the time (measured).
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(features, labels)
    return TopicModel(
        labels=[str(label) for label in fitted.classes_],
        encoder=encoder,
        rarity=rarity,
        weights=fitted.coef_.T.astype(np.float32),
        offsets=fitted.intercept_.astype(np.float32),
        vector_weight=VECTOR_WEIGHT,
        vocabulary=sorted(words_of_messages(texts)),
    )


def folds(taught: Taught) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places to learn from and places to be judged, near-alike messages never on both sides."""
    yield from GroupKFold(FOLDS, shuffle=True, random_state=_SEED).split(
        taught.texts, taught.labels, taught.groups
    )


def judge(taught: Taught, vectors: np.ndarray, index: Index, encoder: str) -> Judged:
    """Score every message by a model that never saw it and by the index."""
    labels = sorted(set(taught.labels))
    known = np.zeros((len(taught.texts), len(labels)))
    for learn, held in folds(taught):
        texts = [taught.texts[i] for i in learn]
        model = teach(texts, taught.labels[learn], vectors[learn], encoder)
        known[held] = model.log_probabilities([taught.texts[i] for i in held], vectors[held])
    topics = list(dict.fromkeys(article.topics[0] for article in index.articles))
    columns = [*topics, *NOT_TOPICS]
    keep = np.isin(taught.labels, columns)
    truth = np.array([columns.index(label) for label in taught.labels[keep]])
    signals = np.stack(
        [_by_topic(index, topics, taught.texts[i], vectors[i]) for i in np.flatnonzero(keep)]
    )
    return Judged(topics, labels, known[keep], signals, truth, taught.added[keep])


def fit_fusion(judged: Judged) -> dict[str, np.ndarray]:
    """The weights of search.Tuning that make the true topics most likely.

    A quarter of the topics is hidden from the model for each message, so that the weights of
    topics it was never taught are fitted on the same scale.
    """
    hidden = np.random.default_rng(_SEED).random((len(judged.truth), len(judged.topics)))
    signals, truth = judged.signals, judged.truth
    thought = thoughts(judged)
    untaught = (hidden < _FORGOTTEN) | np.isnan(thought)
    thought = np.nan_to_num(thought)
    nothing = thoughts_of_nothing(judged)
    width = len(SIGNALS)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        known_part, unknown_part = weights[: width + 1], weights[width + 1 : 2 * width + 2]
        scores = np.where(
            untaught,
            unknown_part[0] + signals @ unknown_part[1:],
            known_part[0] * thought + signals @ known_part[1:],
        )
        all_scores = np.hstack([scores, known_part[0] * nothing + weights[2 * width + 2 :]])
        all_scores -= all_scores.max(axis=1, keepdims=True)
        chances = np.exp(all_scores)
        chances /= chances.sum(axis=1, keepdims=True)
        rows = np.arange(len(truth))
        value = -np.log(chances[rows, truth] + 1e-12).mean() + 1e-4 * (weights @ weights)
        chances[rows, truth] -= 1
        chances /= len(truth)
        slope, rest = chances[:, : len(judged.topics)], chances[:, len(judged.topics) :]
        on, off = np.where(untaught, 0, slope), np.where(untaught, slope, 0)
        gradient = np.concatenate(
            [
                [(on * thought).sum() + (rest * nothing).sum()],
                np.einsum("mt,mts->s", on, signals),
                [off.sum()],
                np.einsum("mt,mts->s", off, signals),
                rest.sum(axis=0),
            ]
        )
        return value, gradient + 2e-4 * weights

    start = np.concatenate([[1.0], np.ones(width), [-8.0], 5 * np.ones(width), np.zeros(3)])
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return {
        "taught": best[: width + 1],
        "untaught": best[width + 1 : 2 * width + 2],
        "nothing": best[2 * width + 2 :],
    }


def thoughts(judged: Judged) -> np.ndarray:
    """Log-probabilities (messages, topics); not-a-number where the model never met the topic."""
    unknown = np.full(len(judged.truth), np.nan)
    columns = {label: judged.known[:, place] for place, label in enumerate(judged.labels)}
    return np.stack([columns.get(topic, unknown) for topic in judged.topics], axis=1)


def thoughts_of_nothing(judged: Judged) -> np.ndarray:
    """Log-probabilities (messages, NOT_TOPICS)."""
    return judged.known[:, [judged.labels.index(label) for label in NOT_TOPICS]]


def chances(judged: Judged, weights: dict[str, np.ndarray]) -> np.ndarray:
    """The probability of every topic, then of NOT_TOPICS, for every message."""
    thought = thoughts(judged)
    taught, untaught = weights["taught"], weights["untaught"]
    scores = np.where(
        np.isnan(thought),
        untaught[0] + judged.signals @ untaught[1:],
        taught[0] * np.nan_to_num(thought) + judged.signals @ taught[1:],
    )
    every = np.hstack([scores, taught[0] * thoughts_of_nothing(judged) + weights["nothing"]])
    every = np.exp(every - every.max(axis=1, keepdims=True))
    return every / every.sum(axis=1, keepdims=True)


def _by_topic(index: Index, topics: list[str], text: str, vector: np.ndarray) -> np.ndarray:
    by_article = index.signals(text, vector)
    strongest = np.full((len(topics), len(SIGNALS)), -1.0)
    for article, row in zip(index.articles, by_article, strict=True):
        place = topics.index(article.topics[0])
        strongest[place] = np.maximum(strongest[place], row)
    return strongest
