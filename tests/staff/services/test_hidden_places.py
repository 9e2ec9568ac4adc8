"""The place of a refuge is on no page, in no feed, in no answer, and nowhere in the database."""

from collections import Counter

import pytest

from actions_server.database import transaction
from actions_server.directory import queries as directory
from knowledge_base import queries as content
from knowledge_base.reading import read_content
from tests.staff.at_the_desk import wait_for
from tests.staff.services.at_the_directory import (
    HOUSE,
    LIST,
    POSTCODE,
    STREET,
    bring_in,
    change,
    read_list,
    send_file,
)
from tests.unit.directory.conftest import in_feed, uuid_for

SECRETS = ("elmtreeroad", "elm-tree-road", "tw31qp", "rowanhouse")
TABLES = ("service", "feed", "staff_import", "staff_audit", "staff_article")


def at_home(name: str, **changes: object) -> dict:
    """A service of a list, with its address in every part that has one."""
    location = {
        "name": HOUSE,
        "addresses": [{"address_1": STREET, "city": "Exton", "postal_code": POSTCODE}],
    }
    return in_feed(
        name,
        description=f"Come to {STREET}, {POSTCODE}.",
        url="https://safe.example/elm-tree-road/17",
        service_at_locations=[{"id": uuid_for("sal"), "location": location}],
        **changes,
    )


def tells(text: str) -> list[str]:
    """What of the place a text tells."""
    plain = "".join(text.casefold().split())
    return [secret for secret in SECRETS if secret in plain]


def rows_of(connection) -> str:
    """Every row of the tables, whole: a row that is printed is cut short."""
    said = [connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in TABLES]
    return str([tuple(row) for rows in said for row in rows])


def kept_of_it(engine) -> list[str]:
    """What of the place lies in any table that could hold it."""
    with engine.connect() as connection:
        return tells(rows_of(connection))


@pytest.fixture
def of_feed(engine):
    """The id of an entry of a list, by its name."""

    def find(feed, name):
        with transaction(engine) as session:
            rows = directory.entries_of(session, feed)
            return next(row.id for row in rows if row.content["name"] == name)

    return find


@pytest.fixture
def seen(alice, bob, stranger):
    """Everything that anybody can see of an entry, as one text."""

    def look(name, *more):
        staff = (f"{LIST}/{name}", f"{LIST}?kind=secret", f"{LIST}/decisions", *more)
        told = [browser.client.get(page).text for browser in (alice, bob) for page in staff]
        feed = stranger.client.get("/openreferral/services?per_page=100&search=purple").json()
        full = (f"/openreferral/services/{row['id']}" for row in feed["contents"])
        return str([*told, feed, *(stranger.client.get(address).text for address in full)])

    return look


class TestWriting:
    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"address": f"{STREET}, {POSTCODE}"}, "place_hidden", "leave the address out"),
            ({"description": f"Come to {POSTCODE}."}, "place_hidden", "postcode"),
            ({"how_to_get": f"Walk to {STREET}."}, "how_to_get", "where the hidden place is"),
            ({"cost": "Pay at ///apple.pear.plum"}, "cost", "where the hidden place is"),
            ({"url": "https://maps.example/place"}, "url", "web address shows where"),
            ({"source_url": "https://what3words.com/a.b.c"}, "source_url", "shows where"),
        ],
    )
    def test_a_hidden_place_that_is_told_is_refused(self, alice, there, kept, typed, field, said):
        address = there("secret-home", address="")
        page = change(alice, address, status=422, **typed, place_hidden="yes")
        assert said in page.text(f"#{field}-error")
        assert not kept("secret-home").service.place_hidden

    def test_a_refuge_with_an_address_has_to_be_thought_about(self, alice, there, kept):
        address = there("help-home")
        typed = {"description": "We run a refuge.", "address": "1 High Street, Exton"}
        page = change(alice, address, status=422, **typed)
        assert "refuge or a secret address" in page.text("#may_be_told-error")
        page = alice.send(page, address, may_be_told="yes")
        assert kept("help-home").service.address == "1 High Street, Exton"

    def test_who_saves_last_does_not_tell_what_a_colleague_has_just_hidden(
        self, alice, bob, there, kept, engine, seen
    ):
        address = there("purple-home", address=f"{STREET}, {POSTCODE}")
        page = bob.get(address)
        change(alice, address, place_hidden="yes", address="")
        page = bob.send(page, address, status=409, cost="Free", phone="020 7946 0005")
        assert "nobody may be told where it is" in page.text("main")
        assert tells(page.document.to_html()) == []
        bob.send(page, address)
        entry = kept("purple-home")
        assert (entry.service.place_hidden, entry.service.cost) == (True, "Free")
        assert tells(seen("purple-home")) == [] and kept_of_it(engine) == []


