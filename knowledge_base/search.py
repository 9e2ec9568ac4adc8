"""A question to a decision: answer, clarify between a few, or abstain and say why.

Each topic's score joins what the topic model thinks with how near the topic's article is; the
scores become probabilities over the topics and over "nothing here answers this".
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge_base.article import Article
from knowledge_base.embedding import Encoder
from knowledge_base.index import SIGNALS, Index
from knowledge_base.passages import Passage
from knowledge_base.spelling import Speller
from knowledge_base.topic_model import NOT_TOPICS, SMALL_TALK, UNSAFE, TopicModel

ENOUGH_TO_DECIDE = 2  # the first article and the one behind it
# How a message begins or points when it leans on what was said before.
_LEANS = re.compile(
    r"^(and|but|so|or|then|what if|what about|how about|ok|okay|also)\b"
    r"|\b(that|it|this|those|they|them)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W_]")
SETTINGS = Path(__file__).parent / "search.toml"
Choice = Literal["answer", "clarify", "abstain"]
Why = Literal["out-of-scope", "unsafe", "small-talk", "unclear", "empty"]


@dataclass(frozen=True)
class Tuning:
    """The weights and thresholds of search.toml; see there for the run that set them.

    taught: weights of the model's log-probability, then of SIGNALS, for topics the model knows;
    untaught: an offset, then weights of SIGNALS, for topics it does not;
    nothing: offsets of NOT_TOPICS.
    """

    taught: np.ndarray
    untaught: np.ndarray
    nothing: np.ndarray
    answer_from: float
    clarify_from: float
    lead: float
    follow_up: float
    follow_up_words: int

    @classmethod
    def load(cls, path: Path = SETTINGS) -> "Tuning":
        """Read the file; a missing weight is an error at start, never a silent zero."""
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        weights, thresholds = raw["weights"], raw["thresholds"]
        return cls(
            taught=np.array([weights["taught"][name] for name in ("model", *SIGNALS)]),
            untaught=np.array([weights["untaught"][name] for name in ("offset", *SIGNALS)]),
            nothing=np.array([weights["nothing"][name] for name in NOT_TOPICS]),
            answer_from=thresholds["answer_from"],
            clarify_from=thresholds["clarify_from"],
            lead=thresholds["lead"],
            follow_up=weights["follow_up"],
            follow_up_words=thresholds["follow_up_words"],
        )


@dataclass(frozen=True)
class Found:
    """An article that may settle the question, with the probability that it does."""

    article: Article
    score: float
    passage: Passage


@dataclass(frozen=True)
class Result:
    """What search decided. found: best first, one article a topic; why: only when it abstains."""

    decision: Choice
    found: list[Found] = field(default_factory=list)
    why: Why | None = None


@dataclass(frozen=True)
class Searcher:
    """Everything a search needs; immutable, so that a new index is one assignment."""

    index: Index
    encoder: Encoder
    model: TopicModel
    tuning: Tuning
    area: str
    speller: Speller

    def search(self, question: str, limit: int = 5, before: str | None = None) -> Result:
        """Decide on one question; before is the topic that the conversation was just about."""
        if not _LETTER.search(question) or not self.index.articles:
            return Result("abstain", why="empty")
        question = self.speller.correct(question)
        title_before = self._title_of(before) if before else ""
        leans = bool(title_before) and self._leans(question)
        if leans:
            question = f"{title_before}: {question}"
        vector = self.encoder.encode([question])[0]
        topics, places, signals = self._best_article_of_each_topic(question, vector)
        known = self.model.log_probabilities([question], vector[None, :])[0]
        scores = topic_scores(topics, signals, known, self.model.labels, self.tuning)
        if leans:
            scores[topics.index(before)] += self.tuning.follow_up
        nothing = self.tuning.taught[0] * _of_nothing(known, self.model.labels)
        chances = _softmax(np.concatenate([scores, nothing + self.tuning.nothing]))
        order = np.argsort(-chances[: len(topics)])
        found = [
            Found(
                self.index.articles[places[place]],
                float(chances[place]),
                self.index.best_passage(places[place], vector),
            )
            for place in order[: max(limit, ENOUGH_TO_DECIDE)]
        ]
        result = decide(found, chances[len(topics) :], self.tuning)
        return replace(result, found=result.found[:limit])

    def _leans(self, question: str) -> bool:
        """Whether a message cannot stand alone: it is short, and begins or points like one."""
        is_short = len(question.split()) <= self.tuning.follow_up_words
        return is_short and bool(_LEANS.search(question))

    def _title_of(self, topic: str) -> str:
        found = (item.title for item in self.index.articles if item.topics[0] == topic)
        return next(found, "")

    def _best_article_of_each_topic(
        self, question: str, vector: np.ndarray
    ) -> tuple[list[str], list[int], np.ndarray]:
        """Topics with the place of their article; the area's own article comes before England's.

        The signals of a topic are the greatest of all its articles, whichever is shown.
        """
        signals = self.index.signals(question, vector)
        best: dict[str, int] = {}
        strongest: dict[str, np.ndarray] = {}
        for place, article in enumerate(self.index.articles):
            topic = article.topics[0]
            seen = strongest.get(topic)
            strongest[topic] = signals[place] if seen is None else np.maximum(seen, signals[place])
            if topic not in best or self._goes_before(place, best[topic], signals):
                best[topic] = place
        topics = list(best)
        return topics, [best[topic] for topic in topics], np.stack([strongest[t] for t in topics])

    def _goes_before(self, place: int, other: int, signals: np.ndarray) -> bool:
        local = self.index.articles[place].area == self.area
        other_local = self.index.articles[other].area == self.area
        if local != other_local:
            return local
        return float(signals[place].sum()) > float(signals[other].sum())


def topic_scores(
    topics: list[str], signals: np.ndarray, known: np.ndarray, labels: list[str], tuning: Tuning
) -> np.ndarray:
    """A score for each topic, in logits: signals has shape (topics, SIGNALS), known (labels,)."""
    position = {label: place for place, label in enumerate(labels)}
    scores = np.empty(len(topics))
    for row, topic in enumerate(topics):
        if topic in position:
            thought = known[position[topic]]
            scores[row] = tuning.taught[0] * thought + tuning.taught[1:] @ signals[row]
        else:
            scores[row] = tuning.untaught[0] + tuning.untaught[1:] @ signals[row]
    return scores


def decide(found: list[Found], nothing: np.ndarray, tuning: Tuning) -> Result:
    """Answer when the first is likely enough; clarify when some are; else abstain."""
    first = found[0].score
    if nothing.sum() > max(first, tuning.clarify_from):
        return Result("abstain", found, _why(nothing))
    second = found[1].score if len(found) > 1 else 0.0
    if first >= tuning.answer_from and first - second >= tuning.lead:
        return Result("answer", found)
    if first >= tuning.clarify_from:
        return Result("clarify", found)
    return Result("abstain", found, "unclear")


def _why(nothing: np.ndarray) -> Why:
    label = NOT_TOPICS[int(np.argmax(nothing))]
    return {UNSAFE: "unsafe", SMALL_TALK: "small-talk"}.get(label, "out-of-scope")


def _of_nothing(known: np.ndarray, labels: list[str]) -> np.ndarray:
    return np.array([known[labels.index(label)] for label in NOT_TOPICS])


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()
