"""No request body may be larger than the limit, whatever it claims."""

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions_server import wording
from actions_server.problems import problem


class BodyLimit:
    """ASGI middleware: 413 as soon as a body is, or says it is, over its limit; 408 when it is
    too long in coming.

    most: bytes allowed; trusted: paths with a limit of their own (Rasa's calls carry a tracker),
    and folders of paths, which end in a slash (staff write whole articles), the first that fits;
    None for a path that limits its body itself, once it knows who sends it; seconds: how long a
    body may take to arrive.
    """

    def __init__(
        self, app: ASGIApp, most: int, trusted: dict[str, int | None], seconds: float = 10.0
    ) -> None:
        self._app = app
        self._most = most
        self._trusted = trusted
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand the request on with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        if limit is None:
            await self._app(scope, receive, send)
            return
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        too_large = claimed.isdigit() and int(claimed) > limit
        body = b""
        try:
            async with asyncio.timeout(self._seconds):
                while not too_large:
                    message = await receive()
                    body += message.get("body", b"")
                    too_large = len(body) > limit
                    if message["type"] == "http.disconnect" or not message.get("more_body"):
                        break
        except TimeoutError:
            await _refuse(408, wording.TOO_SLOW, scope, receive, send)
            return
        if too_large:
            await _refuse(413, wording.TOO_LARGE, scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    def _limit(self, path: str) -> int | None:
        for trusted, most in self._trusted.items():
            if path == trusted or (trusted.endswith("/") and path.startswith(trusted)):
                return most
        return self._most


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    response = problem(Request(scope), status, why)
    # The rest of the body is never read, so the connection cannot be used again.
    response.headers["connection"] = "close"
    await response(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
