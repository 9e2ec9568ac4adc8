"""`python -m tests.staff.services.measure`: how long the list of services takes to come.

The real application over a new database with made-up services, asked as a signed-in publisher.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.database import migrate, open_database, transaction
from actions_server.directory.bench import SERVICES, service
from actions_server.directory.bring_in import keep
from actions_server.directory.listing import Meant
from actions_server.directory.walk import OnePage, walk
from actions_server.settings import Settings, read_settings
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries, sessions

TIMES = 7
_ASKED = (
    "",
    "?page=100",
    "?q=club+quiet",
    "?topic=activities",
    "?kind=no-contact",
    "?state=hidden",
    "?due=yes",
    "?origin=feed:bench",
    "?decide=yes",
    "?q=number+42&state=shown",
)


def run(services: int = SERVICES) -> Iterator[str]:
    """A line for each way of asking: the median and the longest of a few tries."""
    with tempfile.TemporaryDirectory() as folder:
        made = read_settings()
        for encoder in (made.encoder_folder, made.guard_encoder_folder):
            (Path(folder) / encoder.name).symlink_to(encoder.resolve())
        settings = Settings(data_folder=Path(folder), database_url="", rasa_port=1, rasa_secret="-")
        token = _fill(settings, services)
        yield f"{f'{services:,} services':40}{'median ms':>12}{'longest':>10}"
        with TestClient(create_app(settings), base_url="https://testserver") as client:
            client.cookies.set(sessions.COOKIE, token, domain="testserver.local")
            for asked in _ASKED:
                took = [_milliseconds(client, f"/staff/services{asked}") for _ in range(TIMES)]
                yield f"{asked or 'all':40}{statistics.median(took):>12.0f}{max(took):>10.0f}"


def _fill(settings: Settings, services: int) -> str:
    migrate(settings.database)
    engine = open_database(settings.database)
    meant = Meant("bench", settings.area, date.today())
    listing = walk(OnePage([service(number) for number in range(services)]), meant)
    keep(engine, listing, meant, "bench.json")
    with transaction(engine) as session:
        password = "seven lanterns drift south"
        accounts.create_user(session, "bench", "Bench", Role.PUBLISHER, password, now())
        user = queries.user_named(session, "bench")
        assert user is not None, "it was just made"
        token = sessions.begin(session, user, now(), is_whole=True)
    engine.dispose()
    return token


def _milliseconds(client: TestClient, address: str) -> float:
    began = time.perf_counter()
    client.get(address, headers={"Accept": "text/html"}).raise_for_status()
    return (time.perf_counter() - began) * 1000


def main(services: int = SERVICES) -> None:
    """Print the table."""
    for line in run(services):
        typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
