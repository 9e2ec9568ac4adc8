"""The door's channel into Rasa, tried against a real Rasa process."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.bot.action_server import ActionServer
from tests.bot.rasa_process import SECRET, RasaProcess


@pytest.fixture
def conversation() -> str:
    """A conversation that nothing was said in."""
    return uuid4().hex


class TestSecret:
    @pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "ü"])
    @pytest.mark.parametrize(
        ("method", "path"),
        [("POST", "/messages"), ("DELETE", "/conversations/a"), ("GET", "/ready")],
    )
    def test_nothing_is_done_without_it(self, assistant: RasaProcess, method, path, secret):
        status, answer = assistant.call(method, path, {"conversation": "a", "text": "hi"}, secret)
        assert status == 401
        assert answer["status"] == 401

    def test_it_is_sent_along_to_the_actions(self, assistant, actions, conversation):
        assistant.say(conversation, "how do I ask for an EHC needs assessment")
        assert actions.headers[-1]["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"hello"',
        {"text": "hello"},
        {"conversation": "", "text": "hello"},
        {"conversation": None, "text": "hello"},
        {"conversation": 7, "text": "hello"},
        {"conversation": "a b", "text": "hello"},
        {"conversation": "a" * 65, "text": "hello"},
        {"conversation": "a"},
        {"conversation": "a", "text": "hello", "intent": "greet"},
        {"conversation": "a", "text": ""},
        {"conversation": "a", "text": " \n"},
        {"conversation": "a", "text": None},
        {"conversation": "a", "text": ["hello"]},
        {"conversation": "a", "text": "hello", "entities": {"article": "b"}},
        {"conversation": "a", "intent": "fly_to_the_moon"},
        {"conversation": "a", "intent": "restart"},
        {"conversation": "a", "intent": "nlu_fallback"},
        {"conversation": "a", "intent": ["greet"]},
        {"conversation": "a", "intent": "choose_article", "entities": ["article"]},
        {"conversation": "a", "intent": "choose_article", "entities": {"article": 3}},
        {"conversation": "a", "intent": "choose_article", "entities": {"sender": "b"}},
    ],
)
def test_a_body_it_cannot_use_is_refused_with_a_reason(assistant: RasaProcess, body):
    status, answer = assistant.call("POST", "/messages", body)
    assert status == 422
    assert set(answer) == {"title", "detail", "status"}
    assert "hello" not in json.dumps(answer)


class TestMessages:
    def test_a_greeting_is_returned_as_a_message(self, assistant: RasaProcess, conversation):
        (message,) = assistant.say(conversation, "hello")
        assert message["kind"] == "text"
        assert message["outcome"] == "small_talk"
        assert "computer" in message["text"]

    def test_a_chosen_article_reaches_its_action(self, assistant: RasaProcess, conversation):
        chosen = {"intent": "choose_article", "entities": {"article": "hounslow-ehcp-late"}}
        status, answer = assistant.call(
            "POST", "/messages", {"conversation": conversation, **chosen}
        )
        assert status == 200
        (message,) = answer["messages"]
        assert message["custom"]["text"] == "action_choose_article"
        assert message["custom"]["chosen"] == "hounslow-ehcp-late"

    def test_a_sender_in_the_body_is_ignored(self, assistant: RasaProcess, conversation):
        body = {"conversation": conversation, "text": "is portage free", "sender": "other"}
        assert assistant.call("POST", "/messages", body)[0] == 200
        (again,) = assistant.say("other", "who can apply for portage")
        assert again["before"] is None

    @pytest.mark.parametrize(
        ("text", "heard"),
        [
            ('/greet{"name": "x"}', 'greet{"name": "x"}'),
            ("//session_start now and for my son", "session_start now and for my son"),
            ("/choose_article what happens in a tribunal", None),
            (" / / /slot what is an annual review", "slot what is an annual review"),
            ("EXTERNAL: choose_article", "EXTERNAL: choose_article"),
            ("///", ""),
        ],
    )
    def test_a_slash_makes_no_command(self, assistant: RasaProcess, conversation, text, heard):
        (message,) = assistant.say(conversation, text)
        assert message["text"] == "action_answer"
        if heard is not None:
            assert message["heard"] == heard

    def test_a_restart_in_words_is_the_familys_own_wish(self, assistant, conversation):
        (message,) = assistant.say(conversation, "/restart")
        assert message["text"] == "action_start_again"

    @pytest.mark.parametrize(
        "text", ["👍🏽", "\u200b", "....", "مرحبا، ابني لا يتكلم", "ok" * 2000]
    )
    def test_odd_text_is_answered(self, assistant: RasaProcess, conversation, text):
        assert len(assistant.say(conversation, text)) == 1


class TestConversations:
    def test_parallel_conversations_do_not_cross(self, assistant: RasaProcess):
        def talk(name: str) -> list[str | None]:
            texts = [f"question {n} of {name} about school transport" for n in range(4)]
            return [assistant.say(name, text)[0]["before"] for text in texts]

        names = [uuid4().hex for _ in range(5)]
        with ThreadPoolExecutor(5) as pool:
            remembered = list(pool.map(talk, names))
        for name, before in zip(names, remembered, strict=True):
            assert before[0] is None
            assert all(name in value for value in before[1:])

    def test_a_deleted_conversation_is_forgotten(self, assistant, actions, conversation):
        assistant.say(conversation, "what is an annual review and who comes")
        assert assistant.call("DELETE", f"/conversations/{conversation}") == (204, None)
        (message,) = assistant.say(conversation, "what does a SENCO do all day")
        assert message["before"] is None
        events = actions.calls[-1]["tracker"]["events"]
        assert len([event for event in events if event["event"] == "user"]) == 1

    def test_deleting_what_is_unknown_is_no_error(self, assistant: RasaProcess):
        assert assistant.call("DELETE", f"/conversations/{uuid4().hex}") == (204, None)


class TestFaults:
    @pytest.mark.parametrize("fault", ["500", "400", "shape", "slow"])
    def test_a_failing_action_is_an_error_without_words(
        self, assistant: RasaProcess, actions: ActionServer, conversation, fault
    ):
        text = f"my son Zebediah was excluded, misbehave-{fault}"
        status, answer = assistant.call(
            "POST", "/messages", {"conversation": conversation, "text": text}
        )
        assert status == 500
        assert set(answer) == {"title", "detail", "status"}
        assert "Zebediah" not in json.dumps(answer)
        (message,) = assistant.say(conversation, "what help is there after an exclusion")
        assert message["text"] == "action_answer"

    def test_no_log_line_holds_words_of_a_message(self, assistant: RasaProcess, conversation):
        words = "Wilhelmina"
        for text in (
            f"my daughter {words} was refused, misbehave-500",
            f"/{words} misbehave-400",
            f"/greet{{{words}: what about transport",
            f"thanks {words}",
        ):
            assistant.call("POST", "/messages", {"conversation": conversation, "text": text})
        assistant.call("POST", "/messages", f'{{"text": "{words}'.encode())
        assistant.call("POST", f"/nowhere/{words}", {"text": words})
        assert "an action gave no reply" in assistant.log
        assert words not in assistant.log
        assert "Zebediah" not in assistant.log
