"""Every reply is fenced in, errors included; nothing is open that need not be."""

import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.settings import Settings
from actions_server.web.body_limit import BodyLimit

FENCED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
TOKEN = "a token for tests"


@pytest.fixture
def faulty(settings: Settings) -> TestClient:
    """An application, before its assistant is built, in which something unforeseen fails."""
    app = create_app(settings)

    @app.get("/api/fails")
    async def fails() -> None:
        raise RuntimeError("zzmarkerzz said by a family")

    @app.get("/fails")
    async def page_fails() -> None:
        raise RuntimeError("zzmarkerzz said by a family")

    return TestClient(app)


@pytest.fixture(scope="module")
def closed(settings: Settings) -> Iterator[TestClient]:
    """An application whose metrics need a token."""
    with TestClient(create_app(settings.model_copy(update={"metrics_token": TOKEN}))) as client:
        yield client


def assert_fenced(response) -> None:
    assert FENCED.items() <= dict(response.headers).items()
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script-src 'self';" in policy
    assert "unsafe" not in policy and "*" not in policy and "frame-ancestors " in policy
    for device in ("camera", "microphone", "geolocation"):
        assert f"{device}=()" in response.headers["permissions-policy"]
    assert "set-cookie" not in response.headers
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/chat", 200),
        ("GET", "/ask", 200),
        ("GET", "/guides/", 200),
        ("GET", "/widget.js", 200),
        ("GET", "/static/chat.js", 200),
        ("GET", "/api/search?q=ehc+plan", 200),
        ("POST", "/api/conversations", 201),
        ("GET", "/healthz", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/static/nowhere.js", 404),
        ("PUT", "/ask", 405),
        ("GET", "/api/search", 422),
        ("POST", "/webhook", 422),
    ],
)
def test_every_reply_is_fenced_in(client: TestClient, method, address, status) -> None:
    response = client.request(method, address)
    assert response.status_code == status
    assert_fenced(response)


def test_a_body_too_large_and_another_site_are_refused_within_the_fence(client) -> None:
    large = client.post("/ask", content=b"x" * 9000)
    stranger = client.post("/ask", headers={"sec-fetch-site": "cross-site"})
    assert (large.status_code, stranger.status_code) == (413, 403)
    assert_fenced(large)
    assert_fenced(stranger)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_another_site_cannot_do_anything_that_changes_something(client, method) -> None:
    for address in ("/api/conversations", "/api/conversations/x", "/ask", "/webhook"):
        response = client.request(method, address, headers={"origin": "https://evil.example"})
        assert response.status_code == 403, address


def test_no_other_site_may_read_a_reply(client: TestClient) -> None:
    asked = {"origin": "https://www.example.gov.uk", "access-control-request-method": "POST"}
    response = client.options("/api/conversations", headers=asked)
    assert response.status_code == 405
    assert_fenced(response)
    # The loader is a script element's; nothing else may be loaded from elsewhere.
    loader = client.get("/widget.js").headers["cross-origin-resource-policy"]
    chat = client.get("/static/chat.js").headers["cross-origin-resource-policy"]
    assert (loader, chat) == ("cross-origin", "same-origin")


def test_without_allowed_origins_no_other_site_may_frame_the_chat(settings: Settings) -> None:
    own = settings.model_copy(update={"allowed_origins": []})
    with TestClient(create_app(own)) as client:
        policy = client.get("/chat").headers["content-security-policy"]
    # Our own demonstration page alone.
    assert policy.endswith("frame-ancestors 'self'")


def test_a_body_that_does_not_arrive_is_not_waited_for(settings: Settings) -> None:
    async def never() -> dict:
        await asyncio.sleep(60)

    async def ask() -> list[dict]:
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        limited = BodyLimit(create_app(settings), most=8, trusted={}, seconds=0.05)
        scope = {"type": "http", "method": "POST", "path": "/ask", "headers": [], "app": None}
        await limited(scope | {"query_string": b""}, never, send)
        return sent

    begun, body = asyncio.run(ask())
    assert begun["status"] == 408
    assert (b"connection", b"close") in begun["headers"]
    assert b"did not arrive in time" in body["body"]


