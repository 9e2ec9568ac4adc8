"""Pages of a council's own, served from another origin than the assistant's."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).with_name("council_pages")


class _Quiet(SimpleHTTPRequestHandler):
    """Files of PAGES with {{site}} filled in. A page whose name has “strict” in it comes with the
    content policy that docs/embedding.md asks a strict council for."""

    def __init__(self, *passed, sites: dict[str, str], **named) -> None:
        self._sites = sites
        super().__init__(*passed, directory=str(PAGES), **named)

    def do_GET(self) -> None:
        """Send one page."""
        name = self.path.partition("?")[0].strip("/")
        path = PAGES / name
        if not path.is_file() or path.parent != PAGES:
            self.send_error(404)
            return
        site = self._sites["site"]
        body = path.read_text("utf-8").replace("{{site}}", site).encode()
        self.send_response(200)
        kind = "text/css" if path.suffix == ".css" else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if "strict" in name:
            policy = f"default-src 'none'; style-src 'self'; script-src {site}; frame-src {site}"
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said) -> None:
        """Say nothing."""


@contextmanager
def council(sites: dict[str, str]) -> Iterator[int]:
    """The pages, until the block ends; gives the port. By number (127.0.0.1) they are of the same
    site as the assistant, as www.council and send.council are; by name (localhost) of another.

    sites: {"site": address of the assistant}, which may be filled in later.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, sites=sites))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
