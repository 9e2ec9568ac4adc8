"""What nobody could answer, while it is only in memory: in words that may be stored, and unlinked.

A question is held from the first moment in the form in which it may be stored (stored.py), beside
the random number of its conversation. When the conversation ends, its questions join a heap without
the number. The heap is written once its day is over, in an order drawn at random. So a crash loses
at most what is in memory, and no two rows can be told to be one family's.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from actions_server.conversation.crowds import Part
from actions_server.conversation.memory import Conversation
from actions_server.conversation.stored import GONE, if_stored, without_gaps
from actions_server.counting import events_of
from actions_server.messages import Message
from pain_points.months import uk_day
from pain_points.record import NotSaved

FEWEST_WORDS = 3  # left of a question that is worth keeping
MOST_WORDS = 60  # a longer one is a family's story, which may point at them without any name
LONGEST = 600  # letters, as many as the column holds
MOST_OF_ONE = 20  # questions kept of one conversation
KEPT = ("unclear", "no-article", "out-of-scope")  # why an abstention is kept; what is unsafe is not
NOT_HELPFUL = "not-helpful"
_SLACK = 1e-5  # two texts that are only just alike count as one, however the sum is rounded


@dataclass(frozen=True)
class Question:
    """wording: as it may be stored; why: one of KEPT or NOT_HELPFUL; article: the slug of the one
    that did not help, or empty; vector: the wording's meaning."""

    day: date
    wording: str
    why: str
    article: str
    vector: np.ndarray = field(repr=False, compare=False)


# Writes a batch whole or not at all. Raises NotSaved when it surely wrote nothing.
Save = Callable[[Sequence[Question]], None]


@dataclass
class _Asked:
    waiting: list[Question] = field(default_factory=list)
    excluded: bool = False
    part: Part | None = None


class Unanswered:
    """Takes questions in that were not answered, each meaning once a conversation.

    encode: a text to a vector of length one; alike: the cosine from which two mean the same.
    """

    def __init__(
        self,
        save: Save,
        encode: Callable[[str], np.ndarray],
        alike: float,
        today: Callable[[], date] = uk_day,
    ) -> None:
        self._save = save
        self._encode = encode
        self._alike = alike
        self._today = today
        self._living: dict[int, _Asked] = {}
        self._heap: list[Question] = []
        self._lock = Lock()

    def listen(self, conversation: Conversation, typed: str, replies: Sequence[Message]) -> None:
        """Take in an exchange; typed: what the family wrote, redacted, or empty for a choice."""
        if any(reply.language != "en" for reply in replies):
            return
        for event in events_of(replies, conversation.channel):
            if event.kind == "abstained" and event.why in KEPT:
                self._hear(conversation, typed, event.why)
            elif event.kind == "not_helpful" and (answer := conversation.last_answer):
                self.not_helpful(conversation, answer)

    def not_helpful(self, conversation: Conversation, answer: Message) -> None:
        """Take in that an answer of the conversation did not help with what was asked."""
        if answer.article and answer.answer_id:
            asked = conversation.led_to(answer.answer_id)
            self._hear(conversation, asked, NOT_HELPFUL, answer.article.slug)

    def _hear(self, spoke: Conversation, asked: str, why: str, article: str = "") -> None:
        kept = worth_keeping(asked)
        if not kept or spoke.ended:
            return
        vector = self._encode(without_gaps(kept))
        with self._lock:
            known = self._living.setdefault(spoke.number, _Asked(part=spoke.part))
            if known.excluded or len(known.waiting) >= MOST_OF_ONE:
                return
            nearest = max((float(vector @ one.vector) for one in known.waiting), default=-1.0)
            if nearest < self._alike - _SLACK:
                known.waiting.append(Question(self._today(), kept, why, article, vector))

    def exclude(self, number: int) -> None:
        """Keep nothing of a conversation, whatever is still said in it: the guard was alarmed, it
        floods, or it is staff's own."""
        with self._lock:
            self._living[number] = _Asked(excluded=True)

    def forget(self, number: int) -> None:
        """The conversation has ended: its questions stay, and nothing says that they were its."""
        with self._lock:
            known = self._living.pop(number, None)
            if known and not (known.part and known.part.is_a_programs()):
                self._heap += known.waiting

    def keep_only(self, living: set[int]) -> None:
        """Forget every conversation that is not among these."""
        for number in self._living.keys() - living:
            self.forget(number)

    def write(self, everything: bool = False) -> int:
        """Write the questions of days that are over; everything: all there are, when the service
        stops and every conversation ends with it. How many were written."""
        if everything:
            self.keep_only(set())
        with self._lock:
            today = self._today()
            batch = [one for one in self._heap if everything or one.day < today]
            if not batch:
                return 0
            self._heap = [one for one in self._heap if not (everything or one.day < today)]
            secrets.SystemRandom().shuffle(batch)
            try:
                self._save(batch)
            except NotSaved:
                self._heap += batch
                return 0
            return len(batch)


def worth_keeping(asked: str) -> str:
    """What may be stored of a question; empty where too little of it is left, or too much."""
    kept = if_stored(asked)
    words = re.findall(r"[^\W\d_]+", kept.replace(GONE, " "))
    telling = [word for word in words if word.casefold() not in ENGLISH_STOP_WORDS]
    is_of_a_length = FEWEST_WORDS <= len(words) <= MOST_WORDS and len(kept) <= LONGEST
    return kept if is_of_a_length and len(telling) > kept.count(GONE) else ""
