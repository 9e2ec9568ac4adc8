"""What is typed and not saved is kept for whoever typed it."""

import pytest

from tests.staff.at_the_desk import change, editor

TYPED = "Words that nobody has saved."


def type_without_saving(browser, slug, **typed):
    """What the page sends while somebody types."""
    fields = browser.fields_of(editor(browser, slug).one("form#editor"), typed)
    answer = browser.client.post(f"/staff/articles/{slug}/unsaved", data=fields, headers=OURS)
    assert answer.status_code == 204, answer.text


OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def slug(untouched):
    return next(untouched).slug


class TestRefused:
    def test_nobody_keeps_anything_without_signing_in(self, stranger, slug):
        answer = stranger.client.post(f"/staff/articles/{slug}/unsaved", headers=OURS)
        assert answer.status_code == 401

    def test_a_form_of_another_site_keeps_nothing(self, alice, slug):
        foreign = {"Sec-Fetch-Site": "cross-site"}
        answer = alice.client.post(f"/staff/articles/{slug}/unsaved", headers=foreign)
        assert answer.status_code == 403

    def test_who_may_not_write_keeps_nothing(self, signed_in, slug):
        signed_in("dave").post(f"/staff/articles/{slug}/unsaved", 403)

    def test_half_a_form_is_not_kept(self, alice, slug):
        alice.post(f"/staff/articles/{slug}/unsaved", 422, answer=TYPED)


def test_closing_the_tab_loses_nothing(alice, slug):
    type_without_saving(alice, slug, answer=TYPED)
    page = editor(alice, slug)
    assert "did not save it" in page.text("main")
    assert TYPED not in page.text("#answer"), "what is saved comes first"
    assert TYPED in alice.get(f"/staff/articles/{slug}?unsaved=1").text("#answer")


def test_nobody_else_sees_it_and_it_makes_no_draft(alice, bob, slug):
    type_without_saving(alice, slug, answer=TYPED)
    assert TYPED not in bob.get(f"/staff/articles/{slug}?unsaved=1").text("main")
    assert "Published" in editor(alice, slug).text(".staff-head")


def test_saving_leaves_nothing_unsaved(alice, slug):
    type_without_saving(alice, slug, answer=TYPED)
    change(alice, slug, answer=f"{TYPED} Now they are.")
    assert "did not save it" not in editor(alice, slug).text("main")
    # The page may have sent once more what it then saved.
    type_without_saving(alice, slug)
    assert "did not save it" not in editor(alice, slug).text("main")


def test_it_can_be_thrown_away(alice, slug):
    type_without_saving(alice, slug, answer=TYPED)
    page = alice.send(editor(alice, slug), f"/staff/articles/{slug}/unsaved/throw-away")
    assert "did not save it" not in page.text("main")


def test_who_saved_meanwhile_is_not_overwritten(alice, bob, slug):
    type_without_saving(alice, slug, answer=TYPED)
    change(bob, slug, answer="Bob was quicker.")
    page = alice.get(f"/staff/articles/{slug}?unsaved=1")
    both = alice.send(page, "", status=409)
    assert "Bob was quicker" in both.text("main")
