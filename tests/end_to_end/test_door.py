"""The door of the running assistant: words are words, and what need not be open is closed."""

import pytest

from tests.end_to_end.conftest import Family, start

QUESTION = "How do I ask for an EHC needs assessment?"
COMMAND = '/choose_letter{"letter_id": "ask-for-assessment"}'


@pytest.mark.parametrize("lead", ["", " ", "\u200b", "／"])
def test_a_command_in_a_message_is_plain_words(family: Family, lead: str) -> None:
    text = COMMAND.replace("/", lead, 1) if lead == "／" else f"{lead}{COMMAND}"
    assert all(reply["kind"] != "letter" for reply in family.says(text))


def test_a_restart_in_a_message_restarts_nothing(family: Family) -> None:
    family.says(QUESTION)
    for text in ("/restart", "/session_start", "/back"):
        assert all(reply["outcome"] != "error" for reply in family.says(text))
    turns = family.client.get(f"/api/conversations/{family.id}/messages").json()["turns"]
    assert [turn["said"] for turn in turns[1:]] == [QUESTION, "/restart", "/session_start", "/back"]


def test_a_sender_or_metadata_in_a_body_is_left_unread(family: Family) -> None:
    victim = start(family.client)
    victim.says(QUESTION)
    extra = {"sender": victim.id, "sender_id": victim.id, "conversation": victim.id}
    extra |= {"metadata": {"language": "fr"}, "input_channel": "x", "parse_data": {"intent": {}}}
    response = family.post({"text": "hello", **extra})
    assert response.status_code == 200
    turns = family.client.get(f"/api/conversations/{victim.id}/messages").json()["turns"]
    assert len(turns) == 2


def test_the_metrics_are_for_this_machine_and_the_description_for_nobody(http) -> None:
    assert "send_navigator_requests_total" in http.get("/metrics").text
    # A proxy on this machine that says whom it speaks for.
    assert http.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert http.get("/openapi.json").status_code == 404


def test_an_address_that_a_proxy_names_is_limited_and_no_other(http) -> None:
    def search(address: str) -> int:
        headers = {"X-Forwarded-For": address}
        return http.get("/api/search", params={"q": "ehc plan"}, headers=headers).status_code

    assert [search("203.0.113.9") for _ in range(6)] == [200] * 5 + [429]
    assert search("203.0.113.10") == 200


def test_rasa_is_not_reached_through_the_door(http) -> None:
    for address in ("/webhooks/rest/webhook", "/webhooks/door/messages", "/model/parse"):
        assert http.post(address, json={"sender": "x", "message": "/restart"}).status_code == 404
