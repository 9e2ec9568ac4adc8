"""The directory of a running application: its feed, what it never tells, how soon it is live."""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from actions_server.app import create_app
from actions_server.cli import app as commands
from actions_server.database import open_database, transaction
from actions_server.directory import desk
from actions_server.settings import Settings, read_settings
from tests.unit.directory.conftest import in_feed
from tests.unit.directory.feed_server import Feed, serving
from tests.unit.directory.standard import breaks

SOON = 2.0  # seconds in which a change must be live
EVERY = {"per_page": 100}
SECRETS = ("elm tree road", "tw31qp", "tw3 1qp", "rowan house", "51.4682")


def all_of(client: TestClient, **asked) -> list[dict]:
    """Every row of the feed, page by page."""
    rows: list[dict] = []
    for number in range(1, 100):
        page = client.get("/openreferral/services", params={**asked, "page": number}).json()
        assert breaks("page", page) == []
        rows += page["contents"]
        if page["last_page"]:
            return rows
    raise AssertionError("the feed has no end")


def test_every_service_that_families_see_is_in_the_feed_once(client):
    library = client.app.state.assistant.library
    rows = all_of(client, per_page=30)
    assert [row["name"] for row in rows] == [
        library.services[name].name for name in sorted(library.services)
    ]
    assert len({row["id"] for row in rows}) == len(rows)
    assert [fault for row in rows for fault in breaks("service_in_short", row)] == []


def test_a_service_can_be_got_with_everything(client):
    for row in all_of(client, **EVERY)[::3]:
        full = client.get(f"/openreferral/services/{row['id']}").json()
        assert breaks("service", full) == []
        assert {key: full[key] for key in row} == row


def test_the_feed_says_what_it_is_and_may_be_read_from_every_site(client):
    about = client.get("/openreferral/")
    assert breaks("about", about.json()) == []
    for path in ("", "services", "taxonomies", "taxonomy_terms"):
        response = client.get(f"/openreferral/{path}")
        assert response.headers["access-control-allow-origin"] == "*"


def test_the_topics_are_a_vocabulary_of_their_own(client):
    (vocabulary,) = client.get("/openreferral/taxonomies").json()["contents"]
    assert breaks("taxonomy", vocabulary) == []
    one = client.get(f"/openreferral/taxonomies/{vocabulary['id']}").json()
    assert one == vocabulary
    terms = client.get("/openreferral/taxonomy_terms", params=EVERY).json()["contents"]
    assert [fault for term in terms for fault in breaks("taxonomy_term", term)] == []
    term = next(term for term in terms if term["name"] == "portage")
    assert client.get(f"/openreferral/taxonomy_terms/{term['id']}").json() == term
    rows = all_of(client, taxonomy_term_id=term["id"])
    assert rows
    assert all("portage" in json.dumps(row).casefold() for row in rows)
    assert len(all_of(client, taxonomy_id=vocabulary["id"])) >= len(rows)
    assert all_of(client, taxonomy_id="other") == []


def test_other_directories_can_ask_by_words_and_age(client):
    rows = all_of(client, search="speech THERAPY")
    assert rows
    assert all("speech" in json.dumps(row).casefold() for row in rows)
    assert all_of(client, search="zzzz") == []
    for row in all_of(client, minimum_age=18):
        assert row.get("maximum_age", 120) >= 18


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services/nowhere", 404),
        ("services?page=0", 422),
        ("services?page=x", 422),
        ("services?per_page=101", 422),
        ("services?page=99999", 200),
        ("taxonomies/nowhere", 404),
        ("taxonomy_terms/nowhere", 404),
    ],
)
def test_what_cannot_be_answered_is_said_as_a_problem(client, path, status):
    response = client.get(f"/openreferral/{path}", headers={"Accept": "text/html"})
    assert response.status_code == status
    if status != 200:
        assert response.headers["content-type"] == "application/problem+json"
    else:
        assert response.json()["empty"] is True


