"""The worklist, and “read again, still right”: who may say so, of what, and what becomes of it."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from actions_server.database import transaction
from actions_server.staff.articles import queries
from actions_server.staff.audit import queries as audit
from knowledge_base import queries as published
from tests.staff.at_the_desk import change, served, wait_for

YESTERDAY = date.today() - timedelta(days=1)
LONG_AGO = date.today() - timedelta(days=200)


@pytest.fixture
def overdue(engine, untouched, alice):
    """Makes an untouched article overdue; gives its slug."""

    def make(**changes):
        article = next(a for a in untouched if not any(s.law for s in a.sources))
        dates = {"reviewed_on": LONG_AGO, "review_by": YESTERDAY}
        with transaction(engine) as session:
            published.put_article(session, article.model_copy(update={**dates, **changes}))
        wait_for(lambda: served(alice, article.slug)["review_by"] == YESTERDAY.isoformat())
        return article.slug

    return make


def button(slug):
    return f"/staff/worklist/{slug}/still-right"


class TestRefusals:
    @pytest.mark.parametrize("name", ["alice", "dave"])
    def test_who_may_not_publish_may_not_say_that_it_is_still_right(self, signed_in, overdue, name):
        slug = overdue()
        browser = signed_in(name)
        page = browser.get("/staff/worklist")
        assert page.all(f'a[href="/staff/articles/{slug}"]')
        assert page.all(f'form[action="{button(slug)}"]') == []
        browser.post(button(slug), 403)

    def test_nobody_confirms_what_they_have_not_seen(self, bob, overdue, engine):
        slug = overdue()
        page = bob.get("/staff/worklist")
        with transaction(engine) as session:
            article = published.article(session, slug)
            published.put_article(session, article.model_copy(update={"answer": "Other words."}))
        refused = bob.send(page, button(slug), status=409)
        assert "has changed since" in refused.text("main")
        bob.post(button(slug), 409)

    def test_what_breaks_a_rule_has_to_be_changed(self, bob, overdue, alice):
        slug = overdue(facts=["no-such-fact"])
        refused = bob.send(bob.get("/staff/worklist"), button(slug), status=409)
        assert "breaks a rule" in refused.text("main")
        assert served(alice, slug)["review_by"] == YESTERDAY.isoformat()

    def test_what_has_ended_cannot_be_confirmed(self, bob, overdue):
        slug = overdue(valid_until=YESTERDAY)
        page = bob.get("/staff/worklist?kind=ended")
        assert slug in " ".join(page.links())
        refused = bob.send(bob.get("/staff/worklist?kind=review"), button(slug), status=409)
        assert "breaks a rule" in refused.text("main")

    def test_while_somebody_changes_it_that_change_is_to_be_published(self, bob, alice, overdue):
        slug = overdue()
        page = bob.get("/staff/worklist")
        change(alice, slug, title="Being changed")
        refused = bob.send(page, button(slug), status=409)
        assert "changing this article" in refused.text("main")
        assert bob.get("/staff/worklist").all(f'form[action="{button(slug)}"]') == []

    def test_an_article_that_is_not_published_is_not_found(self, bob):
        bob.post(button("no-such-article"), 404)


class TestStillRight:
    def test_one_click_publishes_it_with_new_dates_on_the_record(self, bob, overdue, engine, alice):
        slug = overdue()
        page = bob.send(bob.get("/staff/worklist"), button(slug))
        assert "is published with today’s date" in page.text(".staff-saved")
        assert page.all(f'form[action="{button(slug)}"]') == []
        again = date.today() + (YESTERDAY - LONG_AGO)
        wait_for(lambda: served(alice, slug)["review_by"] == again.isoformat())
        assert served(alice, slug)["reviewed_on"] == date.today().isoformat()
        with transaction(engine) as session:
            done = [row.action for row in audit.latest(session, None, 2, about=slug)]
            first, *_, last = queries.versions(session, slug)
            assert (first.what, first.by, last.by) == ("published", "bob", "import")
            assert queries.article(session, slug).state == "published"
        assert done == ["article published", "read again, still right"]

    def test_of_a_legal_article_too_because_nobody_wrote_anything(
        self, bob, engine, untouched, alice
    ):
        article = next(a for a in untouched if any(s.law for s in a.sources))
        dates = {"reviewed_on": LONG_AGO, "review_by": YESTERDAY}
        with transaction(engine) as session:
            published.put_article(session, article.model_copy(update=dates))
        wait_for(lambda: served(alice, article.slug)["review_by"] == YESTERDAY.isoformat())
        page = bob.send(bob.get("/staff/worklist?kind=review"), button(article.slug))
        assert page.text(".staff-saved")


class TestTheList:
    def test_can_be_narrowed_to_one_owner(self, bob, overdue):
        slug = overdue(owner="Somebody else")
        page = bob.get("/staff/worklist?owner=Somebody+else")
        links = [one.attrs["href"] for one in page.all(".staff-found tbody .staff-title a")]
        assert links[0] == f"/staff/articles/{slug}"
        nobody = bob.get("/staff/worklist?owner=Nobody+at+all")
        assert "Nothing is due" in nobody.text(".staff-found")

    def test_can_be_taken_into_a_calendar(self, bob, overdue):
        slug = overdue()
        answer = bob.client.get("/staff/worklist.ics")
        assert answer.headers["content-type"].startswith("text/calendar")
        events = Calendar.from_ical(answer.content).walk("VEVENT")
        assert f"review-{slug}@worklist" in [str(event["uid"]) for event in events]

    def test_names_the_national_changes(self, dave_page):
        assert "Education for All Bill" in dave_page.text(".staff-found")

    @pytest.mark.parametrize("query", ["owner=%00", "kind=<script>", "page=999", "done=../x"])
    def test_takes_any_address(self, bob, query):
        bob.get(f"/staff/worklist?{query}")


@pytest.fixture
def dave_page(signed_in):
    """The worklist as an analyst sees it."""
    return signed_in("dave").get("/staff/worklist")
