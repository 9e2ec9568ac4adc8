"""The HTTP interface, with the real knowledge base and nobody behind the door."""

import json

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.settings import Settings

QUESTION = "the council missed the deadline for the ehc plan, who do I complain to"


@pytest.fixture
def conversation(client: TestClient) -> str:
    """A conversation that has just begun."""
    return client.post("/api/conversations", json={}).json()["conversation"]


def say(client: TestClient, conversation: str, **body: object) -> list[dict]:
    """The replies to a message."""
    response = client.post(f"/api/conversations/{conversation}/messages", json=body)
    assert response.status_code == 200, response.text
    return response.json()["messages"]


class TestConversations:
    def test_a_conversation_may_begin_with_no_body_at_all(self, client: TestClient) -> None:
        response = client.post("/api/conversations")
        assert response.status_code == 201
        assert "computer" in response.json()["messages"][0]["text"]

    def test_without_rasa_a_family_is_still_answered_and_told(
        self, client: TestClient, conversation: str
    ) -> None:
        notice, answer = say(client, conversation, text=QUESTION)
        assert (notice["kind"], notice["outcome"]) == ("notice", "limited")
        assert answer["article"]["topics"] == ["ehcp-late"]
        assert [m["kind"] for m in say(client, conversation, text=QUESTION)] == ["answer"]

    def test_without_rasa_a_risk_is_still_answered_first(
        self, client: TestClient, conversation: str
    ) -> None:
        replies = say(client, conversation, text="my son took all his tablets and wont wake up")
        assert [reply["kind"] for reply in replies] == ["crisis"]
        assert "999" in replies[0]["text"]

    def test_what_is_personal_is_left_out_and_the_family_is_told(
        self, client: TestClient, conversation: str
    ) -> None:
        text = "my number is 07700 900123, when is the annual review of the plan"
        replies = say(client, conversation, text=text)
        assert any("left out" in reply["text"] for reply in replies)
        turns = client.get(f"/api/conversations/{conversation}/messages").json()["turns"]
        assert "900123" not in json.dumps(turns)

    def test_an_absent_part_is_left_out(self, client: TestClient, conversation: str) -> None:
        for reply in say(client, conversation, text=QUESTION):
            assert all(value not in (None, []) for value in reply.values())

    def test_every_reply_says_how_many_seconds_the_conversation_has_left(
        self, client: TestClient, conversation: str
    ) -> None:
        address = f"/api/conversations/{conversation}/messages"
        replies = [
            client.post("/api/conversations"),
            client.post(address, json={"text": "hello"}),
            client.get(address),
        ]
        for reply in replies:
            assert 1700 < reply.json()["expires_in"] <= 1800

    def test_feedback_is_taken_for_an_answer_that_was_given(
        self, client: TestClient, conversation: str
    ) -> None:
        answer = say(client, conversation, text=QUESTION)[-1]
        address = f"/api/conversations/{conversation}/feedback"
        body = {"answer_id": answer["answer_id"], "helpful": True}
        assert client.post(address, json=body).status_code == 204
        assert client.post(address, json=body | {"answer_id": "another"}).status_code == 422
        assert client.post(address, json=body | {"helpful": "yes"}).status_code == 422


class TestOrigins:
    def test_another_site_cannot_speak_for_a_family(self, client: TestClient) -> None:
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
        ):
            response = client.post("/api/conversations", json={}, headers=headers)
            assert response.status_code == 403, headers

    def test_our_own_page_can(self, client: TestClient) -> None:
        for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}):
            assert client.post("/api/conversations", headers=headers).status_code == 201

    def test_only_a_listed_council_may_frame_the_chat(self, client: TestClient) -> None:
        policy = client.get("/chat").headers["content-security-policy"]
        assert "frame-ancestors 'self' https://www.example.gov.uk" in policy
        assert "frame-ancestors 'none'" in client.get("/ask").headers["content-security-policy"]
        assert "unsafe" not in policy


class TestSearch:
    def test_results_are_one_a_topic_and_best_first(self, client: TestClient) -> None:
        body = client.get("/api/search", params={"q": QUESTION, "limit": 5}).json()
        assert set(body) <= {"query", "decision", "why", "results"}
        scores = [result["score"] for result in body["results"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        topics = [result["topics"][0] for result in body["results"]]
        assert len(topics) == len(set(topics)) == 5
        assert set(body["results"][0]) == {"slug", "title", "topics", "area", "score", "passage"}

    def test_an_abstention_says_why(self, client: TestClient) -> None:
        body = client.get("/api/search", params={"q": "what time is the bin collection"}).json()
        assert (body["decision"], body["why"]) == ("abstain", "out-of-scope")

    def test_a_risk_is_told_apart(self, client: TestClient) -> None:
        body = client.get("/api/search", params={"q": "i want to kill myself"}).json()
        assert body["decision"] == "crisis"

    @pytest.mark.parametrize("q", ["", " ", "\u200b", "a" * 2001])
    def test_a_question_that_cannot_be_read_is_refused(self, client: TestClient, q: str) -> None:
        response = client.get("/api/search", params={"q": q})
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"


class TestArticles:
    def test_an_article_comes_with_its_services(self, client: TestClient) -> None:
        body = client.get("/api/articles/hounslow-contact-send-team").json()
        assert body["answer"] and body["sources"]
        assert any(service["phone"] for service in body["services"])

    def test_an_article_of_another_area_is_not_served(self, client: TestClient) -> None:
        response = client.get("/api/articles/shropshire-therapy-speech")
        assert response.status_code == 404
        assert response.json()["status"] == 404


class TestHealth:
    def test_without_rasa_it_is_ready_in_limited_mode(self, client: TestClient) -> None:
        response = client.get("/readyz")
        assert response.status_code == 200
        body = response.json()
        assert (body["database"], body["index"], body["rasa"]) == ("ok", "ok", "limited")
        assert body["articles"] > 150

    def test_it_lives(self, client: TestClient) -> None:
        assert client.get("/healthz").status_code == 200


class TestWebhook:
    def call(self, client: TestClient, secret: str, action: str) -> int:
        body = {"next_action": action, "tracker": {}, "domain": {}, "sender_id": "x"}
        headers = {"authorization": f"Bearer {secret}"}
        return client.post("/webhook", json=body, headers=headers).status_code

    def test_a_stranger_is_turned_away(self, client: TestClient) -> None:
        assert self.call(client, "guess", "action_answer") == 401
        assert client.post("/webhook", json={}).status_code == 401

    def test_without_a_secret_nobody_is_let_in(self, settings: Settings) -> None:
        app = create_app(settings.model_copy(update={"rasa_secret": ""}))
        with TestClient(app) as client:
            assert self.call(client, "", "action_answer") == 401

    def test_an_action_that_does_not_exist_is_not_found(self, client: TestClient) -> None:
        assert self.call(client, "a secret for tests", "action_of_nobody") == 404


def test_an_address_that_does_not_exist_is_answered_kindly(client: TestClient) -> None:
    response = client.get("/api/nothing")
    assert response.status_code == 404
    assert response.json()["detail"]
