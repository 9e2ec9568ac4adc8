"""Who may do what, and writing: drafts, faults, two people at once, bad input."""

import pytest

from actions_server.database import transaction
from actions_server.staff.articles import queries
from actions_server.staff.desk import ROUTERS
from actions_server.staff.signing_in.by_provider import routes as by_provider
from tests.staff.at_the_desk import LEGAL, PLAIN, RARE, change, editor, served


class TestWhoMayDoWhat:
    @pytest.mark.parametrize(
        ("name", "address"),
        [
            ("dave", "/staff/articles/exams"),
            ("dave", "/staff/articles/new"),
            ("alice", "/staff/articles/exams/try"),
            ("alice", "/staff/articles/exams/publish"),
            ("alice", "/staff/articles/exams/take-down"),
            ("alice", "/staff/articles/exams/versions/1/roll-back"),
        ],
    )
    def test_who_may_not_is_told_so(self, signed_in, name, address):
        page = signed_in(name).post(address, 403)
        assert "may not do this" in page.text("main")

    @pytest.mark.parametrize("name", ["alice", "bob", "dave"])
    def test_the_record_is_for_administrators(self, signed_in, name):
        signed_in(name).get("/staff/audit", 403)

    def test_every_staff_address_asks_who_it_is(self, stranger):
        # The way through the identity provider has tests of its own (provider/).
        open_to_all = {"/staff/sign-in", "/staff/sign-in/code", "/staff/sign-in/set-up"}
        open_to_all |= {by_provider.START, by_provider.RETURN, by_provider.SIGNED_OUT}
        tried = 0
        for route in (route for router in ROUTERS for route in router.routes):
            path = route.path
            if path in open_to_all:
                continue
            address = path.replace("{slug}", "exams").replace("{number}", "1")
            for method in route.methods - {"HEAD"}:
                answer = stranger.client.request(method, address, follow_redirects=False)
                assert answer.status_code == (303 if method == "GET" else 401), (method, path)
                tried += 1
        assert tried > 20


