"""Events while they are only in memory: once a conversation, and written in daily shuffled batches.

What links two events of a family is one random number, held here while the conversation lives.
When it ends, its events join a heap without it. A heap is written once its day is over, in an order
drawn at random and in one transaction, so a crash loses at most what is in memory.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from pain_points.aggregate import places_of
from pain_points.months import Month, uk_day
from pain_points.plan import Plan
from pain_points.vocabulary import Event

Batch = list[tuple[date, Month, Event]]
# Writes a batch whole or not at all. Raises NotSaved when it surely wrote nothing.
Save = Callable[[Sequence[tuple[date, Month, Event]]], None]

# What a conversation counts once: the same topic or barrier at another stage, for an older child or
# in another place is the same conversation again. The first time is the one that counts.
_ONCE = ("kind", "why", "weeks_band", "topic", "barrier", "language", "question")
_ONCE_IN_ALL = {"person", "conversation"}


class NotSaved(Exception):
    """A batch was surely not written, and may be tried again."""


@dataclass
class _Conversation:
    waiting: dict[tuple[str, ...], tuple[date, Event]] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    excluded: str = ""
    doubt: Callable[[], bool] | None = None
    locality: str = ""


class Recorder:
    """Takes events in, for the plan that says what is counted; nothing is kept without one.

    first_open: the first month that may still be counted in; what is late counts there.
    """

    def __init__(
        self,
        plan: Plan | None,
        save: Save,
        today: Callable[[], date] = uk_day,
        first_open: Callable[[], Month | None] = lambda: None,
    ) -> None:
        self._plan = plan
        self._save = save
        self._today = today
        self._first_open = first_open
        self._living: dict[int, _Conversation] = {}
        self._heap: list[tuple[date, Event]] = []
        measures = plan.measures if plan else ()
        self._counts_places = any("locality" in measure.by for measure in measures)
        self._lock = Lock()

    @staticmethod
    def new_number() -> int:
        """A random number for a conversation; nothing can be worked out from it."""
        return secrets.randbits(64)

    def hear(self, number: int, *events: Event) -> None:
        """Count events for a conversation, each at most once, with no more than the plan counts."""
        if self._plan is None:
            return
        with self._lock:
            conversation = self._living.setdefault(number, _Conversation())
            for event in events:
                event = self._placed(conversation, event)
                key = _key(event)
                if key in conversation.seen:
                    self._learn_language(conversation, key, event)
                    continue
                conversation.seen.add(key)
                kept = only_what_counts(event, self._plan)
                if kept and not conversation.excluded:
                    conversation.waiting[key] = (self._today(), kept)

    def settle(self, number: int, locality: str) -> None:
        """The conversation is in a locality, as its later events are where they name no other. Kept
        only where the plan counts by locality."""
        if self._counts_places:
            with self._lock:
                self._living.setdefault(number, _Conversation()).locality = locality

    def _placed(self, conversation: _Conversation, event: Event) -> Event:
        if event.locality and self._counts_places:
            conversation.locality = event.locality
        return event if event.locality else event._replace(locality=conversation.locality)

    @staticmethod
    def _learn_language(known: _Conversation, key: tuple[str, ...], event: Event) -> None:
        """A conversation that turns out to be in another language is counted in that one."""
        day, waiting = known.waiting.get(key, (None, None))
        if day and event.kind == "conversation" and event.language and not waiting.language:
            known.waiting[key] = (day, waiting._replace(language=event.language))

    def exclude(self, number: int, why: str) -> None:
        """Take a conversation out of every count, but the one of what was left out. why: flood or
        staff; the first reason stands."""
        with self._lock:
            self._leave_out(self._living.setdefault(number, _Conversation()), why)

    def doubt(self, number: int, is_a_programs: Callable[[], bool]) -> None:
        """Ask this of a conversation when it is over, or its day is: whether it is left out after
        all, as sent by a program. What a program sends is told by what came beside and after it."""
        with self._lock:
            self._living.setdefault(number, _Conversation()).doubt = is_a_programs

    def _leave_out(self, conversation: _Conversation, why: str) -> None:
        if self._plan is None or conversation.excluded:
            return
        conversation.excluded = why
        conversation.waiting.clear()
        if kept := only_what_counts(Event("excluded", why=why), self._plan):
            conversation.waiting[_key(kept)] = (self._today(), kept)

    def _judge(self, conversation: _Conversation) -> None:
        if conversation.waiting and conversation.doubt and conversation.doubt():
            self._leave_out(conversation, "flood")

    def forget(self, number: int) -> None:
        """The conversation has ended: its events stay, and nothing says that they were its."""
        with self._lock:
            conversation = self._living.pop(number, None)
            if conversation:
                self._judge(conversation)
                self._heap += conversation.waiting.values()

    def keep_only(self, living: set[int]) -> None:
        """Forget every conversation that is not among these."""
        for number in self._living.keys() - living:
            self.forget(number)

    def write(self, everything: bool = False) -> int:
        """Write the events of days that are over, or all when the service stops; how many."""
        with self._lock:
            batch = self._take(everything)
            if not batch:
                return 0
            try:
                self._save(batch)
            except NotSaved:
                self._heap += [(day, event) for day, _, event in batch]
                return 0
            return len(batch)

    def _take(self, everything: bool) -> Batch:
        today = self._today()
        ready: list[tuple[date, Event]] = []
        for conversation in self._living.values():
            if everything or any(day < today for day, _ in conversation.waiting.values()):
                self._judge(conversation)
            for key, (day, event) in list(conversation.waiting.items()):
                if everything or day < today:
                    ready.append((day, event))
                    del conversation.waiting[key]
        stays = []
        for day, event in self._heap:
            (ready if everything or day < today else stays).append((day, event))
        self._heap = stays
        secrets.SystemRandom().shuffle(ready)
        first_open = self._first_open()
        return [(day, max(Month.of(day), first_open or Month.of(day)), e) for day, e in ready]


def only_what_counts(event: Event, plan: Plan) -> Event | None:
    """The event with the columns its measure counts by and no others; None where it counts in no
    cell, so that nothing is kept that no report uses."""
    if not places_of(event, plan) and event.kind != "conversation":
        return None
    measure = next((one for one in plan.measures if event.kind in one.kinds), None)
    columns = {"kind", *(measure.by if measure else ())}
    return Event(**{name: value for name, value in event._asdict().items() if name in columns})


def _key(event: Event) -> tuple[str, ...]:
    if event.kind in _ONCE_IN_ALL:
        return (event.kind,)
    return tuple(getattr(event, name) for name in _ONCE)
