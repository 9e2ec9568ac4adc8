"""Counts and times of what the application does, as Prometheus text. Nothing in them is of anyone:
labels come from fixed lists, and a route is its pattern, never the address that was asked for.
"""

import hmac
import time
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions_server import wording
from actions_server.problems import Problem
from actions_server.web.limits import address_of, is_this_machine

# Seconds: a message should take well under one; Rasa is given up after three.
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What is counted, in a registry of its own, so that two applications never share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        made = {"registry": self.registry, "namespace": "send_navigator"}
        self.replies = Counter("replies", "Replies to families.", ["outcome"], **made)
        self.refused = Counter("refused", "Messages not taken in, and why.", ["reason"], **made)
        self.feedback = Counter("feedback", "Answers rated.", ["helpful"], **made)
        self.guides = Counter("guide_feedback", "Guides rated.", ["guide", "helpful"], **made)
        self.message_seconds = Histogram(
            "message_seconds", "Time to reply to a message.", buckets=_SECONDS, **made
        )
        self.in_work = Gauge("messages_in_work", "Messages being answered now.", **made)
        self.conversations = Gauge("conversations", "Conversations in memory.", **made)
        self.requests = Counter("requests", "HTTP requests.", ["method", "route", "status"], **made)
        self.request_seconds = Histogram(
            "request_seconds", "Time to the start of a reply.", ["route"], buckets=_SECONDS, **made
        )

    def as_text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self.registry)


class CountRequests:
    """ASGI middleware: count each request by the pattern of its route and the status sent."""

    _methods = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and count as the reply starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "none")
                method = scope["method"] if scope["method"] in self._methods else "other"
                self._metrics.requests.labels(method, route, str(message["status"])).inc()
                self._metrics.request_seconds.labels(route).observe(time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, counted)


def metrics_router(metrics: Metrics, token: str, refresh: Callable[[], None]) -> APIRouter:
    """GET /metrics, for whoever shows the token; without a token in the settings, for this machine.

    refresh brings up to date what is a state and not a count.
    """
    router = APIRouter()

    @router.get("/metrics", include_in_schema=False)
    async def read(request: Request) -> Response:
        if not _may_read(request, token):
            raise Problem(404, wording.NOT_FOUND)  # a stranger is not told that it is here
        refresh()
        return Response(metrics.as_text(), media_type=CONTENT_TYPE_LATEST)

    return router


def _may_read(request: Request, token: str) -> bool:
    if not token:
        forwarded = {"forwarded", "x-forwarded-for", "via"} & set(request.headers)
        return is_this_machine(address_of(request)) and not forwarded
    shown = request.headers.get("authorization", "").encode()
    return hmac.compare_digest(shown, f"Bearer {token}".encode())
