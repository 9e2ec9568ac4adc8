"""The bank of questions that a change is tried against before it is published.

It is `knowledge_base/messages`: what families write, by topic, which ships with the code. Search
was taught from these, before and after a change alike, so the difference shows what the change
does, not how good search is (`send-navigator evaluate` says that, on questions kept apart). Many
are asked about the topics of the article, and a few about each other topic.
"""

from dataclasses import asdict, dataclass, field
from functools import cache

import numpy as np

from knowledge_base.article import Article
from knowledge_base.embedding import Encoder
from knowledge_base.index import Index, build, remembering
from knowledge_base.library import Library
from knowledge_base.messages import FOLDER
from knowledge_base.passages import digest
from knowledge_base.search import Searcher
from knowledge_base.topics import topic_ids

OF_ITS_TOPICS = 60
OF_OTHER_TOPICS = 3
SHOWN = 20  # questions listed; all are counted


@dataclass(frozen=True)
class Question:
    """What a family asks, and the topic that would settle it."""

    text: str
    topic: str


@dataclass(frozen=True)
class Change:
    """A question that fares otherwise: what it was answered with before, and would be after."""

    question: str
    topic: str
    before: str
    after: str


@dataclass(frozen=True)
class TryOut:
    """What a change does to the bank: how many were asked, and which fare better or worse."""

    asked: int
    gained: list[Change]
    broken: list[Change]

    def as_record(self, content_digest: str) -> dict:
        """As it is kept until somebody decides."""
        return {
            "content": content_digest,
            "asked": self.asked,
            "gained": len(self.gained),
            "broken": len(self.broken),
            "gains": [asdict(one) for one in self.gained[:SHOWN]],
            "breaks": [asdict(one) for one in self.broken[:SHOWN]],
        }


@cache
def questions(topics: frozenset[str]) -> tuple[Question, ...]:
    """The bank for an article on these topics, spread over the messages of each topic."""
    found: list[Question] = []
    for topic in topic_ids():
        path = FOLDER / f"{topic}.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        lines = [line.strip() for line in lines if line.strip()]
        most = OF_ITS_TOPICS if topic in topics else OF_OTHER_TOPICS
        step = max(1, len(lines) // most)
        found += [Question(line, topic) for line in lines[::step][:most]]
    return tuple(found)


def try_out(library: Library, article: Article) -> TryOut:
    """Ask the bank of what is published, and of the same with this article in its place."""
    before = library.article(article.slug)
    asked = questions(frozenset([*article.topics, *(before.topics if before else [])]))
    encoder = _Remembering(library.searcher.encoder)
    articles = with_change(library, article)
    now = _answers(_searcher(library, library.articles, encoder), asked, _served(library))
    then = _answers(_searcher(library, articles, encoder), asked, {})
    gained, broken = [], []
    for question, was, will in zip(asked, now, then, strict=True):
        change = Change(question.text, question.topic, was.words, will.words)
        if question.topic in will.topics and question.topic not in was.topics:
            gained.append(change)
        elif question.topic in was.topics and question.topic not in will.topics:
            broken.append(change)
    return TryOut(len(asked), gained, broken)


def with_change(library: Library, article: Article) -> list[Article]:
    """The published articles with this one put in."""
    others = [item for item in library.articles if item.slug != article.slug]
    return sorted([*others, article], key=lambda item: item.slug)


def library_with(library: Library, article: Article) -> Library:
    """What is published with one working copy in its place, for staff to try."""
    encoder = _Remembering(library.searcher.encoder)
    searcher = _searcher(library, with_change(library, article), encoder)
    return Library(library.pack, searcher, library.services, library.moved)


class _Remembering:
    """The encoder, with what this process encoded before."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self._embed = remembering(encoder, _known(encoder.name))

    def encode(self, texts: list[str]) -> np.ndarray:
        """See Encoder."""
        return self._embed(texts)


@cache
def _known(encoder: str) -> dict[str, np.ndarray]:
    """Vectors of this process by digest, of articles and of the bank, one store an encoder."""
    del encoder  # it tells the stores apart
    return {}


def _searcher(library: Library, articles: list[Article], encoder: Encoder) -> Searcher:
    old = library.searcher
    if articles is library.articles:
        index = old.index
    else:
        _learn(library, encoder)
        index = build(articles, encoder.encode)
    return Searcher(index, encoder, old.model, old.tuning, old.area, old.speller)


def _learn(library: Library, encoder: Encoder) -> None:
    """Take over the vectors that the served index has already."""
    known, index = _known(encoder.name), library.searcher.index
    texts = [passage.searchable for passage in index.passages]
    texts_and_rows = list(zip(texts, index.passage_entries.vectors, strict=True))
    phrases = [phrase for article in index.articles for phrase in article.asked_as]
    texts_and_rows += zip(phrases, index.asked_entries.vectors, strict=True)
    for text, vector in texts_and_rows:
        known.setdefault(digest(text), vector)


@dataclass(frozen=True)
class _Answered:
    """What a question is answered with, in words, and the topics that settles."""

    words: str
    topics: tuple[str, ...]


@dataclass
class _Served:
    """The answers of the index that is served now; a new one begins anew."""

    index: Index | None = None
    answers: dict[str, _Answered] = field(default_factory=dict)


_now = _Served()


def _served(library: Library) -> dict[str, _Answered]:
    """What is known of the answers of the published articles."""
    if _now.index is not library.searcher.index:
        _now.index, _now.answers = library.searcher.index, {}
    return _now.answers


def _answers(
    searcher: Searcher, asked: tuple[Question, ...], known: dict[str, _Answered]
) -> list[_Answered]:
    for question in asked:
        if question.text not in known:
            known[question.text] = _answer(searcher, question)
    return [known[question.text] for question in asked]


def _answer(searcher: Searcher, question: Question) -> _Answered:
    result = searcher.search(question.text, limit=2)
    if result.decision != "answer":
        words = {"clarify": "a choice of guides", "abstain": "no answer"}
        return _Answered(words[result.decision], ())
    told = [one.article for one in result.found[: 2 if result.both else 1]]
    title = " and ".join(f"“{one.title}”" for one in told)
    return _Answered(title, tuple(topic for one in told for topic in one.topics))
