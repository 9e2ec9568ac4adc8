"""Who may do what in the directory, and writing: faults, two people at once, bad input."""

import pytest

from tests.staff.at_the_desk import wait_for
from tests.staff.conftest import FROM_OUR_PAGE
from tests.staff.services.at_the_directory import IMPORT, LIST, change


class TestWhoMayDoWhat:
    @pytest.mark.parametrize(
        ("name", "address"),
        [
            ("dave", "{here}"),
            ("dave", f"{LIST}/new"),
            ("dave", "{here}/verify"),
            ("dave", "{here}/hide"),
            ("dave", "{here}/show"),
            ("dave", "{here}/expire"),
            ("alice", "{here}/take-theirs"),
            ("alice", "{here}/keep-ours"),
            ("alice", IMPORT),
            ("alice", f"{IMPORT}/file"),
            ("alice", f"{IMPORT}/abc/bring-in"),
            ("alice", f"{IMPORT}/abc/again"),
        ],
    )
    def test_who_may_not_is_told_so(self, signed_in, there, name, address):
        page = signed_in(name).post(address.format(here=there("rights-club")), 403)
        assert "may not do this" in page.text("main")

    def test_an_editor_may_not_even_look_at_an_import(self, alice):
        alice.get(IMPORT, 403)
        alice.get(f"{IMPORT}/abc", 403)

    def test_somebody_who_only_looks_sees_no_button(self, signed_in, there):
        dave = signed_in("dave")
        page = dave.get(there("rights-club"))
        assert [b.to_text().strip() for b in page.all("main button")] == []
        assert dave.get(LIST).all("main a[role=button]") == []
        dave.get(f"{LIST}/decisions")

    def test_a_file_of_somebody_who_is_signed_out_is_not_read(self, stranger):
        files = {"file": ("list.csv", b"x" * 20_000_000)}
        answer = stranger.client.post(f"{IMPORT}/file", files=files, headers=FROM_OUR_PAGE)
        assert answer.status_code == 401
        assert "choose the file once more" in answer.text

    def test_what_another_site_sends_is_refused(self, alice, there, kept):
        address = there("rights-club")
        headers = {"Accept": "text/html", "Sec-Fetch-Site": "cross-site"}
        assert alice.client.post(f"{address}/hide", headers=headers).status_code == 403
        assert not kept("rights-club").hidden