class TestLists:
    def test_the_test_would_notice(self, bob, feed, of_feed, seen, engine):
        feed.services[0] = at_home("Purple home")
        bring_in(bob, read_list(bob, feed, "noticed"))
        name = of_feed("noticed", "Purple home")
        wait_for(lambda: len(tells(seen(name))) >= 3)
        assert len(kept_of_it(engine)) >= 3
        with transaction(engine) as session:
            for row in directory.entries_of(session, "noticed"):
                session.delete(row)

    def test_what_staff_hide_no_list_can_tell_again(self, alice, bob, feed, of_feed, seen, engine):
        feed.services[0] = at_home("Purple home")
        bring_in(bob, read_list(bob, feed, "told"))
        name = of_feed("told", "Purple home")
        mended = {"address": "", "description": "Call first.", "url": "", "source_url": ""}
        change(alice, f"{LIST}/{name}", place_hidden="yes", **mended)
        assert kept_of_it(engine) == []
        page = read_list(bob, feed, "told")
        assert tells(page.document.to_html()) == []
        bring_in(bob, page)
        feed.services[0]["description"] = f"Now at {HOUSE}, {STREET}."
        feed.services[0]["fees"] = "Free"
        bring_in(bob, read_list(bob, feed, "told"))
        wait_for(lambda: tells(seen(name)) == [])
        page = bob.get(f"{LIST}/decisions")
        bob.send(page, f"{LIST}/{name}/take-theirs")
        wait_for(lambda: "Free" in seen(name))
        assert tells(seen(name)) == [] and kept_of_it(engine) == []

    def test_a_list_that_loses_its_mark_does_not_tell(self, bob, feed, of_feed, seen, engine):
        feed.services[0] = at_home("Purple home", confidential=True)
        page = read_list(bob, feed, "unmarked")
        assert "Places that nobody may be told: 1" in page.text("main")
        assert tells(page.document.to_html()) == []
        bring_in(bob, page)
        del feed.services[0]["confidential"]
        page = read_list(bob, feed, "unmarked")
        assert tells(page.document.to_html()) == []
        bring_in(bob, page)
        name = of_feed("unmarked", "Purple home")
        assert tells(seen(name)) == [] and kept_of_it(engine) == []

    def test_a_place_that_becomes_secret_is_not_shown_on_its_way_out(
        self, bob, feed, of_feed, seen, engine
    ):
        feed.services[0] = at_home("Purple home")
        bring_in(bob, read_list(bob, feed, "becomes"))
        feed.services[0]["confidential"] = True
        page = read_list(bob, feed, "becomes")
        assert "becomes a place that nobody may be told" in page.text("main")
        assert tells(page.document.to_html()) == []
        bring_in(bob, page)
        name = of_feed("becomes", "Purple home")
        wait_for(lambda: tells(seen(name)) == [])
        assert kept_of_it(engine) == []

    def test_a_refuge_in_a_file_is_nowhere_from_the_first_look_on(self, bob, engine):
        sheet = (
            "id,name,address,postcode,description,status\n"
            f'9,Refuge for families,"{STREET}",{POSTCODE},"At {STREET}",active\n'
            f'10,"Refuge, {STREET}","{STREET}",{POSTCODE},A,\n'
            f',"Refuge at {STREET}","{STREET}",{POSTCODE},B,\n'
        )
        page = send_file(bob, sheet.encode(), name="refuges")
        assert tells(page.document.to_html()) == [] and kept_of_it(engine) == []
        bring_in(bob, page)
        assert kept_of_it(engine) == []


def test_guides_answers_and_the_interface_do_not_tell_what_staff_hid(alice, stranger, engine):
    found = read_content()
    shared = Counter(one.address for one in found.services)
    homes = {one.id: one for one in found.services if one.address and shared[one.address] == 1}
    live = {item.slug for item in alice.client.app.state.assistant.library.articles}
    article, home = next(
        (item, homes[name])
        for item in found.articles
        for name in item.services[:4]
        if name in homes and item.slug in live
    )
    pages = (f"/guides/{article.slug}", f"/api/articles/{article.slug}")
    told = lambda: str([stranger.client.get(page).text for page in pages])  # noqa: E731
    assert home.address in told()
    typed = {"address": "", "description": "Call first.", "how_to_get": "Call first."}
    change(alice, f"{LIST}/{home.id}", place_hidden="yes", opening_hours="", **typed)
    wait_for(lambda: home.address not in told())
    with transaction(engine) as session:
        content.replace_services(session, found.services)
    with transaction(engine) as session:
        row = directory.entry(session, home.id)
        assert home.address not in str([row.content, row.offered, row.pending])
    assert home.address not in told()
