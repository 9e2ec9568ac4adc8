"""Bringing a list in: bad lists change nothing, and what is brought in is what was shown."""

from datetime import timedelta

import pytest

from actions_server.database import transaction
from actions_server.directory import queries as directory
from actions_server.staff.audit.chain import verify
from actions_server.staff.moments import now
from actions_server.staff.services import importing, queries, uploads
from tests.staff.services.at_the_directory import (
    CSV,
    IMPORT,
    bring_in,
    counts,
    read_list,
    send_file,
)
from tests.unit.directory.conftest import in_feed
from tests.unit.directory.feed_server import as_json, page_path


@pytest.fixture
def held(engine):
    """What the directory holds of a list: each entry's name with whether it is there still."""

    def look(feed):
        with transaction(engine) as session:
            rows = directory.entries_of(session, feed)
            return {row.content["name"]: row.withdrawn_on is None for row in rows}

    return look


def key_of(page):
    """The key of the import that a page shows."""
    (form,) = [f for f in page.all("form") if f.attrs["action"].endswith("/bring-in")]
    return form.attrs["action"].split("/")[-2]


class TestBadLists:
    @pytest.mark.parametrize(
        "address", ["", "/etc/passwd", "file:///etc/passwd", "ftp://x", "list.csv", "https:/" * 9]
    )
    def test_what_is_no_web_address_is_refused_and_not_lost(self, bob, address):
        page = bob.send(bob.get(IMPORT), IMPORT, status=422, address=address, name="my-list")
        assert "https://" in page.text("#address-error")
        assert page.one("#address").attrs["value"] == address
        assert page.one("#name").attrs["value"] == "my-list"

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("https://127.0.0.1/feed", "lies inside a private network"),
            ("https://169.254.169.254/latest/meta-data", "lies inside a private network"),
            ("https://[::1]/feed.csv", "lies inside a private network"),
            ("https://10.1.2.3:8443/feed", "lies inside a private network"),
            ("http://localhost:8000/feed", "start with https://"),
            ("https://bob:secret@127.0.0.1/feed", "without a name and password"),
        ],
    )
    def test_an_address_in_the_own_network_is_not_asked(self, bob, held, address, said):
        page = bob.send(bob.get(IMPORT), IMPORT, address=address, name="inside")
        assert said in page.text(".govuk-inset-text")
        assert "Nothing has changed" in page.text("main")
        assert held("inside") == {}

    def test_a_server_that_is_not_there_is_named(self, bob):
        page = bob.send(
            bob.get(IMPORT), IMPORT, address="https://nowhere.invalid/feed", name="nowhere"
        )
        assert "there is no server called nowhere.invalid" in page.text(".govuk-inset-text")

    @pytest.mark.parametrize("content", [{"hello": 1}, "text", 7, {"contents": {}}, None])
    def test_a_list_of_the_wrong_shape_changes_nothing(self, bob, feed, held, content):
        feed.always[page_path(1)] = as_json(content)
        page = read_list(bob, feed, "shapeless")
        assert "does not have the shape of Open Referral UK" in page.text(".govuk-inset-text")
        assert held("shapeless") == {}

    def test_half_a_list_changes_nothing_also_when_it_was_whole_before(self, bob, feed, held):
        page = read_list(bob, feed, "half")
        feed.always[page_path(3)] = (404, {}, b"")
        page = bring_in(bob, page)
        assert "Page 3 of the feed could not be read" in page.text(".govuk-inset-text")
        assert held("half") == {}

    @pytest.mark.parametrize(
        ("content", "file", "status", "said"),
        [
            (b"x", "list.exe", 422, "ends in .csv or .json"),
            (b"", "list.csv", 422, "empty"),
            (b"name\nClub", "", 422, "ends in .csv or .json"),
            (b'{"contents": [', "list.json", 200, "breaks off"),
            (b"[1, 2]", "list.json", 200, "records cannot be used"),
            (b"colour;size\nred;1", "list.csv", 200, "must name the columns"),
            (b"name;checked on\nClub;soon", "list.csv", 200, "line 2: checked_on cannot be read"),
            (b"\x00\xff" * 50, "list.csv", 200, "must name the columns"),
        ],
    )
    def test_a_file_that_cannot_be_used_says_what_to_mend(self, bob, content, file, status, said):
        page = send_file(bob, content, file, "bad-file", status)
        assert said in page.text("main")

    def test_a_form_without_a_file_is_refused(self, bob):
        page = bob.send(bob.get(IMPORT), f"{IMPORT}/file", status=422)
        assert "ends in .csv or .json" in page.text("#file-error")

    def test_a_file_that_is_too_large_is_refused_and_not_kept(self, bob, engine):
        before = _imports(engine)
        page = send_file(bob, b"x" * (uploads.LARGEST_FILE + 50_000), status=413)
        assert "larger than 10 MB" in page.text("main")

        def parts():
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            for _ in range(12):
                yield b"x" * 1_000_000

        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = bob.client.post(
            f"{IMPORT}/file", content=parts(), headers=headers | {"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 413, "also when it does not say how large it is"
        assert _imports(engine) == before

    def test_an_import_that_is_not_there_is_not_found(self, bob):
        bob.get(f"{IMPORT}/nowhere", 404)
        bob.post(f"{IMPORT}/nowhere/bring-in", 404, digest="x")
        bob.post(f"{IMPORT}/nowhere/again", 404)


class TestBringingIn:
    def test_looking_changes_nothing_and_bringing_in_does_what_was_shown(
        self, bob, feed, held, actions, engine
    ):
        page = read_list(bob, feed, "purple")
        assert page.text("h1") == "What would change: purple"
        assert counts(page)["New"] == "5"
        assert "Purple swim" in page.text("main")
        assert held("purple") == {}
        page = bring_in(bob, page)
        assert page.text("h1") == "Brought in: purple"
        assert sum(held("purple").values()) == 5
        said = [(who, what) for who, what, _ in actions("list purple")]
        assert said == [("bob", "services brought in"), ("bob", "list of services read")]
        with transaction(engine) as session:
            assert verify(session).fault == ""

    def test_nobody_can_bring_the_same_in_twice(self, bob, feed):
        page = read_list(bob, feed, "twice")
        bring_in(bob, page)
        assert "Look at it once more" in bring_in(bob, page, 409).text("main")

    def test_a_list_that_changed_since_is_shown_again_and_not_brought_in(self, bob, feed, held):
        page = read_list(bob, feed, "moving")
        feed.services.append(in_feed("Purple chess"))
        page = bring_in(bob, page)
        assert "something else than when you looked" in page.text(".govuk-warning-text")
        assert counts(page)["New"] == "6"
        assert held("moving") == {}
        bring_in(bob, page)
        assert sum(held("moving").values()) == 6

    def test_what_staff_did_since_is_shown_again(self, bob, alice, kept, held):
        bring_in(bob, send_file(bob, CSV.encode("cp1252"), name="since"))
        page = send_file(bob, CSV.replace("£2", "£3").encode("cp1252"), name="since")
        assert counts(page)["Changed"] == "1"
        (name,) = [link.rpartition("/")[2] for link in page.links() if "since-" in link]
        alice.post(f"/staff/services/{name}/verify", edition=kept(name).edition)
        page = bring_in(bob, page)
        assert "something else than when you looked" in page.text(".govuk-warning-text")
        assert (counts(page)["Changed"], counts(page)["To decide"]) == ("0", "1")
        assert kept(name).service.cost == "£2"

    def test_old_letters_and_semicolons_come_in_whole(self, bob, held, kept):
        page = send_file(bob, CSV.encode("cp1252"), name="Old letters")
        assert "Café für Kinder" in page.text("main")
        bring_in(bob, page)
        assert held("old-letters") == {"Café für Kinder": True}
        entry = kept("old-letters-1")
        assert (entry.service.organization, entry.service.cost) == ("Père & Fils", "£2")

    def test_each_word_that_a_list_changes_is_shown(self, bob, feed):
        bring_in(bob, read_list(bob, feed, "words"))
        feed.services[0]["description"] = "Purple swim is for everybody."
        page = read_list(bob, feed, "words")
        assert "children." in page.text("dd del") and "everybody." in page.text("dd ins")
        assert counts(page)["Changed"] == "1" and counts(page)["Unchanged"] == "4"

    def test_far_fewer_are_brought_in_only_when_somebody_says_so(self, bob, feed, held):
        bring_in(bob, read_list(bob, feed, "fewer"))
        del feed.services[2:]
        page = read_list(bob, feed, "fewer")
        assert "2 services, and had 5 last time" in page.text(".govuk-inset-text")
        assert sum(held("fewer").values()) == 5
        (form,) = [f for f in page.all("form") if f.attrs["action"].endswith("/again")]
        page = bob.send(page, form.attrs["action"])
        assert counts(page)["No longer in the list"] == "3"
        bring_in(bob, page)
        assert sum(held("fewer").values()) == 2

    def test_a_list_is_found_by_its_name_the_next_time(self, bob, feed, engine, actions):
        page = bob.send(bob.get(IMPORT), IMPORT, address=f"{feed.address}?key=s3cret", name="known")
        bring_in(bob, page)
        page = bob.get(IMPORT)
        assert "known" in [one.attrs["value"] for one in page.all("#known option")]
        page = bob.send(page, IMPORT, known="known")
        assert counts(page)["Unchanged"] == "5"
        assert "s3cret" not in str(actions("list known"))
        with transaction(engine) as session:
            assert "s3cret" not in directory.feed(session, "known").address


class TestWhatIsKept:
    def test_an_import_is_forgotten_after_a_day(self, bob, feed, engine):
        key = key_of(read_list(bob, feed, "old"))
        bob.get(f"{IMPORT}/{key}")
        with transaction(engine) as session:
            queries.change(session, key, made_at=now() - timedelta(days=1, seconds=1))
            importing.forget_old(session)
        page = bob.get(f"{IMPORT}/{key}", 404)
        assert "forgotten after a day" in page.text("main")

    def test_nothing_of_a_file_is_kept_once_it_is_in(self, bob, engine):
        page = send_file(bob, CSV.encode("cp1252"), name="gone-file")
        key = key_of(page)
        with transaction(engine) as session:
            assert queries.find(session, key).listing
        bring_in(bob, page)
        with transaction(engine) as session:
            row = queries.find(session, key)
            assert (row.listing, row.source) == (None, "")

    def test_an_import_that_was_cut_off_says_so(self, bob, feed, engine):
        key = key_of(read_list(bob, feed, "cut"))
        ago = now() - importing.STUCK - timedelta(minutes=1)
        with transaction(engine) as session:
            queries.change(session, key, state="reading", seen_at=ago)
        assert "broke off" in bob.get(f"{IMPORT}/{key}").text(".govuk-inset-text")

    def test_a_page_that_waits_says_how_far_it_is(self, bob, feed, engine):
        key = key_of(read_list(bob, feed, "slow"))
        with transaction(engine) as session:
            queries.change(session, key, state="reading", seen_at=now(), count=1200)
        page = bob.get(f"{IMPORT}/{key}")
        assert page.text("[role=status]") == "1,200 services read so far."
        assert f"{IMPORT}/{key}" in page.links()


class TestDeciding:
    def test_both_are_shown_and_a_publisher_decides(self, bob, alice, feed, engine, kept, actions):
        bring_in(bob, read_list(bob, feed, "decide"))
        with transaction(engine) as session:
            rows = directory.entries_of(session, "decide")
            name = next(row.id for row in rows if row.content["name"] == "Purple swim")
        alice.post(f"/staff/services/{name}/verify", edition=kept(name).edition)
        feed.services[0]["description"] = "Purple swim is for everybody."
        bring_in(bob, read_list(bob, feed, "decide"))
        page = alice.get("/staff/services/decisions")
        assert "A publisher decides" in page.text("main")
        assert page.text("td del") == "taken out: children."
        assert page.text("td ins") == "put in: everybody."
        assert "Last checked by alice" in page.text("main")
        page = bob.get(f"/staff/services/{name}")
        seen = kept(name).question
        feed.services[0]["description"] = "Purple swim is for nobody."
        bring_in(bob, read_list(bob, feed, "decide"))
        bob.post(f"/staff/services/{name}/take-theirs", 409, question=seen)
        page = bob.get("/staff/services/decisions")
        page = bob.send(page, f"/staff/services/{name}/keep-ours")
        assert kept(name).question == ""
        assert kept(name).service.description == "Purple swim is for children."
        bob.post(f"/staff/services/{name}/keep-ours", 409, question=seen)
        feed.services[0]["description"] = "Purple swim is for anybody."
        bring_in(bob, read_list(bob, feed, "decide"))
        page = bob.get("/staff/services/decisions")
        bob.send(page, f"/staff/services/{name}/take-theirs")
        assert kept(name).service.description == "Purple swim is for anybody."
        said = [action[1] for action in actions(f"service {name}")]
        assert said == ["their version taken", "our version kept", "service checked"]

    def test_what_left_its_list_can_be_kept(self, bob, alice, kept, held):
        bring_in(bob, send_file(bob, CSV.encode(), name="leaves"))
        name = "leaves-1"
        alice.post(f"/staff/services/{name}/verify", edition=kept(name).edition)
        other = CSV.replace("1;Café", "2;Other café")
        bring_in(bob, send_file(bob, other.encode(), name="leaves"))
        page = bob.get(f"/staff/services/{name}")
        assert "no longer in the list" in page.text("main")
        bob.send(page, f"/staff/services/{name}/keep-ours")
        assert kept(name).is_shown(now().date())


def _imports(engine):
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM staff_import").scalar()
