"""Checks of the tracker store, with a clock that is moved by hand."""

import asyncio
import os
import unittest
from unittest import mock

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.exceptions import RasaException

from bot import tracker_store
from bot.tracker_store import IDLE_MINUTES, ForgetfulTrackerStore, idle_seconds_from_environment


class Forgetting(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.now = 0.0
        self.store = ForgetfulTrackerStore(Domain.empty(), clock=lambda: self.now)

    async def say(self, conversation: str, text: str) -> None:
        tracker = await self.store.get_or_create_tracker(conversation)
        tracker.update(UserUttered(text))
        await self.store.save(tracker)

    async def words(self, conversation: str) -> list[str]:
        tracker = await self.store.retrieve(conversation)
        return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []

    async def test_it_remembers_for_thirty_minutes(self) -> None:
        await self.say("a", "hello")
        self.now = 30 * 60 - 1
        self.assertEqual(await self.words("a"), ["hello"])

    async def test_it_forgets_after_thirty_idle_minutes(self) -> None:
        await self.say("a", "hello")
        self.now = 30 * 60
        self.assertEqual(await self.words("a"), [])
        self.assertEqual(self.store.store, {})

    async def test_each_message_starts_the_time_again(self) -> None:
        await self.say("a", "one")
        self.now = 20 * 60
        await self.say("a", "two")
        self.now = 40 * 60
        self.assertEqual(await self.words("a"), ["one", "two"])

    async def test_one_conversation_outlives_another(self) -> None:
        await self.say("a", "one")
        self.now = 20 * 60
        await self.say("b", "two")
        self.now = 40 * 60
        self.assertEqual(await self.store.keys(), ["b"])

    async def test_it_forgets_even_if_nobody_asks_again(self) -> None:
        with mock.patch.object(tracker_store, "SECONDS_BETWEEN_SWEEPS", 0.01):
            await self.say("a", "hello")
            self.now = 30 * 60
            await asyncio.sleep(0.1)
        self.assertEqual(self.store.store, {})
        self.assertTrue(self.store._sweeper.done())

    async def test_a_deleted_conversation_is_gone_and_others_stay(self) -> None:
        await self.say("a", "one")
        await self.say("b", "two")
        self.store.delete("a")
        self.store.delete("unknown")
        self.assertEqual(await self.words("a"), [])
        self.assertEqual(await self.words("b"), ["two"])


class Setting(unittest.TestCase):
    def test_the_time_can_be_set(self) -> None:
        with mock.patch.dict(os.environ, {IDLE_MINUTES: "1.5"}):
            self.assertEqual(idle_seconds_from_environment(), 90)

    def test_a_wrong_time_stops_the_start(self) -> None:
        for wrong in ("0", "-1", "soon", "", "nan", "inf"):
            with self.subTest(wrong), mock.patch.dict(os.environ, {IDLE_MINUTES: wrong}):
                self.assertRaises(RasaException, idle_seconds_from_environment)


if __name__ == "__main__":
    unittest.main()
