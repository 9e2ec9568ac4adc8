"""Conversations live in memory, and not for long."""

import asyncio

import pytest
from fastapi.testclient import TestClient

from actions_server.conversation.memory import Conversations
from actions_server.conversation.receive import Incoming, Means, receive
from actions_server.messages import Choice, Message
from actions_server.problems import Problem

HALF_AN_HOUR = 1800.0


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time, in seconds."""
        return self.now


@pytest.fixture
def means(client: TestClient) -> Means:
    """What the running application answers with."""
    return client.app.state.assistant.means


def test_a_conversation_is_gone_after_half_an_hour_of_silence() -> None:
    clock = Clock()
    conversations = Conversations(HALF_AN_HOUR, 10, clock)
    name = conversations.start().id
    clock.now = HALF_AN_HOUR + 1
    assert conversations.find(name) is None
    assert len(conversations) == 0


def test_a_conversation_that_goes_on_is_kept() -> None:
    clock = Clock()
    conversations = Conversations(HALF_AN_HOUR, 10, clock)
    name = conversations.start().id
    for _ in range(5):
        clock.now += HALF_AN_HOUR - 1
        assert conversations.find(name)


def test_a_family_that_ends_the_chat_leaves_nothing_behind() -> None:
    conversations = Conversations(HALF_AN_HOUR, 10)
    name = conversations.start().id
    conversations.forget(name)
    conversations.forget(name)
    assert conversations.find(name) is None


def test_a_page_can_tell_how_long_a_conversation_has_left() -> None:
    clock = Clock()
    conversations = Conversations(HALF_AN_HOUR, 10, clock)
    conversation = conversations.start()
    clock.now = HALF_AN_HOUR - 120
    assert conversations.seconds_left(conversation) == 120
    clock.now = HALF_AN_HOUR + 5
    assert conversations.seconds_left(conversation) == 0


def test_a_message_that_waited_while_the_chat_was_ended_is_not_taken(means: Means) -> None:
    async def end_while_a_message_waits() -> None:
        conversations = Conversations(HALF_AN_HOUR, 10)
        conversation = conversations.start()
        await conversation.lock.acquire()
        waiting = asyncio.create_task(receive(Incoming(conversation, text="hello"), means))
        await asyncio.sleep(0)
        conversations.forget(conversation.id)
        conversation.lock.release()
        with pytest.raises(Problem) as refused:
            await waiting
        assert refused.value.status == 404
        assert conversation.turns == []

    asyncio.run(end_while_a_message_waits())


def test_when_there_is_no_room_the_idlest_conversation_goes() -> None:
    conversations = Conversations(HALF_AN_HOUR, 2)
    first, second = conversations.start().id, conversations.start().id
    conversations.find(first)
    conversations.start()
    assert conversations.find(first)
    assert conversations.find(second) is None


def test_nobody_can_guess_a_conversation() -> None:
    conversations = Conversations(HALF_AN_HOUR, 1000)
    names = {conversations.start().id for _ in range(500)}
    assert len(names) == 500
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in names)


def test_only_what_was_offered_can_be_chosen() -> None:
    conversation = Conversations(HALF_AN_HOUR, 10).start()
    offer = Choice(title="Talk to a person", value="speak_to_a_person")
    conversation.remember(
        "hello", [Message(kind="text", outcome="small_talk", text="Hello.", choices=[offer])]
    )
    assert conversation.offered == {"speak_to_a_person": "Talk to a person"}
