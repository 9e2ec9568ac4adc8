"""From review to the families and back: publishing, planning, taking down."""

from datetime import timedelta

import pytest

from actions_server.database import transaction
from actions_server.importing import import_files
from actions_server.staff.articles import queries
from actions_server.staff.articles.bank import try_out
from actions_server.staff.articles.schedule import do_what_is_due
from actions_server.staff.audit import queries as audit
from actions_server.staff.audit.chain import verify
from actions_server.staff.moments import now
from knowledge_base import queries as published
from tests.staff.at_the_desk import change, served, through_review, wait_for


class TestPublishing:
    def test_a_legal_article_needs_a_second_person(self, bob, signed_in, untouched):
        slug = next(a.slug for a in untouched if any(s.law for s in a.sources))
        title = "A new title by Bob"
        change(bob, slug, title=title)
        page = bob.post(f"/staff/articles/{slug}/review")
        assert "somebody else has to publish it" in page.text(".staff-next")
        bob.post(f"/staff/articles/{slug}/try", 403)
        bob.post(f"/staff/articles/{slug}/publish", 403, when="now")
        # Taking the law out does not get round it: families read the law now.
        barbara = signed_in("barbara")
        barbara.post(f"/staff/articles/{slug}/try")
        barbara.post(f"/staff/articles/{slug}/publish", when="now")
        wait_for(lambda: served(bob, slug)["title"] == title)

    def test_without_a_try_out_nothing_is_published(self, alice, bob, untouched):
        slug = next(untouched).slug
        change(alice, slug, title="Never tried out")
        alice.post(f"/staff/articles/{slug}/review")
        page = bob.post(f"/staff/articles/{slug}/publish", when="now")
        assert "Try it out" in page.text("main")
        with transaction(bob.client.app.state.assistant.engine) as session:
            assert queries.article(session, slug).state == "review"

    def test_a_change_after_the_try_out_has_to_be_tried_again(self, alice, bob, untouched):
        slug = next(untouched).slug
        change(alice, slug, title="Tried out once")
        alice.post(f"/staff/articles/{slug}/review")
        bob.post(f"/staff/articles/{slug}/try")
        change(alice, slug, title="And changed since")
        bob.post(f"/staff/articles/{slug}/publish", 409, when="now")

    def test_what_is_published_is_live_and_one_click_brings_the_old_one_back(
        self, alice, bob, engine
    ):
        slug = "blue-badge-travel"
        old = served(alice, slug)["title"]
        change(alice, slug, title="Blue badges and more")
        page = through_review(alice, bob, slug)
        assert "Published" in page.text(".staff-head")
        wait_for(lambda: served(alice, slug)["title"] == "Blue badges and more")
        versions = bob.get(f"/staff/articles/{slug}/versions")
        bob.send(versions, f"/staff/articles/{slug}/versions/1/roll-back")
        wait_for(lambda: served(alice, slug)["title"] == old)
        with transaction(engine) as session:
            done = [row.action for row in audit.latest(session, None, 5, about=slug)]
            assert verify(session).fault == ""
        assert done[::-1] == [
            *("article saved", "sent for review", "article published"),
            *("rolled back", "article published"),
        ]

    def test_the_decision_is_kept_with_what_the_try_out_found(self, alice, bob, engine):
        slug = "bullying"
        change(alice, slug, title="Bullying, and whom to tell")
        through_review(alice, bob, slug)
        with transaction(engine) as session:
            row = next(
                r for r in audit.latest(session, None, 20, slug) if r.action == "article published"
            )
            assert row.who == "bob"
            assert {"gained", "broken", "version"} <= set(row.detail)

    def test_the_try_out_shows_what_a_change_breaks(self, app):
        library = app.state.assistant.library
        article = library.article("exams")
        assert try_out(library, article).broken == []
        lost = try_out(library, article.model_copy(update={"topics": ["grants"]}))
        assert {change.topic for change in lost.broken} == {"exams"}
        assert all("exams" in change.before.casefold() for change in lost.broken[:3])
        assert lost.asked > 200

    def test_it_goes_live_and_ends_by_itself(self, app, alice, bob, engine, untouched):
        slug = next(a.slug for a in untouched if a.slug.startswith("s"))
        change(alice, slug, title="Planned for tomorrow")
        alice.post(f"/staff/articles/{slug}/review")
        bob.post(f"/staff/articles/{slug}/try")
        late = bob.post(f"/staff/articles/{slug}/publish", 422, when="later", at="2020-01-01T10:00")
        assert "still to come" in late.text(".govuk-error-summary")
        soon = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
        page = bob.post(f"/staff/articles/{slug}/publish", when="later", at=soon)
        assert "goes live by itself" in page.text(".staff-next")
        library = app.state.assistant.library
        with transaction(engine) as session:
            do_what_is_due(session, library, now())
            assert published.article(session, slug).title != "Planned for tomorrow"
            do_what_is_due(session, library, now() + timedelta(days=1, hours=1))
            assert published.article(session, slug).title == "Planned for tomorrow"
        bob.post(f"/staff/articles/{slug}/end", at=soon)
        with transaction(engine) as session:
            do_what_is_due(session, library, now() + timedelta(days=1, hours=1))
            assert published.article(session, slug) is None

    def test_staffs_articles_survive_a_new_import_of_the_files(self, alice, bob, engine):
        slug = "bullying"
        with transaction(engine) as session:
            before = published.article(session, slug)
            import_files(session)
            assert published.article(session, slug) == before
            assert before.title == "Bullying, and whom to tell"


class TestTakingDown:
    def test_its_address_leads_to_another(self, bob):
        bob.post("/staff/articles/portage/take-down", leads_to="early-years-support")
        browser = bob.client
        wait_for(lambda: browser.get("/guides/portage", follow_redirects=False).status_code == 308)
        answer = browser.get("/guides/portage", follow_redirects=False)
        assert answer.headers["location"] == "/guides/early-years-support"
        listed = bob.get("/staff/articles?q=portage&state=archived")
        assert "Archived" in listed.text(".staff-found")

    @pytest.mark.parametrize("leads_to", ["grants", "portage-nowhere"])
    def test_a_redirect_to_itself_or_to_nothing_is_refused(self, bob, leads_to):
        page = bob.post("/staff/articles/grants/take-down", 422, leads_to=leads_to)
        assert page.text(".govuk-error-summary")

    def test_redirects_cannot_go_round_in_a_circle(self, bob, engine):
        bob.post("/staff/articles/dla/take-down", leads_to="benefits-carers")
        bob.post("/staff/articles/benefits-carers/take-down", 422, leads_to="dla")
        bob.post("/staff/articles/benefits-carers/take-down", leads_to="grants")
        with transaction(engine) as session:
            moved = published.redirects(session)
        assert moved["dla"] == moved["benefits-carers"] == "grants"
