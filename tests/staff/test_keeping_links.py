"""The page of links, and replacing one everywhere: drafts, shown beforehand, nothing published."""

from datetime import timedelta

import pytest

from actions_server.database import transaction
from actions_server.staff.articles import queries as desk
from actions_server.staff.audit import queries as audit
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.links import Outcome, Tried, note
from actions_server.staff.keeping.tables import StaffLinkRow
from actions_server.staff.moments import now
from knowledge_base import queries as published
from tests.staff.at_the_desk import change, served, wait_for

NEW = "https://new.example.gov.uk/page"
REPLACE = "/staff/links/replace"


@pytest.fixture
def shared_link(engine, untouched, alice):
    """Makes a link that two untouched articles have; gives it and their slugs."""

    def make(name):
        url = f"https://old.example.gov.uk/{name}"
        articles = [next(untouched), next(untouched)]
        with transaction(engine) as session:
            for article in articles:
                body = f"{article.body}\n\nMore [here]({url}), and at [x]({url}/deeper)."
                published.put_article(session, article.model_copy(update={"body": body}))
        slugs = [article.slug for article in articles]
        wait_for(lambda: url in served(alice, slugs[1])["body"])
        return url, slugs

    return make


def tell(engine, url, outcome=Outcome.GONE, times=2, **more):
    """Note that a link was tried, on so many days."""
    with transaction(engine) as session:
        row = StaffLinkRow(url=url, gone_times=0, failed_since=None)
        queries.add_link(session, row)
        for day in range(times):
            tried = Tried(url, outcome, 404, "there is no such page any more", **more)
            note(row, tried, now() - timedelta(days=times - day))


class TestRefusals:
    @pytest.mark.parametrize("name", ["dave"])
    def test_who_may_not_write_may_not_replace(self, signed_in, name, shared_link):
        url, _ = shared_link("look-only")
        browser = signed_in(name)
        assert "Replace everywhere" not in browser.get("/staff/links?state=new").text("main")
        browser.get(f"{REPLACE}?old={url}", 403)
        browser.post(REPLACE, 403, old=url, new=NEW, slugs="exams")

    @pytest.mark.parametrize(
        "new",
        ["", "http://new.example.gov.uk", "javascript:alert(1)", "https://a b.c", "https://x",
         "https://a.example/)](https://evil.example", "https://a.example/" + "x" * 1000, "SAME"],
    )  # fmt: skip
    def test_what_is_no_good_address_changes_nothing(self, alice, shared_link, engine, new):
        url, slugs = shared_link(f"kept-{abs(hash(new))}")
        page = alice.get(f"{REPLACE}?old={url}")
        new = url if new == "SAME" else new
        refused = alice.send(page, REPLACE, status=422, new=new)
        assert refused.text(".govuk-error-summary")
        with transaction(engine) as session:
            assert [desk.article(session, slug) for slug in slugs] == [None, None]

    def test_an_article_that_was_not_shown_is_not_changed(self, alice, shared_link, engine):
        url, (one, other) = shared_link("not-shown")
        alice.post(REPLACE, old=url, new=NEW, slugs=one)
        with transaction(engine) as session:
            assert desk.article(session, one) is not None
            assert desk.article(session, other) is None
        alice.post(REPLACE, 409, old=url, new=NEW, slugs="no-such-article")


class TestReplacing:
    def test_makes_a_draft_of_each_and_publishes_none(self, alice, shared_link, engine):
        url, slugs = shared_link("everywhere")
        tell(engine, url)
        page = alice.get("/staff/links")
        assert url in page.text(".staff-found")
        page = alice.get(f"{REPLACE}?old={url}")
        assert "stands in 2 articles" in page.text("main")
        assert {f"/staff/articles/{slug}" for slug in slugs} <= set(page.links())
        done = alice.send(page, REPLACE, new=NEW)
        assert "Replaced in 2 articles" in done.text(".staff-saved")
        with transaction(engine) as session:
            for slug in slugs:
                row = desk.article(session, slug)
                assert (row.state, row.authors, row.saved_by) == ("draft", ["alice"], "alice")
                assert f"[here]({NEW})" in row.content["body"]
                assert f"[x]({url}/deeper)" in row.content["body"]
                assert url in published.article(session, slug).body
            (last, *_) = audit.latest(session, None, 1)
            assert (last.action, last.detail["articles"]) == ("link replaced", 2)
        again = alice.get(f"{REPLACE}?old={url}")
        assert "No article has this link in its working copy" in again.text("main")

    def test_keeps_what_somebody_is_writing(self, alice, shared_link, engine):
        url, (one, _) = shared_link("in-work")
        change(alice, one, title="In the middle of it")
        alice.send(alice.get(f"{REPLACE}?old={url}"), REPLACE, new=NEW)
        with transaction(engine) as session:
            row = desk.article(session, one)
            assert row.content["title"] == "In the middle of it"
            assert NEW in row.content["body"]
            assert len(desk.versions(session, one)) == 3

    def test_offers_the_address_that_it_has_moved_to(self, alice, shared_link, engine):
        url, _ = shared_link("moved")
        tell(engine, url, Outcome.FINE, 1, leads_to=f"{NEW}/moved")
        assert f"{NEW}/moved" in alice.get("/staff/links?state=moved").text(".staff-found")
        page = alice.get(f"{REPLACE}?old={url}")
        assert page.one("#new").attrs["value"] == f"{NEW}/moved"


def test_a_broken_link_is_on_the_worklist_and_leads_to_where_it_is_mended(
    alice, shared_link, engine
):
    url, _ = shared_link("on-the-list")
    tell(engine, url)
    page = alice.get("/staff/worklist?kind=link")
    (link,) = [one for one in page.all(".staff-found tbody a") if one.to_text().strip() == url]
    assert "stands in 2 articles" in alice.get(link.attrs["href"]).text("main")


def test_a_link_of_a_service_is_to_be_changed_by_hand(alice, app, engine):
    service = next(s for s in app.state.assistant.library.services.values() if s.url)
    page = alice.get(f"{REPLACE}?old={service.url}")
    assert service.name in page.text("main")


@pytest.mark.parametrize("query", ["state=%00", "page=999", "state=look", "state=fine"])
def test_the_page_takes_any_address(alice, query):
    alice.get(f"/staff/links?{query}")
