"""`python -m actions_server.directory.bench`: time and memory of importing a large feed.

The feed is served by a real server on this machine, thin lists and a page for each service as the
standard has it, and the database is a new one. The importing process is a child of its own, so that
its peak memory is the import's and not the server's.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import typer

from actions_server.directory.publish import page_of, uuid_of
from actions_server.settings import PREFIX

SERVICES = 5000
_CHILD = (
    "import resource, sys; from actions_server.cli import app; "
    "app(sys.argv[1:], standalone_mode=False); "
    "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def run(services: int = SERVICES, thin: bool = True) -> Iterator[str]:
    """Import a feed of so many services, dry and twice, and give the table line by line."""
    yield f"{services:,} services, {'thin lists' if thin else 'everything in the lists'}"
    yield f"{'':32}{'seconds':>10}{'peak MB':>10}"
    with tempfile.TemporaryDirectory() as folder, _serving(services, thin) as address:
        environment = {
            **os.environ,
            f"{PREFIX}DATA_FOLDER": folder,
            f"{PREFIX}DATABASE_URL": "",
            f"{PREFIX}INSIDE_HOSTS": address.removeprefix("http://"),
        }
        command = ["import-services", address, "--name", "bench"]
        for title, more in (
            ("first import, dry run", ["--dry-run"]),
            ("first import", []),
            ("the same again", []),
        ):
            seconds, peak = _measured([*command, *more], environment)
            yield f"{title:32}{seconds:>10.1f}{peak:>10.0f}"
        size = (Path(folder) / "send-navigator.db").stat().st_size
        yield f"{'database, MB':32}{size / 1e6:>10.1f}"


def _measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *command],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    peak = next(line for line in done.stdout.splitlines() if line.startswith("peak"))
    return time.perf_counter() - began, int(peak.split()[1]) / 1000


def service(number: int) -> dict:
    """A made-up service, as long and as untidy as real ones are."""
    name = f"Saturday club number {number}"
    ids = {kind: uuid_of(kind, str(number)) for kind in ("service", "contact", "place", "time")}
    return {
        "id": ids["service"],
        "name": name,
        "status": "active",
        "description": f"<p>{name} is for <b>children</b> who like quiet.</p>" * 12,
        "url": f"https://www.example.org/clubs/{number}",
        "email": "hello@example.org",
        "minimum_age": 4,
        "maximum_age": 17,
        "assured_date": "2026-10-02",
        "organization": {"id": uuid_of("o", str(number % 300)), "name": f"Trust {number % 300}"},
        "contacts": [{"id": ids["contact"], "phones": [{"number": f"01632 {960000 + number}"}]}],
        "service_at_locations": [
            {
                "location": {
                    "id": ids["place"],
                    "addresses": [{"address_1": f"{number} Pool Lane", "city": "Exampleton"}],
                }
            }
        ],
        "schedules": [{"id": ids["time"], "freq": "WEEKLY", "byday": "SA", "opens_at": "09:00"}],
    }


@contextmanager
def _serving(services: int, thin: bool) -> Iterator[str]:
    full = {one["id"]: one for one in map(service, range(services))}
    shown = ("id", "name", "status", "organization") if thin else service(0).keys()
    rows = [{key: one[key] for key in shown} for one in full.values()]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet, or each reply would wait for the other side

        def do_GET(self) -> None:
            split = urlsplit(self.path)
            asked = parse_qs(split.query)
            if split.path == "/services":
                content = page_of(rows, int(asked["page"][0]), int(asked["per_page"][0]))
            else:
                content = full[split.path.rpartition("/")[2]]
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(services: int = SERVICES) -> None:
    """Print the table for thin lists and for lists with everything."""
    for thin in (True, False):
        for line in run(services, thin):
            typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
