"""Teach the topic model and set the weights of search, all by cross-validation.

Every message is scored by models that never saw it or its near-twins (five folds); the fusion
weights and thresholds are fitted on those scores. The development questions take no part.
"""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from knowledge_base.article import Article
from knowledge_base.embedding import Encoder
from knowledge_base.index import SIGNALS, Index, build
from knowledge_base.messages import Taught
from knowledge_base.spelling import words_of_messages
from knowledge_base.topic_model import NOT_TOPICS, Head, TopicModel, counts, featurise, rarity_of

FOLDS = 5
EVERY = 10  # one topic in so many is left untaught once, to see how new topics fare
SHARE_OF_WORDS = 0.5  # beside the head's 1; from 0.3 to 0.7 it makes no difference (measured)
STRENGTH = 20.0  # inverse regularisation of the model of letters and words
ROUNDS = 60  # of its solver
_SEED = 20261121

# From texts and labels to an encoder taught with them and its head.
TeachEncoder = Callable[[list[str], np.ndarray], tuple[Encoder, Head]]


@dataclass(frozen=True)
class Judged:
    """What is known of messages: `known` (messages, labels) are log-probabilities of models that
    never saw them, not a number where a model was never taught the label; `signals` (messages,
    topics, SIGNALS) their nearness to each topic's article; `truth` the column of the topic, or
    topics + column of NOT_TOPICS; `added` as in Taught."""

    topics: list[str]
    labels: list[str]
    known: np.ndarray
    signals: np.ndarray
    truth: np.ndarray
    added: np.ndarray

    def where(self, rows: np.ndarray) -> "Judged":
        """Only these messages."""
        return replace(
            self,
            known=self.known[rows],
            signals=self.signals[rows],
            truth=self.truth[rows],
            added=self.added[rows],
        )


def teach(texts: list[str], labels: np.ndarray, head: Head, encoder: str) -> TopicModel:
    """A topic model from messages, their labels and the head of the encoder taught with them."""
    rarity = rarity_of(counts(texts))
    with warnings.catch_warnings():
        # Stopping early is meant: it costs no accuracy and saves most of the time (measured).
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(
            featurise(texts, rarity), labels
        )
    return TopicModel(
        labels=head.labels,
        encoder=encoder,
        rarity=rarity,
        weights=SHARE_OF_WORDS * fitted.coef_.T.astype(np.float32),
        head_weights=head.weights,
        offsets=SHARE_OF_WORDS * fitted.intercept_.astype(np.float32) + head.offsets,
        vocabulary=sorted(words_of_messages(texts)),
    )


def folds(taught: Taught) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places to learn from and places to be judged, near-alike messages never on both sides.

    Ways of asking that stand in articles are only learned from: search knows them in any case.
    """
    (written,) = np.nonzero(~taught.curated)
    split = GroupKFold(FOLDS, shuffle=True, random_state=_SEED).split(
        written, groups=taught.groups[written]
    )
    for _, places in split:
        held = written[places]
        (learn,) = np.nonzero(~np.isin(taught.groups, taught.groups[held]))
        yield learn, held


def as_if_new(taught: Taught) -> tuple[np.ndarray, np.ndarray]:
    """A fold in which some topics are not learned from, and all messages on them are judged.

    So is measured, and fitted, how an article fares that staff add without any training.
    """
    learn, held = next(folds(taught))
    topics = sorted(set(taught.labels) - set(NOT_TOPICS))[::EVERY]
    is_new = np.isin(taught.labels, topics)
    return learn[~is_new[learn]], np.union1d(held, np.flatnonzero(is_new & ~taught.curated))


def judge(
    taught: Taught,
    articles: list[Article],
    teach_encoder: TeachEncoder,
    fold: tuple[np.ndarray, np.ndarray],
) -> Judged:
    """Score messages by a model that learned from others, and by an index of its encoder.

    fold: the places of messages to learn from and of those to judge.
    """
    learn, held = fold
    texts = [taught.texts[i] for i in learn]
    encoder, head = teach_encoder(texts, taught.labels[learn])
    model = teach(texts, taught.labels[learn], head, encoder.name)
    index = build(articles, encoder.encode)
    topics = list(dict.fromkeys(article.topics[0] for article in articles))
    columns = [*topics, *NOT_TOPICS]
    held = held[np.isin(taught.labels[held], columns)]
    asked = [taught.texts[i] for i in held]
    vectors = encoder.encode(asked)
    labels = sorted(set(taught.labels))
    known = np.full((len(held), len(labels)), np.nan)
    places = [labels.index(label) for label in model.labels]
    known[:, places] = model.log_probabilities(asked, vectors)
    signals = [
        _by_topic(index, topics, text, vector) for text, vector in zip(asked, vectors, strict=True)
    ]
    truth = [columns.index(label) for label in taught.labels[held]]
    return Judged(topics, labels, known, np.stack(signals), np.array(truth), taught.added[held])


def joined(parts: list[Judged]) -> Judged:
    """What was judged in parts, as one."""
    return replace(
        parts[0],
        known=np.concatenate([part.known for part in parts]),
        signals=np.concatenate([part.signals for part in parts]),
        truth=np.concatenate([part.truth for part in parts]),
        added=np.concatenate([part.added for part in parts]),
    )


def fit_fusion(judged: Judged, as_new: Judged) -> dict[str, np.ndarray]:
    """The weights of search.Tuning that make the true topics most likely.

    as_new: the fold of as_if_new, judged; the weights of topics never taught are fitted on it, on
    the same scale as those of the others.
    """
    together = joined([judged, as_new])
    signals, truth = together.signals, together.truth
    thought = thoughts(together)
    untaught = np.isnan(thought)
    thought = np.nan_to_num(thought)
    nothing = thoughts_of_nothing(together)
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