class TestWriting:
    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"name": "  "}, "name", "Write something here"),
            ({"description": ""}, "description", "Write something here"),
            ({"email": "nobody"}, "email", "Write it in full"),
            ({"url": "javascript:alert(1)"}, "url", "full web address"),
            ({"minimum_age": "four"}, "minimum_age", "whole years"),
            ({"maximum_age": "200"}, "maximum_age", "whole years"),
            ({"minimum_age": "9", "maximum_age": "4"}, "maximum_age", "swap them"),
            ({"topics": "no-such-topic"}, "topics", "not a topic"),
            ({"topics": "Bad Topic!"}, "topics", "small letters"),
            ({"facts": "no-such-fact"}, "facts", "no researched fact"),
            ({"checked_on": "soon"}, "checked_on", "2026-11-21"),
            ({"checked_on": "2090-01-01"}, "checked_on", "not come yet"),
            ({"source_title": ""}, "source_title", "Write something here"),
            ({"source_url": "ftp://x"}, "source_url", "full web address"),
            ({"confidence": "sure"}, "confidence", "Use one of"),
            ({"area": "elsewhere"}, "area", "Choose who it is for"),
        ],
    )
    def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
        self, alice, there, kept, typed, field, said
    ):
        address = there("faulty-club")
        before = kept("faulty-club")
        page = change(alice, address, status=422, cost="What I typed <b>", **typed)
        assert said in page.text(f"#{field}-error")
        assert f"#{field}" in [a.attrs["href"] for a in page.all(".govuk-error-summary a")]
        assert page.one("#cost").attrs["value"] == "What I typed <b>"
        assert page.one("head title").to_text().startswith("Error: ")
        assert kept("faulty-club") == before

    def test_a_service_that_is_not_there_is_not_found(self, alice):
        alice.get(f"{LIST}/nowhere-at-all", 404)
        for action in ("", "/hide", "/show", "/expire"):
            alice.post(f"{LIST}/nowhere-at-all{action}", 404, edition="x")
        alice.post(f"{LIST}/nowhere-at-all/verify", 404, edition="x")

    def test_a_form_that_was_cut_off_changes_nothing(self, alice, bob, there):
        address = there("cut-club")
        alice.post(address, 422, name="Cut")
        alice.post(f"{address}/verify", 422)
        bob.post(f"{address}/keep-ours", 422)

    @pytest.mark.parametrize("name", ["new", "import", "../etc", "Ab", "a b", "x" * 90])
    def test_an_id_that_is_none_is_refused(self, alice, name):
        page = change(alice, f"{LIST}/new", status=422, name="Club", id=name)
        assert page.text("#id-error")
        assert page.one("#id").attrs["value"] == name

    def test_an_id_that_is_taken_is_refused(self, alice, there, kept):
        there("first-club")
        typed = {"name": "Another", "organization": "O", "description": "D", "how_to_get": "Ask."}
        page = change(alice, f"{LIST}/new", status=422, id="first-club", source_title="O", **typed)
        assert "already" in page.text("#id-error")
        assert page.one("#name").attrs["value"] == "Another"
        assert kept("first-club").service.name == "First club"

    def test_a_service_of_two_megabytes_is_refused_and_not_lost(self, alice, there):
        page = change(alice, there("long-club"), status=413, description="words " * 350_000)
        assert "what you wrote is still there" in page.text("main")

    def test_two_who_write_at_once_both_see_both(self, alice, bob, there, kept, actions):
        address = there("busy-club")
        first, second = alice.get(address), bob.get(address)
        alice.send(first, address, phone="020 7946 0001")
        page = bob.send(second, address, status=409, phone="020 7946 0002", cost="Free")
        assert "Somebody else saved" in page.text("h1")
        assert "alice changed it" in page.text(".govuk-warning-text").casefold()
        assert "0001" in page.text("table") and "0002" in page.text("table")
        assert kept("busy-club").service.phone == "020 7946 0001"
        page = bob.send(page, address)
        assert page.one("#phone").attrs["value"] == "020 7946 0002"
        assert (kept("busy-club").service.cost, kept("busy-club").edited_by) == ("Free", "bob")
        assert [action[0] for action in actions("service busy-club")] == ["bob", "alice"]

    def test_a_faulty_save_does_not_make_a_colleague_s_unseen(self, alice, bob, there):
        address = there("careful-club")
        page = bob.get(address)
        change(alice, address, cost="Free")
        page = bob.send(page, address, status=422, name="")
        page = bob.send(page, address, status=409, name="Mended name")
        assert "Somebody else saved" in page.text("h1")

    def test_what_is_saved_is_what_families_get(self, alice, there, kept, actions):
        address = there("live-club")
        page = change(alice, address, phone="020 7946 0009", minimum_age="4", topics="activities")
        assert "Saved" in page.text(".staff-saved")
        assert kept("live-club").service.minimum_age == 4
        feed = lambda: alice.client.get("/openreferral/services?search=live%20club").text  # noqa: E731
        wait_for(lambda: "Live club" in feed())
        assert actions("service live-club") == [
            ("alice", "service changed", {"changed": "Phone, Youngest age"})
        ]
        assert "Phone, Youngest age" in page.text(".staff-history")

    def test_a_save_that_changes_nothing_is_not_on_record(self, alice, there, actions):
        change(alice, there("same-club"))
        assert actions("service same-club") == []

    def test_a_new_service_is_added_under_an_id_made_of_its_name(self, alice, kept, actions):
        page = change(
            alice,
            f"{LIST}/new",
            name="Bark & Play Café",
            organization="Play Trust",
            description="Play with dogs.",
            how_to_get="Turn up.",
            source_title="Play Trust",
        )
        assert page.text("h1") == "Bark & Play Café"
        entry = kept("bark-play-caf")
        assert (entry.origin, entry.edited_by) == ("staff", "alice")
        assert entry.service.checked_on is None
        assert [a[1] for a in actions("service bark-play-caf")] == ["service added"]
