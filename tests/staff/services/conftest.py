"""Entries to look after, and a list to bring in."""

from datetime import date

import pytest

from actions_server.database import transaction
from actions_server.directory import desk
from actions_server.staff.audit import queries as audit
from tests.staff.services.at_the_directory import LIST, a_service
from tests.unit.directory.conftest import in_feed
from tests.unit.directory.feed_server import Feed, serving


@pytest.fixture
def there(engine):
    """Put an entry into the directory; its page's address."""

    def put(name: str, /, **changes: object) -> str:
        with transaction(engine) as session:
            found = desk.queries.entry(session, name)
            seen = found.digest if found else ""
            desk.save(session, a_service(name, **changes), "seed", date(2026, 10, 2), seen)
        return f"{LIST}/{name}"

    return put


@pytest.fixture
def kept(engine):
    """What the directory holds of an entry."""

    def look(name: str) -> desk.Entry:
        with transaction(engine) as session:
            return desk.entry(session, name)

    return look


@pytest.fixture
def actions(engine):
    """What is on record about something, newest first."""

    def look(about: str) -> list[tuple]:
        with transaction(engine) as session:
            return [(r.who, r.action, r.detail) for r in audit.latest(session, None, 50, about)]

    return look


@pytest.fixture
def feed(app):
    """A list on a real server of this machine, which this application may ask."""
    names = ("Purple swim", "Purple library", "Purple music", "Purple drama", "Purple baby")
    settings = app.state.assistant.settings
    with serving(Feed([in_feed(name) for name in names])) as made:
        host = made.address.removeprefix("http://")
        app.state.assistant.settings = settings.model_copy(update={"inside_hosts": [host]})
        yield made
        app.state.assistant.settings = settings
