"""The pages “Reports”: released figures only, two signatures of two people, and what was done."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions_server.counting import REPORTS
from actions_server.database import transaction
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries
from pain_points.did import read_did
from pain_points.ledger import LEDGER, Ledger
from pain_points.publish import publish
from pain_points.writers.all_formats import all_formats
from tests.staff.conftest import PASSWORD, SECRET
from tests.unit.pain_points.worlds import OCTOBER, TODAY, a_plan, counts_of

PAGE = "/staff/reports"
OURS = f"{PAGE}/2026-10"
PUBLIC = "/what-families-tell-us"
COUNT = 33  # conversations, shown as 30 to 34


@pytest.fixture
def folder(own_settings) -> Iterator[Path]:
    """The folder of releases with one prepared month that nobody has signed."""
    made = own_settings.data_folder / REPORTS
    publish(counts_of(300, plans=COUNT), OCTOBER, a_plan(), made, TODAY, all_formats())
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session", autouse=True)
def _signers(engine) -> None:
    """Erin and Frank may read reports; their accounts bear their full names, as a ledger needs."""
    with transaction(engine) as session:
        for name, full, role in (
            ("erin", "Erin Evans", Role.ANALYST),
            ("frank", "Frank Field", Role.PUBLISHER),
        ):
            if queries.user_named(session, name) is None:
                accounts.create_user(session, name, full, role, PASSWORD, now()).secret = SECRET


@pytest.fixture
def erin(signed_in):
    return signed_in("erin")


@pytest.fixture
def frank(signed_in):
    return signed_in("frank")


def sign(browser, status=200, read="yes"):
    return browser.post(f"{OURS}/sign", status=status, **({"read": read} if read else {}))


class TestWhoMay:
    @pytest.mark.parametrize("address", [PAGE, f"{PAGE}/did", OURS, f"{OURS}/cells.csv"])
    def test_an_editor_is_refused_and_a_stranger_is_asked_to_sign_in(
        self, alice, stranger, folder, address
    ):
        assert "may not do this" in alice.get(address, status=403).text("main")
        assert stranger.get(address).text("h1") == "Sign in"

    def test_an_editor_can_neither_sign_nor_say_what_was_done(self, alice, folder):
        sign(alice, status=403)
        alice.post(f"{PAGE}/did", status=403, said="a", did="b", by="c")
        assert Ledger(folder).signers(OCTOBER) == []
        assert read_did(folder) == []

    def test_another_site_cannot_have_somebody_sign(self, erin, folder):
        headers = {"Sec-Fetch-Site": "cross-site"}
        assert (
            erin.client.post(f"{OURS}/sign", data={"read": "yes"}, headers=headers).status_code
            == 403
        )
        assert Ledger(folder).signers(OCTOBER) == []


class TestSigning:
    def test_families_see_a_release_once_two_people_have_signed_it(self, erin, frank, folder):
        page = erin.get(PAGE)
        assert "Waits for two signatures" in page.text("tbody")
        assert "Signed by Erin Evans. One more person has to sign." in sign(erin).text("main")
        assert "not published yet" in erin.get(PUBLIC).text("main")
        assert "Signed by Erin Evans and Frank Field. Families see it." in sign(frank).text("main")
        assert "30 to 34" in erin.get(PUBLIC).text("main")
        assert Ledger(folder).signers(OCTOBER) == ["Erin Evans", "Frank Field"]

    def test_nobody_signs_twice(self, erin, folder):
        sign(erin)
        page = sign(erin, status=422)
        assert "It takes two people" in page.text(".govuk-error-summary")
        assert Ledger(folder).signers(OCTOBER) == ["Erin Evans"]

    def test_whoever_has_not_read_it_cannot_sign(self, erin, folder):
        assert "have read it" in sign(erin, status=422, read="").text(".govuk-error-summary")
        assert Ledger(folder).signers(OCTOBER) == []

    def test_an_account_without_a_full_name_cannot_sign(self, bob, folder):
        assert "first name and surname" in sign(bob, status=422).text(".govuk-error-summary")

    def test_what_was_changed_after_it_was_made_cannot_be_signed_or_read(self, erin, folder):
        path = folder / "2026-10" / "report.html"
        path.write_text(path.read_text().replace("30 to 34", "35 to 39"))
        sign(erin, status=404)
        page = erin.get(PAGE)
        assert "report.html was changed after the release" in page.text(".govuk-error-message")
        assert not page.all("tbody")
        erin.get(OURS, status=404)
        assert Ledger(folder).signers(OCTOBER) == []

    def test_a_month_that_is_not_released_cannot_be_signed(self, erin, folder):
        erin.post(f"{PAGE}/2026-09/sign", status=404, read="yes")

    def test_a_signature_is_on_the_record_of_actions(self, erin, carol, folder):
        sign(erin)
        row = carol.get("/staff/audit").all("tbody tr")[0].to_text()
        assert all(word in row for word in ("erin", "signed a report", "2026-10", "Erin Evans"))


class TestReading:
    def test_only_what_is_released_is_shown_and_never_a_count(self, erin, folder):
        page = erin.get(OURS)
        assert "30 to 34" in page.text("main")
        words = page.text("main").replace("2026-10", "")
        assert f" {COUNT} " not in words

    def test_every_page_and_file_can_be_taken_along(self, erin, folder):
        page = erin.get(OURS)
        files = [link for link in page.links() if link.startswith(f"{OURS}/")]
        assert {link.rpartition(".")[2] for link in files} >= {"csv", "html", "json", "ods", "xlsx"}
        for link in files:
            kept = (folder / "2026-10" / link.rpartition("/")[2]).read_bytes()
            assert erin.client.get(link).content == kept
        erin.get(f"{OURS}/{LEDGER}", status=404)
        erin.get(f"{OURS}?view=nobody", status=404)

    def test_the_auditor_is_heard(self, erin, folder):
        assert "found nothing wrong" in erin.get(PAGE).text("main")

    def test_before_the_first_release_it_says_how_one_is_made(self, erin):
        assert "send-navigator report" in erin.get(PAGE).text("main")


class TestWhatWasDone:
    def test_it_is_added_listed_shown_to_families_and_put_on_record(self, erin, carol, folder):
        typed = {"said": "Nobody called back", "did": "A named person calls", "by": "The SEND team"}
        page = erin.send(erin.get(f"{PAGE}/did"), f"{PAGE}/did", **typed)
        assert all(text in page.text("tbody") for text in typed.values())
        assert "A named person calls" in erin.get(PUBLIC).text("main")
        assert "said what was done" in carol.get("/staff/audit").all("tbody tr")[0].to_text()

    @pytest.mark.parametrize(
        "typed",
        [
            {"said": "12 families waited", "did": "More staff", "by": "The team"},
            {"said": "We waited", "did": "", "by": "The team"},
            {"said": "a" * 401, "did": "More staff", "by": "The team"},
        ],
    )
    def test_a_figure_or_nothing_is_refused_and_what_was_typed_stays(self, erin, folder, typed):
        page = erin.send(erin.get(f"{PAGE}/did"), f"{PAGE}/did", status=422, **typed)
        assert page.text(".govuk-error-summary")
        assert page.text("#said") == typed["said"]
        assert read_did(folder) == []


def test_two_who_sign_at_one_moment_do_not_break_the_ledger(folder):
    """Both opened the ledger before either wrote; the second is asked to try again."""
    first, second = Ledger(folder), Ledger(folder)
    first.sign(OCTOBER, "Erin Evans", TODAY)
    with pytest.raises(Exception, match="Try again"):
        second.sign(OCTOBER, "Frank Field", TODAY)
    Ledger(folder).sign(OCTOBER, "Frank Field", TODAY)
    assert Ledger(folder).is_published(OCTOBER)