class TestUnexpected:
    def test_a_program_gets_a_problem_within_the_fence(self, faulty, caplog) -> None:
        response = faulty.get("/api/fails")
        assert response.status_code == 500
        assert response.json()["status"] == 500
        assert response.headers["content-type"] == "application/problem+json"
        assert_fenced(response)
        (logged,) = [one for one in caplog.records if one.exc_info]
        assert "zzmarkerzz" not in response.text + logged.getMessage()

    def test_a_browser_gets_a_page_within_the_fence(self, faulty) -> None:
        response = faulty.get("/fails", headers={"accept": "text/html"})
        assert response.status_code == 500
        assert "Something went wrong" in response.text
        assert_fenced(response)


class TestClosed:
    def test_the_interface_is_described_for_development_only(self, client, settings) -> None:
        for address in ("/openapi.json", "/docs", "/redoc"):
            assert client.get(address).status_code == 404
        app = create_app(settings.model_copy(update={"development": True}))
        assert TestClient(app).get("/openapi.json").json()["paths"]

    def test_a_stranger_is_not_told_of_the_metrics(self, client, closed) -> None:
        assert client.get("/metrics").status_code == 404
        for shown in ("", "Bearer guess", TOKEN, f"Basic {TOKEN}"):
            response = closed.get("/metrics", headers={"authorization": shown})
            assert response.status_code == 404, shown

    def test_this_machine_may_read_them_but_not_for_somebody_else(self, client) -> None:
        here = TestClient(client.app, client=("127.0.0.1", 50_000))
        assert here.get("/metrics").status_code == 200
        for name in ("x-forwarded-for", "forwarded", "via"):
            assert here.get("/metrics", headers={name: "203.0.113.9"}).status_code == 404

    def test_with_a_token_this_machine_must_show_it_too(self, closed) -> None:
        here = TestClient(closed.app, client=("127.0.0.1", 50_000))
        assert here.get("/metrics").status_code == 404


class TestMetrics:
    def read(self, client: TestClient) -> dict[str, float]:
        """Every sample by its name and labels."""
        response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert response.headers["content-type"].startswith("text/plain")
        lines = [line for line in response.text.splitlines() if not line.startswith("#")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}

    def test_what_is_done_is_counted_and_nothing_is_of_anyone(self, closed: TestClient) -> None:
        begun = closed.post("/api/conversations", json={}).json()["conversation"]
        messages = f"/api/conversations/{begun}/messages"
        before = self.read(closed)
        answered = closed.post(messages, json={"text": "How do I ask for an EHC needs assessment?"})
        closed.post(messages, json={"text": "my son took all his tablets and wont wake up"})
        rated = {"answer_id": answered.json()["messages"][-1]["answer_id"], "helpful": True}
        closed.post(f"/api/conversations/{begun}/feedback", json=rated)
        closed.get("/zzmarkerzz")
        after = self.read(closed)

        def grown(name: str) -> float:
            return after[name] - before.get(name, 0)

        assert grown('send_navigator_replies_total{outcome="answered"}') == 1
        assert grown('send_navigator_replies_total{outcome="crisis"}') == 1
        assert grown("send_navigator_message_seconds_count") == 2
        assert grown('send_navigator_feedback_total{helpful="yes"}') == 1
        route = "/api/conversations/{conversation_id}/messages"
        counted = f'{{method="POST",route="{route}",status="200"}}'
        assert grown(f"send_navigator_requests_total{counted}") == 2
        assert grown('send_navigator_requests_total{method="GET",route="none",status="404"}') == 1
        assert after["send_navigator_conversations"] == 1
        assert after["send_navigator_messages_in_work"] == 0
        told = "\n".join(after)
        for word in (begun, "zzmarkerzz", "testclient", "tablets"):
            assert word not in told
