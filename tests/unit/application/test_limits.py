"""Whoever asks too often is asked to wait; whoever is in danger is helped all the same."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.conversation.entrance import MOST_AT_ONCE
from actions_server.settings import Settings
from actions_server.web.limits import RateLimits

DANGER = "my son took all his tablets and wont wake up"
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


@pytest.fixture
def opened(settings: Settings) -> Iterator[Callable[..., TestClient]]:
    """An application with other settings, asked from a public address."""
    with ExitStack() as stack:

        def open_with(address: str = "203.0.113.9", **changed: object) -> TestClient:
            app = create_app(settings.model_copy(update=changed))
            return stack.enter_context(TestClient(app, client=(address, 50_000)))

        yield open_with


def begin(client: TestClient) -> str:
    """The address that the messages of a new conversation are sent to."""
    name = client.post("/api/conversations", json={}).json()["conversation"]
    return f"/api/conversations/{name}/messages"


def is_refused(response, status: int = 429) -> bool:
    """Whether a reply is a problem in plain words that says when to try again."""
    body = response.json()
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert 0 < int(response.headers["retry-after"]) <= 3600
    assert set(body) == {"title", "detail", "status"}
    return "minute" in body["detail"] and "999" in body["detail"]


def helps(response) -> bool:
    """Whether a reply is help for someone in danger."""
    assert response.status_code == 200, response.text
    return response.json()["messages"][0]["kind"] == "crisis"


class TestAConversation:
    def test_too_many_messages_have_to_wait_but_danger_does_not(self, opened) -> None:
        client = opened(limit_conversation="2/hour")
        messages = begin(client)
        for _ in range(2):
            assert client.post(messages, json={"text": "hello"}).status_code == 200
        assert is_refused_for_long(client.post(messages, json={"text": "hello"}))
        assert helps(client.post(messages, json={"text": DANGER}))

    def test_another_conversation_is_not_held_up(self, opened) -> None:
        client = opened(limit_conversation="1/minute")
        first, second = begin(client), begin(client)
        assert client.post(first, json={"text": "hello"}).status_code == 200
        assert is_refused(client.post(first, json={"text": "hello"}))
        assert client.post(second, json={"text": "hello"}).status_code == 200

    def test_one_may_go_on_after_the_wait_that_was_named(self, opened) -> None:
        client = opened(limit_conversation="2/second")
        messages = begin(client)
        replies = [client.post(messages, json={"text": "hello"}) for _ in range(12)]
        refused = [reply for reply in replies if reply.status_code == 429]
        assert refused
        time.sleep(int(refused[-1].headers["retry-after"]) + 1)
        assert client.post(messages, json={"text": "hello"}).status_code == 200

    def test_a_question_that_comes_with_danger_waits_but_the_help_does_not(self, opened) -> None:
        client = opened(limit_conversation="1/hour")
        messages = begin(client)
        client.post(messages, json={"text": "hello"})
        text = "i want to kill myself. and how do i ask for an ehc needs assessment?"
        replies = client.post(messages, json={"text": text}).json()["messages"]
        assert [reply["kind"] for reply in replies] == ["crisis"]


def is_refused_for_long(response) -> bool:
    """Whether a reply names a wait of many minutes."""
    assert response.status_code == 429
    return int(response.headers["retry-after"]) > 60 and "minutes" in response.json()["detail"]


class TestAnAddress:
    def test_messages_and_searches_count_together(self, opened) -> None:
        client = opened(limit_address="2/minute")
        messages = begin(client)
        assert client.post(messages, json={"text": "hello"}).status_code == 200
        assert client.get("/api/search", params={"q": "ehc plan"}).status_code == 200
        assert is_refused(client.get("/api/search", params={"q": "ehc plan"}))
        assert is_refused(client.post(begin(client), json={"text": "hello"}))
        assert helps(client.post(begin(client), json={"text": DANGER}))
        found = client.get("/api/search", params={"q": DANGER}).json()
        assert found["decision"] == "crisis"
        page = client.get("/guides/", params={"q": DANGER}, headers=BROWSER)
        assert page.status_code == 200 and "999" in page.text

    def test_a_page_says_it_too(self, opened) -> None:
        client = opened(limit_address="1/minute")
        form = {"text": (None, "hello"), "conversation": (None, "")}
        assert client.post("/ask", files=form, headers=BROWSER).status_code == 200
        refused = client.post("/ask", files=form, headers=BROWSER)
        assert refused.status_code == 429 and "Please wait a minute" in refused.text
        assert int(refused.headers["retry-after"]) > 0
        form["text"] = (None, DANGER)
        helped = client.post("/ask", files=form, headers=BROWSER)
        assert helped.status_code == 200 and "999" in helped.text
        page = client.get("/guides/", params={"q": "ehc plan"}, headers=BROWSER)
        assert page.status_code == 429 and "Please wait a moment" in page.text

    def test_a_conversation_can_always_be_opened_and_ended(self, opened) -> None:
        client = opened(limit_address="1/hour")
        for _ in range(5):
            messages = begin(client)
            client.post(messages, json={"text": "hello"})
        assert client.delete(messages.removesuffix("/messages")).status_code == 204

    def test_a_proxy_on_this_machine_that_names_nobody_is_not_one_family(self, opened) -> None:
        client = opened("127.0.0.1", limit_address="1/hour")
        for _ in range(3):
            assert client.post(begin(client), json={"text": "hello"}).status_code == 200

    def test_nothing_of_it_is_logged_or_written(self, opened, data_folder, caplog) -> None:
        address = "203.0.113.77"
        with caplog.at_level(logging.DEBUG):
            client = opened(address, limit_address="1/hour")
            messages = begin(client)
            for text in ("zzmarkerzz", "zzmarkerzz", DANGER):
                client.post(messages, json={"text": text})
        limits = client.app.state.assistant.entrance._limits
        counted = list(limits._limiter.storage.storage)
        assert counted, "nothing was counted"
        words = [address, "zzmarkerzz", DANGER, limits._hash(address), limits._salt.hex()]
        kept = [path.read_bytes() for path in data_folder.glob("*") if path.is_file()]
        assert kept
        for word in words:
            assert word not in caplog.text.replace("testserver", "")
            assert not any(word.encode() in content for content in kept)
        assert not any(address in key for key in counted)


class TestCounting:
    def test_the_salt_and_every_count_go_with_the_day(self) -> None:
        day = [date(2026, 11, 21)]
        limits = RateLimits("1/day", "1/day", lambda: day[0])
        assert limits.wait("203.0.113.9", "a") == 0
        assert limits.wait("203.0.113.9", "b") > 0
        before = limits._hash("203.0.113.9")
        assert before != RateLimits("1/day", "1/day")._hash("203.0.113.9")
        day[0] = date(2026, 11, 22)
        assert limits.wait("203.0.113.9", "a") == 0
        assert limits._hash("203.0.113.9") != before

    @pytest.mark.parametrize(
        ("first", "second", "is_one"),
        [
            ("203.0.113.9", "203.0.113.10", False),
            ("::ffff:203.0.113.9", "203.0.113.9", True),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ],
    )
    def test_a_household_is_counted_once(self, first: str, second: str, is_one: bool) -> None:
        limits = RateLimits("9/day", "1/day")
        assert limits.wait(first) == 0
        assert (limits.wait(second) > 0) == is_one


class TestBusy:
    def test_past_the_bound_a_family_is_told_whom_to_ask_and_danger_is_heard(self, opened) -> None:
        client = opened(most_in_work=1)
        messages = begin(client)
        with client.app.state.assistant.entrance.enter("203.0.113.1", "another"):
            response = client.post(messages, json={"text": "hello"})
            assert is_refused(response, 503)
            pack = client.app.state.assistant.library.pack
            assert pack.switchboard.phone in response.json()["detail"]
            assert pack.independent_advice.name in response.json()["detail"]
            assert helps(client.post(messages, json={"text": DANGER}))
            assert is_refused(client.get("/api/search", params={"q": "ehc plan"}), 503)
            page = client.get("/guides/", params={"q": "ehc plan"}, headers=BROWSER)
            assert page.status_code == 503 and pack.switchboard.phone in page.text
        assert client.post(messages, json={"text": "hello"}).status_code == 200
        assert client.app.state.assistant.entrance.in_work == 0

    def test_one_conversation_cannot_fill_the_queue(self, opened) -> None:
        client = opened(most_in_work=64)
        first, second = begin(client), begin(client)
        entrance = client.app.state.assistant.entrance
        with ExitStack() as work:
            for _ in range(MOST_AT_ONCE):
                assert work.enter_context(entrance.enter("", first.split("/")[3])) is None
            assert is_refused(client.post(first, json={"text": "hello"}), 503)
            assert client.post(second, json={"text": "hello"}).status_code == 200
        assert entrance.in_work == 0

    def test_work_that_takes_too_long_is_given_up_kindly(self, opened) -> None:
        client = opened(answer_patience=0.0001)
        messages = begin(client)
        response = client.post(messages, json={"text": "how do I ask for an EHC plan"})
        assert is_refused(response, 503)
        assert "too long" in response.json()["detail"]
        assert helps(client.post(messages, json={"text": DANGER}))
        assert client.app.state.assistant.entrance.in_work == 0


class TestAConversationThatIsNotThere:
    def test_danger_is_heard_and_anything_else_is_gone(self, client: TestClient) -> None:
        messages = f"/api/conversations/{'0' * 32}/messages"
        assert client.post(messages, json={"text": "hello"}).status_code == 404
        assert helps(client.post(messages, json={"text": DANGER}))

    def test_whoever_opens_thousands_ends_nobodys(self, opened) -> None:
        client = opened(most_conversations=3)
        messages = begin(client)
        assert client.post(messages, json={"text": "hello"}).status_code == 200
        for _ in range(10):
            begin(client)
        assert len(client.app.state.assistant.conversations) == 3
        turns = client.get(messages).json()["turns"]
        assert len(turns) == 2, json.dumps(turns)
