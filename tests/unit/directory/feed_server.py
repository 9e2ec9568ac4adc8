"""A real feed on a real local server, with the faults that real feeds have."""

import gzip
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, dict[str, str], bytes]
FEWEST_A_PAGE = 100


class Feed:
    """Services at an address, as version "3.0" or "1.0", thin in the list or with everything.

    faults: by path with its query, replies that are given once each, in turn, before the true one;
    always: those given every time. asked: every path that was asked for, in order.
    """

    def __init__(self, services: list[dict], version: str = "3.0", thin: bool = False) -> None:
        self.services = services
        self.version = version
        self.thin = thin
        self.a_page = 2
        self.faults: dict[str, list[Reply]] = defaultdict(list)
        self.always: dict[str, Reply] = {}
        self.change_page: Callable[[int, dict], Any] = lambda number, page: page
        self.packed = False
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.address = ""

    def reply(self, path: str) -> Reply:
        """What is answered for a path."""
        self.asked.append(path)
        if self.faults[path]:
            return self.faults[path].pop(0)
        if path in self.always:
            return self.always[path]
        split = urlsplit(path)
        if split.path == "/services":
            number = int(parse_qs(split.query)["page"][0])
            return as_json(self.change_page(number, self._page(number)))
        for service in self.services:
            if split.path == f"/services/{service.get('id')}":
                return as_json(service)
        return 404, {"Content-Type": "application/json"}, b"{}"

    def _page(self, number: int) -> dict:
        start = (number - 1) * self.a_page
        rows = self.services[start : start + self.a_page]
        if self.thin:
            rows = [
                {key: row[key] for key in ("id", "name", "status") if key in row} for row in rows
            ]
        pages = max(1, -(-len(self.services) // self.a_page))
        if self.version == "1.0":
            return {
                "totalElements": len(self.services),
                "totalPages": pages,
                "number": number,
                "size": len(rows),
                "first": number == 1,
                "last": number == pages,
                "empty": not rows,
                "content": rows,
            }
        return {
            "total_items": len(self.services),
            "total_pages": pages,
            "page_number": number,
            "size": len(rows),
            "first_page": number == 1,
            "last_page": number == pages,
            "empty": not rows,
            "contents": rows,
        }


def as_json(content: Any) -> Reply:
    """A good reply."""
    body = json.dumps(content, ensure_ascii=False).encode()
    return 200, {"Content-Type": "application/json"}, body


def page_path(number: int) -> str:
    """The path by which the importer asks for a page."""
    return f"/services?page={number}&per_page=100"


@contextmanager
def serving(feed: Feed) -> Iterator[Feed]:
    """The feed behind a real server, at `feed.address`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.answer(with_body=True)

        def do_HEAD(self) -> None:
            self.answer(with_body=False)

        def answer(self, with_body: bool) -> None:
            feed.agents.add(self.headers.get("User-Agent", ""))
            status, headers, body = feed.reply(self.path)
            if feed.packed and status == 200:
                body, headers = gzip.compress(body), {**headers, "Content-Encoding": "gzip"}
            self.send_response(status)
            length = headers.get("Content-Length", str(len(body)))
            for name, value in {**headers, "Content-Length": length}.items():
                self.send_header(name, value)
            self.end_headers()
            if with_body:
                self.wfile.write(body)
            if int(length) != len(body):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    feed.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