class TestDrafts:
    def test_a_draft_is_found_by_no_family(self, alice, client):
        page = alice.send(
            alice.get("/staff/articles/new"),
            "/staff/articles/new",
            title="Riding a zebracrossing quilt",
        )
        slug = "riding-a-zebracrossing-quilt"
        assert page.text("h1") == "Riding a zebracrossing quilt"
        ways = "\n".join(f"how do i ride a {RARE} number {n}" for n in range(12))
        words = {
            "answer": f"Ask about the {RARE}.",
            "body": f"The {RARE} is soft.",
            "asked_as": ways,
        }
        change(alice, slug, topics="exams", **words)
        assert served(alice, slug) is None
        browser = alice.client
        assert browser.get(f"/guides/{slug}").status_code == 404
        assert slug not in browser.get("/guides/").text
        found = browser.get("/api/search", params={"q": f"how do i ride a {RARE}"}).text
        assert "quilt is soft" not in found and slug not in found
        asked = browser.post("/ask", files={"text": (None, f"how do i ride a {RARE}")}).text
        assert "Ask about the zebra" not in asked
        started = browser.post("/api/conversations", json={}).json()["conversation"]
        replies = browser.post(
            f"/api/conversations/{started}/messages", json={"text": f"a {RARE}"}
        ).text
        assert slug not in replies

    def test_a_change_is_seen_by_no_family_before_it_is_published(self, alice):
        before = served(alice, PLAIN)
        page = change(alice, PLAIN, answer="Something else altogether.")
        assert "Families do not see it" in page.text(".staff-saved")
        assert "Draft" in page.text(".staff-head")
        assert served(alice, PLAIN) == before

    def test_an_address_that_is_taken_is_refused(self, alice):
        page = alice.get("/staff/articles/new")
        page = alice.send(page, "/staff/articles/new", status=422, title="Exams", slug="exams")
        assert "at this address already" in page.text(".govuk-error-summary")
        assert page.one("#title").attrs["value"] == "Exams"

    @pytest.mark.parametrize("slug", ["../etc", "Ab", "a b", "new", "x" * 90])
    def test_an_address_that_is_none_is_refused(self, alice, slug):
        page = alice.get("/staff/articles/new")
        alice.send(page, "/staff/articles/new", status=422, title="Odd", slug=slug)

    def test_what_is_wrong_stands_beside_its_field(self, alice, untouched):
        slug = next(untouched).slug
        long = (
            "This is a sentence that goes on and on "
            + "and on " * 12
            + "until nobody can follow it."
        )
        page = change(
            alice,
            slug,
            answer=f"{long} Call 020 7946 0001.",
            topics="no-such-topic",
            review_by="soon",
        )
        assert "cut this to 20 words" in page.text("#answer-error").casefold()
        assert "not a topic" in page.text("#topics-error")
        assert "in no service" in page.text("#body-error")
        assert "2026-11-21" in page.text("#review_by-error")
        assert "make it two sentences" in page.text(".staff-reads")
        assert page.one("#answer").to_text().strip().startswith("This is a sentence")

    def test_what_breaks_a_rule_cannot_be_published(self, alice, bob, untouched):
        slug = next(untouched).slug
        change(alice, slug, topics="no-such-topic")
        alice.post(f"/staff/articles/{slug}/review")
        page = bob.post(f"/staff/articles/{slug}/try", 409)
        assert "breaks a rule" in page.text("main")
        bob.post(f"/staff/articles/{slug}/publish", 409, when="now")

    @pytest.mark.parametrize(
        "harmful",
        [
            "<script>alert(1)</script>",
            '<img src="https://evil.example/beacon.png">',
            "![beacon](https://evil.example/beacon.png)",
            "[press me](javascript:alert(1))",
            "## [unclosed](( **broken _markdown\n\n| a | b\n|--",
        ],
    )
    def test_harmful_or_broken_markdown_does_nothing(self, alice, harmful):
        page = alice.get(f"/staff/articles/{PLAIN}")
        shown = alice.send(page, "", body=harmful, status=200)
        assert shown.text("h1")
        preview = alice.get(f"/staff/articles/{PLAIN}/preview")
        assert preview.all("script") == [] and preview.all("img") == []
        assert not [link for link in preview.links() if link.startswith("javascript")]

    def test_an_article_of_two_megabytes_is_refused_and_not_lost(self, alice, engine):
        page = alice.get(f"/staff/articles/{PLAIN}")
        with transaction(engine) as session:
            before = queries.article(session, PLAIN)
            revision = before.revision if before else 1
        page = alice.send(page, "", status=413, body="words " * 350_000)
        assert "what you wrote is still there" in page.text("main")
        with transaction(engine) as session:
            after = queries.article(session, PLAIN)
            assert (after.revision if after else 1) == revision

    def test_two_who_write_at_once_both_see_both(self, alice, bob, untouched):
        slug = next(untouched).slug
        first, second = editor(alice, slug), editor(bob, slug)
        alice.send(first, "", title="What Alice wrote")
        page = bob.send(second, "", status=409, title="What Bob wrote")
        assert "Somebody else saved" in page.text("h1")
        assert "Alice" in page.text("del") and "Bob" in page.text("ins")
        assert "alice saved it" in page.text(".govuk-warning-text").casefold()
        page = bob.send(page, f"/staff/articles/{slug}")
        assert page.one("#title").attrs["value"] == "What Bob wrote"
        versions = bob.get(f"/staff/articles/{slug}/versions")
        assert len(versions.all("tbody tr")) == 3, "the import, Alice's and Bob's"

    def test_the_preview_shows_what_is_typed_and_keeps_nothing(self, alice, engine):
        page = alice.get(f"/staff/articles/{LEGAL}")
        form = page.one("form#editor")
        form.attrs["action"] += "/preview"
        preview = alice.send(page, "", answer="A sentence only for the preview.")
        assert "only for the preview" in preview.text(".card")
        assert "only for the preview" in preview.text(".guide")
        assert preview.headers["content-security-policy"].endswith("frame-ancestors 'self'")
        with transaction(engine) as session:
            assert queries.article(session, LEGAL) is None, "looking takes nothing in hand"
