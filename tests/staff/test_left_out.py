"""What staff try in their own browser counts nowhere, but as left out."""

from datetime import timedelta

import pytest

from pain_points.vocabulary import Event

FORM = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def batch(app):
    """What the application would write, emptied into a list."""
    recorder = app.state.assistant.recorder
    kept, found = recorder._save, []
    recorder._save = found.extend
    recorder.write(everything=True)
    found.clear()
    yield lambda: [recorder.write(everything=True), sorted(event for _, _, event in found)][1]
    recorder._save = kept


def ask(browser) -> None:
    name = browser.client.post("/api/conversations", json={}).json()["conversation"]
    body = {"text": "How do I get a blue badge?"}
    reply = browser.client.post(f"/api/conversations/{name}/messages", json=body)
    assert reply.status_code == 200


def test_the_chat_in_a_browser_where_staff_are_signed_in_is_left_out(alice, batch):
    ask(alice)
    assert batch() == [Event("excluded", why="staff")]


def test_so_is_the_page_without_javascript(alice, batch):
    alice.client.post("/ask", files={"text": (None, "blue badge?")}, headers=FORM)
    assert batch() == [Event("excluded", why="staff")]


def test_whoever_signs_in_in_the_middle_of_a_conversation_is_left_out(stranger, alice, batch):
    name = stranger.client.post("/api/conversations", json={}).json()["conversation"]
    body = {"text": "How do I get a blue badge?"}
    for browser in (stranger, alice):
        browser.client.post(f"/api/conversations/{name}/messages", json=body)
    assert batch() == [Event("excluded", why="staff")]


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_family_counts_whatever_its_browser_sends(stranger, batch, token):
    stranger.client.cookies.set("__Host-staff", token, domain="testserver.local")
    ask(stranger)
    assert "conversation" in {event.kind for event in batch()}


def test_a_session_that_is_over_is_nobodys(signed_in, batch):
    ask(signed_in("alice", ago=timedelta(hours=13)))
    assert "conversation" in {event.kind for event in batch()}
