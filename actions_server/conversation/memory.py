"""Conversations while they live: in memory only, gone after idle minutes or at once on request."""

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from actions_server.conversation.crowds import Part
from actions_server.messages import Message
from pain_points.record import Recorder

MOST_TURNS = 500  # kept of one conversation; nobody needs more, and memory has an end
EARLIER_KEPT = 2  # messages the guard reads back, for something told in two pieces


@dataclass(frozen=True)
class Turn:
    """One exchange: what the family said (redacted, or the title of a choice) and the replies."""

    said: str | None
    messages: list[Message]


@dataclass
class Conversation:
    """What is known of one conversation. Only redacted words are ever in here.

    number: what its counted events share while it lives; channel: chat, or ask without JavaScript;
    part: how much it said among those begun from its address; is_staff: whether staff are trying.
    """

    id: str
    last_seen: float
    turns: list[Turn] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    rated: dict[str, bool] = field(default_factory=dict)  # by answer_id
    limited: bool = False
    ended: bool = False
    channel: str = "chat"
    part: Part | None = None
    is_staff: bool = False
    number: int = field(default_factory=Recorder.new_number)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def messages(self) -> list[Message]:
        """Every reply so far, in order."""
        return [message for turn in self.turns for message in turn.messages]

    @property
    def has_spoken(self) -> bool:
        """Whether the family has said or chosen anything."""
        return any(turn.said for turn in self.turns)

    @property
    def offered(self) -> dict[str, str]:
        """The choices that have been offered: value to title."""
        return {c.value: c.title for message in self.messages for c in message.choices}

    @property
    def last_article(self) -> str | None:
        """The slug of the article answered with last, or None."""
        return self.last_answer.article.slug if self.last_answer else None

    @property
    def last_answer(self) -> Message | None:
        """The latest reply that came from an article, or None."""
        answers = [message for message in self.messages if message.article]
        return answers[-1] if answers else None

    def led_to(self, answer_id: str) -> str:
        """What the family typed last before an answer, redacted; empty for nothing."""
        titles = set(self.offered.values())
        typed = ""
        for turn in self.turns:
            if turn.said and turn.said not in titles:
                typed = turn.said
            if any(message.answer_id == answer_id for message in turn.messages):
                return typed
        return ""

    def rate(self, answer_id: str, helpful: bool) -> bool:
        """Take in whether an answer helped; whether it counts. Only the first word on one does."""
        is_new = answer_id not in self.rated
        self.rated.setdefault(answer_id, helpful)
        return is_new

    def remember(self, said: str | None, messages: list[Message]) -> None:
        """Add an exchange."""
        self.turns = [*self.turns, Turn(said, messages)][-MOST_TURNS:]
        if said:
            self.earlier = [*self.earlier, said][-EARLIER_KEPT:]


class Conversations:
    """All living conversations. A conversation not touched for idle_seconds no longer exists."""

    def __init__(
        self, idle_seconds: float, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._idle_seconds = idle_seconds
        self._most = most
        self._clock = clock
        self._living: OrderedDict[str, Conversation] = OrderedDict()

    def start(self) -> Conversation:
        """A new conversation under a 128-bit random id."""
        self.forget_idle()
        while len(self._living) >= self._most:
            self._drop_one()
        conversation = Conversation(secrets.token_hex(16), self._clock())
        self._living[conversation.id] = conversation
        return conversation

    def find(self, name: str) -> Conversation | None:
        """The living conversation of that id, now the latest seen, or None."""
        self.forget_idle()
        conversation = self._living.get(name)
        if conversation:
            conversation.last_seen = self._clock()
            self._living.move_to_end(name)
        return conversation

    def seconds_left(self, conversation: Conversation) -> int:
        """Whole seconds until the conversation is gone, if the family does nothing more."""
        idle = self._clock() - conversation.last_seen
        return max(0, int(self._idle_seconds - idle))

    def forget(self, name: str) -> Conversation | None:
        """Drop a conversation; returns what was dropped, so that its last message can be awaited.

        A message that waits for its turn finds it ended, and goes no further.
        """
        conversation = self._living.pop(name, None)
        if conversation:
            conversation.ended = True
        return conversation

    def forget_idle(self) -> int:
        """Drop what has been idle too long; how many were dropped. The oldest come first."""
        oldest_kept = self._clock() - self._idle_seconds
        dropped = 0
        while self._living and next(iter(self._living.values())).last_seen < oldest_kept:
            self._living.popitem(last=False)
            dropped += 1
        return dropped

    def _drop_one(self) -> None:
        """The idlest goes, but one in which a family spoke never goes before one without a word:
        whoever opens conversations by the thousand ends nobody's."""
        silent = (name for name, one in self._living.items() if not one.has_spoken)
        self._living.pop(next(silent, next(iter(self._living))))

    def living(self, name: str) -> Conversation | None:
        """The conversation of that id, or None; looking at it does not keep it alive."""
        return self._living.get(name)

    @property
    def numbers(self) -> set[int]:
        """The numbers of all living conversations."""
        return {conversation.number for conversation in self._living.values()}

    def __len__(self) -> int:
        return len(self._living)