@pytest.fixture
def own_settings(tmp_path: Path, client: TestClient, encoder_folder: Path) -> Settings:
    """Settings with a database that this test may change, filled like the one of all tests."""
    settings = Settings(data_folder=tmp_path, rasa_port=1, rasa_secret="a secret for tests")
    settings.encoder_folder.symlink_to(encoder_folder.resolve(), target_is_directory=True)
    filled = client.app.state.assistant.settings.data_folder / "send-navigator.db"
    with (
        contextlib.closing(sqlite3.connect(filled)) as theirs,
        contextlib.closing(sqlite3.connect(tmp_path / filled.name)) as ours,
    ):
        theirs.backup(ours)
    return settings


@pytest.fixture
def their_feed(own_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    """A feed with a refuge in it, and commands that may ask it."""
    location = {
        "name": "Rowan House",
        "latitude": 51.4682,
        "mask_exact_address": True,
        "addresses": [{"address_1": "17 Elm Tree Road", "city": "x", "postal_code": "TW3 1QP"}],
    }
    refuge = in_feed(
        "Purple lamp refuge",
        description="At Rowan House, 17 Elm Tree Road, TW3 1QP.",
        service_at_locations=[{"location": location}],
        attributes=[{"taxonomy_term": {"name": "portage"}}],
    )
    portage = in_feed("Purple portage", attributes=[{"taxonomy_term": {"name": "portage"}}])
    with serving(Feed([refuge, portage])) as feed:
        monkeypatch.setenv("SEND_NAVIGATOR_DATA_FOLDER", str(own_settings.data_folder))
        host = feed.address.removeprefix("http://")
        monkeypatch.setenv("SEND_NAVIGATOR_INSIDE_HOSTS", host)
        read_settings.cache_clear()
        yield feed
        read_settings.cache_clear()


def wait_for(is_so) -> float:
    """Seconds until it is so; fails when it does not come about."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < 30
        time.sleep(0.02)
    return time.monotonic() - began


def names_in(client: TestClient) -> set[str]:
    """The names of all services in our feed."""
    return {row["name"] for row in all_of(client, **EVERY)}


def test_what_is_imported_is_live_at_once_and_a_hidden_place_is_told_nowhere(
    own_settings, their_feed
):
    run = CliRunner().invoke
    command = ["import-services", their_feed.address, "--name", "theirs"]
    with TestClient(create_app(own_settings)) as client:
        wait_for(lambda: client.get("/openreferral/services").status_code == 200)
        dry = run(commands, [*command, "--dry-run"])
        assert "2 new" in dry.stdout
        assert "nothing has changed" in dry.stdout
        result = run(commands, command)
        assert result.exit_code == 0, result.output
        assert "2 new" in result.stdout
        assert wait_for(lambda: "Purple lamp refuge" in names_in(client)) < SOON
        told = [
            dry.output,
            result.output,
            json.dumps(all_of(client, **EVERY)),
            *(
                client.get(f"/openreferral/services/{row['id']}").text
                for row in all_of(client, search="purple")
            ),
            client.get("/api/search", params={"q": "where is the purple lamp refuge"}).text,
            client.get("/api/articles/portage").text,
            client.get("/guides/portage").text,
            *(service.model_dump_json() for service in _library(client).services.values()),
        ]
        for text in told:
            assert not [secret for secret in SECRETS if secret in text.casefold()]
        refuge = next(
            name for name, one in _library(client).services.items() if "refuge" in one.name
        )
        with transaction(open_database(own_settings.database)) as session:
            desk.hide(session, refuge)
        assert wait_for(lambda: "Purple lamp refuge" not in names_in(client)) < SOON
        with transaction(open_database(own_settings.database)) as session:
            desk.show(session, refuge)
            desk.expire(session, refuge, date(2020, 1, 1), "Alice", date.today())
            desk.verify(session, refuge, "Alice", date.today())
        assert refuge not in _library(client).services
        their_feed.services = their_feed.services[:1]
        refused = run(commands, command)
        assert isinstance(refused.exception, Exception)
        assert "--accept-fewer" in str(refused.exception)
        assert "Purple portage" in names_in(client)


def _library(client: TestClient):
    return client.app.state.assistant.library
