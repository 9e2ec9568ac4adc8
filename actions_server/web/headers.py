"""The headers every reply carries."""

import re
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOADER = "/widget.js"  # the only file that another site's page may load
NO_DEVICES = ", ".join(
    f"{name}=()"
    for name in "camera display-capture geolocation microphone payment serial usb".split()
)
FRAMED = "/chat"  # the only page that another site may show in a frame
PREVIEW = re.compile(r"/staff/articles/[a-z0-9-]+/preview")  # framed by our own editor


class SecurityHeaders:
    """ASGI middleware: a strict content policy, no sniffing, no devices, no referrer to
    other sites, no caching of replies."""

    def __init__(
        self, app: ASGIApp, allowed_origins: list[str], quick_exit: Callable[[], str]
    ) -> None:
        self._app = app
        self._quick_exit = quick_exit
        self._frame_ancestors = " ".join(["'self'", *allowed_origins])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers as the reply starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ancestors = self._frame_ancestors if scope["path"] == FRAMED else "'none'"
        if PREVIEW.fullmatch(scope["path"]):
            ancestors = "'self'"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = (
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    "connect-src 'self'; frame-src 'self'; base-uri 'none'; "
                    f"form-action {self._form_targets()}; frame-ancestors {ancestors}"
                )
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Permissions-Policy"] = NO_DEVICES
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = (
                    "cross-origin" if scope["path"] == LOADER else "same-origin"
                )
                # With no-referrer, forms would be sent with “Origin: null”, like a stranger's.
                headers["Referrer-Policy"] = "same-origin"
                is_file = scope["path"].startswith("/static/")
                headers.setdefault("Cache-Control", "no-cache" if is_file else "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _form_targets(self) -> str:
        """Leaving quickly is a form whose answer leads to another site."""
        return " ".join(["'self'", *re.findall(r"^https?://[^/]+", self._quick_exit())])
