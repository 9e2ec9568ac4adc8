"""A small directory, a feed to import and a way to import it."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from actions_server.database import transaction
from actions_server.directory.bring_in import Outcome, keep
from actions_server.directory.listing import Listing, Meant
from actions_server.directory.source import read_source
from actions_server.fetching import Fetcher
from knowledge_base import queries
from knowledge_base.service import Service
from tests.unit.directory.feed_server import Feed, serving

TODAY = date(2026, 11, 22)
MEANT = Meant("their-list", "here", TODAY)


def uuid_for(name: str) -> str:
    """An id as feeds have them."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def in_feed(name: str, /, **changes: object) -> dict:
    """A service as Open Referral UK 3.0 has it, with everything."""
    return {
        "id": uuid_for(name),
        "name": name,
        "status": "active",
        "description": f"{name} is for children.",
        "organization": {"id": uuid_for("trust"), "name": "Play Trust", "description": "A trust."},
        "contacts": [
            {
                "id": uuid_for(f"{name} contact"),
                "phones": [{"id": uuid_for(f"{name} phone"), "number": "01234 567890"}],
            }
        ],
        "assured_date": "2026-10-02",
    } | changes


@pytest.fixture
def feed() -> Iterator[Feed]:
    """Five services on three pages, behind a real server."""
    names = ("Swim club", "Toy library", "Music time", "Drama club", "Baby group")
    with serving(Feed([in_feed(name) for name in names])) as feed:
        yield feed


@pytest.fixture
def waits() -> list[float]:
    """The seconds that were waited between tries; nobody really waits."""
    return []


@pytest.fixture
def read(feed: Feed, waits: list[float]) -> Callable[[], Listing]:
    """Read the feed as the command does."""

    def read_it() -> Listing:
        host = feed.address.removeprefix("http://")
        with Fetcher("Tests", inside=[host], sleep=waits.append) as fetcher:
            return read_source(feed.address, MEANT, fetcher)

    return read_it


@pytest.fixture
def bring(engine: Engine, read: Callable[[], Listing]) -> Callable[..., Outcome]:
    """Import the feed as the command does."""
    return lambda **how: keep(engine, read(), MEANT, "https://their.example", **how)


@pytest.fixture
def shown(engine: Engine) -> Callable[[], dict[str, Service]]:
    """What families may be shown, by name."""

    def look() -> dict[str, Service]:
        with transaction(engine) as session:
            found = queries.services(session, ["here", "england"], TODAY)
        return {service.name: service for service in found}

    return look


@pytest.fixture
def at_desk(engine):
    """Do something at the desk, and keep it."""

    def do(what, *arguments, **more):
        with transaction(engine) as session:
            return what(session, *arguments, **more)

    return do
