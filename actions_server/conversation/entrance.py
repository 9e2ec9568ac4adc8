"""Whether a message is taken in now. Whoever is turned away was heard by the guard first."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Literal

from actions_server import wording
from actions_server.answering import compose
from actions_server.messages import Message
from actions_server.pause import Pause
from actions_server.problems import Problem
from actions_server.web.limits import RateLimits
from actions_server.web.metrics import Metrics
from knowledge_base.library import Library

TRY_AGAIN = 60  # seconds
MOST_AT_ONCE = 10  # messages of one conversation in work, so that none can fill the queue


@dataclass(frozen=True)
class Refusal:
    """Why a message is not taken in, and the seconds after which one may be. too_fast: whether the
    conversation by itself writes faster than a person does, whoever else is behind its address."""

    reason: Literal["limit", "busy", "paused", "late"]
    wait: int = TRY_AGAIN
    too_fast: bool = False


class Entrance:
    """Counts messages by sender and in work. most_in_work: messages answered at one time."""

    def __init__(
        self, limits: RateLimits, pause: Pause, most_in_work: int, metrics: Metrics
    ) -> None:
        self._limits = limits
        self._pause = pause
        self._most_in_work = most_in_work
        self._metrics = metrics
        self._in_work: Counter[str] = Counter()

    @property
    def in_work(self) -> int:
        """Messages and searches being answered now."""
        return self._in_work.total()

    @property
    def is_paused(self) -> bool:
        """Whether the assistant is switched off."""
        return self._pause.is_on

    @contextmanager
    def enter(self, address: str, conversation: str = "") -> Iterator[Refusal | None]:
        """None when a message, or a search without a conversation, may be answered; it counts as
        in work meanwhile."""
        refusal = self._look(address, conversation)
        if refusal:
            self._metrics.refused.labels(refusal.reason).inc()
            yield refusal
            return
        self._in_work[conversation] += 1
        try:
            yield None
        finally:
            self._in_work -= Counter([conversation])  # which drops what is down to none

    def _look(self, address: str, conversation: str) -> Refusal | None:
        by_address, by_itself = self._limits.waits(address, conversation)
        if wait := max(by_address, by_itself):
            return Refusal("limit", wait, too_fast=by_itself > 0)
        # The guides can be read and searched while the assistant is off.
        if conversation and self.is_paused:
            return Refusal("paused")
        is_full = self.in_work >= self._most_in_work
        at_once = self._in_work[conversation] if conversation else 0
        return Refusal("busy") if is_full or at_once >= MOST_AT_ONCE else None


def in_words(refusal: Refusal, library: Library) -> Problem:
    """The refusal as a problem: when to try again and, unless it is soon, whom to ask instead."""
    if refusal.reason == "limit":
        minutes = ceil(refusal.wait / 60)
        wait = wording.A_MINUTE if minutes == 1 else wording.MINUTES.format(minutes=minutes)
        return Problem(429, wording.TOO_MANY.format(wait=wait), refusal.wait)
    text = wording.TOOK_TOO_LONG if refusal.reason == "late" else wording.BUSY
    return Problem(503, compose.people(text, "limited", library).text, refusal.wait)


def paused(library: Library) -> Message:
    """What a family is told while the assistant is switched off, and whom to ask instead."""
    message = compose.people(wording.PAUSED, "limited", library)
    return message.model_copy(update={"choices": []})
