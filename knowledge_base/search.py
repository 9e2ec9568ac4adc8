"""A question to a decision: answer, clarify between a few, or abstain and say why.

Each topic's score joins what the topic model thinks with how near the topic's article is; the
scores become probabilities over the topics and over “nothing here answers this”.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from knowledge_base.article import Article
from knowledge_base.deciding import (
    Choice,
    Tuning,
    Why,
    as_chances,
    as_written_down,
    decide,
    topic_scores,
)
from knowledge_base.embedding import Encoder
from knowledge_base.freshness import Freshness
from knowledge_base.index import SIGNALS, Index
from knowledge_base.passages import Passage
from knowledge_base.spelling import Speller
from knowledge_base.topic_model import NOT_TOPICS, TopicModel

DENSE_ASKED = SIGNALS.index("dense_asked")
ENOUGH_TO_DECIDE = 2  # the first article and the one behind it
LIKELY_AT_ALL = 0.01  # below it a second topic is not worth a look at each part
MOST_PARTS = 5  # of a message, each looked up on its own
FEWEST_WORDS_OF_A_PART = 4
# How a message begins or points when it leans on what was said before.
_LEANS = re.compile(
    r"^(and|but|so|or|then|what if|what about|how about|ok|okay|also)\b"
    r"|\b(that|it|this|those|they|them)\b",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(
    r"(?<=[.?!;])\s+|,? and also |, and (?=(?:do|does|is|are|can|how|what)\b)"
)
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Found:
    """An article that may settle the question, with the probability that it does."""

    article: Article
    score: float
    passage: Passage


@dataclass(frozen=True)
class Result:
    """What search decided.

    found: best first, one article a topic, but what has ended stands behind what is likely and
    has not; why: only when it abstains; both: the message asks two things, and the first two of
    found settle one each.
    """

    decision: Choice
    found: list[Found] = field(default_factory=list)
    why: Why | None = None
    both: bool = False


@dataclass(frozen=True)
class _Weighed:
    """A question with the probability of every topic, then of NOT_TOPICS."""

    vector: np.ndarray
    signals: np.ndarray
    chances: np.ndarray


@dataclass(frozen=True)
class Searcher:
    """Everything a search needs; immutable, so that a new index is one assignment.

    clock: what day it is, for articles that are overdue or have ended.
    """

    index: Index
    encoder: Encoder
    model: TopicModel
    tuning: Tuning
    area: str
    speller: Speller
    freshness: Freshness = field(default_factory=Freshness.load)
    clock: Callable[[], date] = date.today

    def search(self, question: str, limit: int = 5, before: str | None = None) -> Result:
        """Decide on one question; before is the topic that the conversation was just about."""
        if not _LETTER.search(question) or not self.index.articles:
            return Result("abstain", why="empty")
        question = self.speller.correct(question)
        weighed = self._weigh(question, before)
        order = list(np.argsort(-weighed.chances[: len(self._topics)]))
        has_a_second = len(order) > 1 and weighed.chances[order[1]] >= LIKELY_AT_ALL
        two = self._two_topics(question, order) if has_a_second else []
        if two:
            order = [*two, *(topic for topic in order if topic not in two)]
        shown = order[: max(limit, ENOUGH_TO_DECIDE)]
        nothing = weighed.chances[len(self._topics) :]
        scores = [float(weighed.chances[topic]) for topic in shown]
        decision, why = ("answer", None) if two else decide(scores, nothing, self.tuning)
        found = [self._found(topic, weighed) for topic in shown[:limit]]
        given = found[: 2 if two else 1]
        if decision == "answer" and any(map(self._has_ended, given)):
            decision, two = "clarify", []
        return Result(decision, self._ended_later(found), why, both=bool(two) and limit > 1)

    def _has_ended(self, found: Found) -> bool:
        return found.article.has_ended(self.clock())

    def _ended_later(self, found: list[Found]) -> list[Found]:
        """What has ended behind what is likely and has not, before what is hardly likely."""
        if not any(map(self._has_ended, found)):
            return found
        likely = self.tuning.clarify_from
        return sorted(found, key=lambda one: 2 if one.score < likely else self._has_ended(one))

    def _weigh(self, question: str, before: str | None = None) -> _Weighed:
        leans = before in self._topics and self._leans(question)
        if leans:
            question = f"{self._title_of(before)}: {question}"
        vector = self.encoder.encode([question])[0]
        signals = self.index.signals(question, vector)
        by_topic = np.maximum.reduceat(signals[self._in_order], self._starts)
        known = self.model.log_probabilities([question], vector[None, :])[0]
        scores = topic_scores(by_topic, np.append(known, np.nan)[self._columns], self.tuning)
        if leans:
            scores[self._topics.index(before)] += self.tuning.follow_up
        scores = scores - self._penalties()
        chances = as_chances(scores, known[self._columns_of_nothing], self.tuning)
        chances = as_written_down(chances, by_topic[:, DENSE_ASKED], self.tuning)
        return _Weighed(vector, signals, chances)

    def _two_topics(self, question: str, order: list[int]) -> list[int]:
        """The two topics of a message whose parts, each on its own, surely ask for one of them;
        empty when it does not. Only topics that the whole message brings to mind count."""
        parts = [part for part in _BETWEEN_PARTS.split(question) if part]
        parts = [part for part in parts if len(part.split()) >= FEWEST_WORDS_OF_A_PART]
        if not 2 <= len(parts) <= MOST_PARTS:
            return []
        sure: dict[int, float] = {}
        for part in parts:
            chances = self._weigh(part).chances
            topic = int(np.argmax(chances))
            if topic in order[:ENOUGH_TO_DECIDE] and chances[topic] >= self.tuning.answer_from:
                sure[topic] = max(sure.get(topic, 0.0), float(chances[topic]))
        return [topic for topic in order if topic in sure] if len(sure) == 2 else []

    def _found(self, topic: int, weighed: _Weighed) -> Found:
        place = self._shown(topic, weighed.signals)
        passage = self.index.best_passage(place, weighed.vector)
        return Found(self.index.articles[place], float(weighed.chances[topic]), passage)

    def _shown(self, topic: int, signals: np.ndarray) -> int:
        """The place of a topic's article: of those that may be shown the nearest, where one that
        is overdue for its review counts as less near."""
        places = self._may_be_shown(topic)
        return max(places, key=lambda place: float(signals[place].sum()) - self._penalty(place))

    def _may_be_shown(self, topic: int) -> list[int]:
        """The places of a topic's articles: what holds still before what has ended, then the
        area's own before England's."""
        today = self.clock()

        def rank(place: int) -> tuple[bool, bool]:
            article = self.index.articles[place]
            return article.has_ended(today), article.area != self.area

        first = min(map(rank, self._places[topic]))
        return [place for place in self._places[topic] if rank(place) == first]

    def _penalties(self) -> np.ndarray:
        """What each topic's score loses because its article is overdue for its review."""
        today = self.clock()
        if today not in self._penalties_by_day:
            topics = range(len(self._topics))
            least = [min(map(self._penalty, self._may_be_shown(topic))) for topic in topics]
            self._penalties_by_day[today] = np.array(least)
        return self._penalties_by_day[today]

    def _penalty(self, place: int) -> float:
        return self.freshness.penalty_of(self.index.articles[place], self.clock())

    def _leans(self, question: str) -> bool:
        """Whether a message cannot stand alone: it is short, and begins or points like one."""
        is_short = len(question.split()) <= self.tuning.follow_up_words
        return is_short and bool(_LEANS.search(question))

    def _title_of(self, topic: str) -> str:
        return self.index.articles[self._places[self._topics.index(topic)][0]].title

    @cached_property
    def _penalties_by_day(self) -> dict[date, np.ndarray]:
        """What was worked out before, because the days of an index are few."""
        return {}

    @cached_property
    def _topics(self) -> list[str]:
        return list(dict.fromkeys(article.topics[0] for article in self.index.articles))

    @cached_property
    def _places(self) -> list[list[int]]:
        """For each topic the places of its articles."""
        places: dict[str, list[int]] = {topic: [] for topic in self._topics}
        for place, article in enumerate(self.index.articles):
            places[article.topics[0]].append(place)
        return list(places.values())

    @cached_property
    def _in_order(self) -> np.ndarray:
        """The places of all articles, topic by topic."""
        return np.array([place for places in self._places for place in places])

    @cached_property
    def _starts(self) -> np.ndarray:
        """Where each topic begins in _in_order."""
        return np.cumsum([0, *(len(places) for places in self._places[:-1])])

    @cached_property
    def _columns(self) -> list[int]:
        """For each topic its column among the model's labels; -1 where it was never taught."""
        labels = {label: column for column, label in enumerate(self.model.labels)}
        return [labels.get(topic, -1) for topic in self._topics]

    @cached_property
    def _columns_of_nothing(self) -> list[int]:
        return [self.model.labels.index(label) for label in NOT_TOPICS]
