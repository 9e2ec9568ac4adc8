"""Unsafe requests from other sites are refused, by what browsers say of where they come from.

No token is needed: every current browser sends Sec-Fetch-Site, and Origin with a POST. A request
with neither is no browser's, and so carries nobody's rights along.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from actions_server import wording
from actions_server.problems import problem

_SAFE = {"GET", "HEAD", "OPTIONS"}


class OriginCheck:
    """ASGI middleware: 403 for an unsafe method that another site sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on."""
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            headers = Headers(scope=scope)
            if not comes_from_here(headers):
                response = problem(Request(scope), 403, wording.WRONG_ORIGIN)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def comes_from_here(headers: Headers) -> bool:
    """Whether a request was sent by our own pages, or by no browser at all."""
    site = headers.get("sec-fetch-site")
    if site:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")
