"""Keeping entries right without rewriting them, and finding them."""

from datetime import date, timedelta

from actions_server.database import transaction
from actions_server.directory import desk
from actions_server.staff.moments import now
from tests.staff.at_the_desk import wait_for
from tests.staff.services.at_the_directory import LIST, change


class TestLookingAfter:
    def test_what_a_colleague_changed_meanwhile_is_not_called_checked(
        self, alice, bob, there, kept
    ):
        address = there("checked-club")
        page = alice.get(address)
        change(bob, address, phone="020 7946 0003")
        page = alice.send(page, f"{address}/verify", status=409)
        assert "once more" in page.text("main")
        assert kept("checked-club").verified_on is None

    def test_i_checked_this_today_says_who_and_when(self, alice, there, kept, actions):
        address = there("due-club", checked_on="2020-01-01", confidence="low")
        page = alice.get(address)
        assert "Due" in page.text(".staff-care")
        page = alice.send(page, f"{address}/verify")
        assert "Last checked by alice on" in page.text(".staff-care")
        assert "Due" not in page.text(".staff-care")
        assert kept("due-club").service.confidence == "high"
        assert [action[1] for action in actions("service due-club")] == ["service checked"]

    def test_hidden_and_shown_again(self, alice, there, kept, actions):
        address = there("shy-club")
        look = lambda: alice.client.get("/openreferral/services?search=shy%20club").text  # noqa: E731
        wait_for(lambda: "Shy club" in look())
        page = alice.send(alice.get(address), f"{address}/hide")
        assert "Hidden" in page.text(".staff-care")
        wait_for(lambda: "Shy club" not in look())
        alice.post(f"{address}/hide")
        page = alice.send(page, f"{address}/show")
        wait_for(lambda: "Shy club" in look())
        said = [action[1] for action in actions("service shy-club")]
        assert said == ["service shown again", "service hidden"], "the second press is no action"

    def test_a_last_day_that_is_none_is_refused_and_kept_in_its_box(self, alice, there, kept):
        address = there("ending-club")
        page = alice.send(alice.get(address), f"{address}/expire", status=422, last_day="soon")
        assert "2026-11-21" in page.text("#last_day-error")
        assert page.one("#last_day").attrs["value"] == "soon"
        assert kept("ending-club").expires_on is None

    def test_a_last_day_ends_it_and_an_empty_one_takes_that_back(self, alice, there, kept):
        address = there("ending-club")
        yesterday = (now().date() - timedelta(days=1)).isoformat()
        page = alice.send(alice.get(address), f"{address}/expire", last_day=yesterday)
        assert "Past its last day" in page.text(".staff-care")
        page = alice.send(page, f"{address}/expire", last_day="")
        assert "Families see it" in page.text(".staff-care")


class TestFinding:
    def test_the_list_is_narrowed_by_everything_at_once(self, alice, there, engine):
        there("zinnia-one", name="Zinnia ÉCOLE", topics=["activities", "exams"])
        there("zinnia-two", phone="", url="", topics=[], checked_on=None)
        there("zinnia-three", area="england", confidence="low")
        with transaction(engine) as session:
            desk.hide(session, "zinnia-two")
            desk.expire(session, "zinnia-three", date(2020, 1, 1), "Alice", date(2020, 1, 1))

        def found(asked):
            page = alice.get(f"{LIST}?q=zinnia&{asked}")
            return [a.attrs["href"].rpartition("-")[2] for a in page.all("tbody th a")]

        assert found("") == ["three", "two", "one"]
        assert found("q=%C3%A9cole") == ["one"], "the last one counts; accents in any case"
        assert found("topic=exams") == ["one"]
        assert found("state=shown") == ["one"]
        assert found("state=hidden") == ["two"]
        assert found("state=expired") == ["three"]
        assert found("state=gone") == []
        assert found("due=yes") == ["two"]
        assert found("kind=no-contact") == ["two"]
        assert found("kind=no-topic") == ["two"]
        assert found("kind=national") == ["three"]
        assert found("kind=local") == ["two", "one"]
        assert found("kind=unsure") == ["three"]
        assert found("kind=secret") == []
        assert found("origin=staff") == ["three", "two", "one"]
        assert found("origin=seed") == []
        assert found("decide=yes") == []
        assert found("topic=nonsense&kind=nonsense&state=nonsense") == ["three", "two", "one"]

    def test_signs_of_a_pattern_are_only_letters(self, alice):
        assert alice.get(f"{LIST}?q=%25").all("tbody tr") == []
        assert alice.get(f"{LIST}?q=_%5C").all("tbody tr") == []

    def test_the_list_has_pages_and_keeps_what_was_asked(self, alice):
        page = alice.get(f"{LIST}?state=shown")
        assert len(page.all("tbody tr")) == 40
        (link,) = [link for link in page.links() if "page=2" in link]
        assert "state=shown" in link
        assert alice.get(link).all("tbody tr")
        assert alice.get(f"{LIST}?page=9999").all("tbody tr"), "the last page stands in"
