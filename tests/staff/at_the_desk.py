"""What the tests of the article desk do over and over."""

import time

LEGAL, PLAIN = "exams", "activities"
RARE = "zebracrossing quilt"
PATIENCE = 60.0  # seconds; the machine may be busy


def wait_for(is_so):
    """Return once it is so; fails when it does not come about."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def editor(browser, slug):
    return browser.get(f"/staff/articles/{slug}")


def change(browser, slug, status=200, **typed):
    """Type into the editor and save."""
    return browser.send(editor(browser, slug), "", status=status, **typed)


def served(browser, slug):
    """The article as programs get it, or None."""
    answer = browser.client.get(f"/api/articles/{slug}")
    return answer.json() if answer.status_code == 200 else None


def through_review(writer, publisher, slug):
    """Send for review, try out and publish."""
    writer.post(f"/staff/articles/{slug}/review")
    page = publisher.post(f"/staff/articles/{slug}/try")
    assert "Tried on" in page.text("main")
    return publisher.post(f"/staff/articles/{slug}/publish", when="now")
