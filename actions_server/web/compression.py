"""Compress what is the same for everybody: the chat page, its files and the loader."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

SHARED = ("/static/", "/widget.js", "/chat")
SMALLEST = 500  # bytes below which it is not worth it


class CompressShared:
    """ASGI middleware: gzip for SHARED alone. A page that shows what somebody typed beside a secret
    of theirs must not be compressed, since its length would tell of the secret (the BREACH attack).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._compressed = GZipMiddleware(app, minimum_size=SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its answer compressed where that is allowed."""
        is_shared = scope["type"] == "http" and scope["path"].startswith(SHARED)
        await (self._compressed if is_shared else self._plain)(scope, receive, send)
