"""Conversations in memory, forgotten when nobody has written for a while."""

import asyncio
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

IDLE_MINUTES = "SEND_NAVIGATOR_IDLE_MINUTES"
SECONDS_BETWEEN_SWEEPS = 30.0


def idle_seconds_from_environment() -> float:
    """How long a conversation may be idle: a number of minutes above zero, 30 unless set."""
    given = os.environ.get(IDLE_MINUTES, "30")
    try:
        minutes = float(given)
    except ValueError:
        minutes = 0
    if not 0 < minutes < float("inf"):
        raise RasaException(f"{IDLE_MINUTES} must be a number of minutes above 0, not {given!r}.")
    return minutes * 60


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """Keeps a conversation until it is deleted or has been idle for too long.

    Rasa's own in-memory store never forgets. Here a late question finds nothing, and a sweep
    removes what nobody asks for again.
    """

    def __init__(
        self,
        domain: Any,
        event_broker: Any = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self.idle_seconds = idle_seconds_from_environment()
        self._clock = clock
        self._last_used: dict[str, float] = {}
        self._sweeper: asyncio.Task | None = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """The conversation is kept as it is now, and its idle time starts again."""
        await super().save(tracker)
        self._last_used[tracker.sender_id] = self._clock()
        if self._sweeper is None or self._sweeper.done():
            self._sweeper = asyncio.create_task(self._sweep_until_empty())

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None when it is unknown or was idle for too long."""
        self.forget_idle()
        return await super().retrieve(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """As `retrieve`; there is only ever one session in a conversation."""
        self.forget_idle()
        return await super().retrieve_full_tracker(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The conversations that are still alive."""
        self.forget_idle()
        return list(self.store)

    def delete(self, conversation: str) -> None:
        """Nothing of the conversation remains; one that is unknown is no error."""
        self.store.pop(conversation, None)
        self._last_used.pop(conversation, None)

    def forget_idle(self) -> None:
        """Every conversation that was idle for too long is gone."""
        oldest_kept = self._clock() - self.idle_seconds
        for conversation in [c for c, used in self._last_used.items() if used <= oldest_kept]:
            self.delete(conversation)

    async def _sweep_until_empty(self) -> None:
        # A task that ends with the last conversation needs no start or stop from outside.
        while self.store:
            await asyncio.sleep(min(SECONDS_BETWEEN_SWEEPS, self.idle_seconds))
            self.forget_idle()
