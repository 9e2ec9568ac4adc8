"""The assistant in a browser without JavaScript: whole journeys by posting forms."""

import re
from collections.abc import Iterator

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE, Site
from tests.browser.plain_pages import A_MONTH_AGO, LATE, as_said, ask, press, say, to_letter

# Nobody listens there: what is asked of another site goes nowhere.
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
ANOTHER_SITE = re.compile(r"^https://")


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A page in a browser whose JavaScript is off, and that can reach no other site."""
    with browser.new_context(
        base_url=site.url, java_script_enabled=False, locale="en-GB", proxy=NOWHERE
    ) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        assert context.cookies() == []


def test_a_question_is_answered_with_steps_people_and_sources(plain: Page) -> None:
    ask(plain, LATE)
    answer = plain.locator(".turn .card.answer")
    assert "Last checked on" in answer.inner_text()
    assert answer.locator(".steps li").count() >= 1
    assert answer.locator("a.call[href^='tel:']").count() >= 1
    answer.locator("summary").click()
    assert answer.locator(".sources li").first.is_visible()
    assert plain.url.endswith("/ask")


def test_a_family_asks_twice_and_both_answers_stay(plain: Page) -> None:
    ask(plain, LATE, "how do I get a blue badge")
    assert plain.locator(".turn .said").inner_text() == "how do I get a blue badge"
    assert LATE in plain.locator(".earlier").inner_text()


def test_dates_are_worked_out_step_by_step_and_go_into_the_calendar(plain: Page) -> None:
    ask(plain, "check my dates")
    press(plain, "ehc_part:asking")
    press(plain, "ehc_stage:asked")
    assert "(you chose this)" in plain.locator(".earlier").inner_text()
    say(plain, as_said(A_MONTH_AGO))
    dates = plain.locator(".turn .date-list li")
    assert dates.count() >= 2
    assert "not legal advice" in plain.locator(".turn .card.dates").inner_text()
    with plain.expect_download() as saved:
        plain.click("text=Save to my calendar")
    assert saved.value.suggested_filename == "dates.ics"
    calendar = Calendar.from_ical(saved.value.path().read_bytes())
    assert len(calendar.walk("VEVENT")) == dates.count()


def test_a_date_that_cannot_be_is_asked_for_again_kindly(plain: Page) -> None:
    ask(plain, "check my dates", "@ehc_part:asking", "@ehc_stage:asked", "31 February 2026")
    assert "cannot find that day" in plain.locator(".turn .card").inner_text()
    say(plain, as_said(A_MONTH_AGO))
    assert plain.locator(".turn .date-list li").count() >= 2


def test_a_letter_is_found_read_with_open_blanks_and_saved_as_a_word_file(plain: Page) -> None:
    to_letter(plain)
    assert "[your name]" in plain.locator(".turn .sheet").inner_text()
    with plain.expect_download() as saved:
        plain.click(".turn .card >> text=Word file")
    assert saved.value.suggested_filename == "complaint.docx"
    plain.click(".turn .card >> text=Open the letter on its own")
    assert plain.locator("h1").inner_text() == "Make a formal complaint"


def test_what_was_hard_is_said_by_choices_alone(plain: Page) -> None:
    ask(plain, "say what was hard")
    for _ in range(6):
        choices = plain.locator(".turn button[name=choice]")
        if choices.first.get_attribute("value") == "speak_to_a_person":
            break
        press(plain, choices.first.get_attribute("value"))
    assert "Thank you" in plain.locator(".turn .card").first.inner_text()


def test_a_question_in_the_middle_of_a_journey_does_not_end_it(plain: Page) -> None:
    ask(plain, "check my dates", "@ehc_part:plan", "@ehc_stage:annual-review", LATE)
    assert plain.locator(".turn .card").count() >= 2
    assert plain.locator(".turn button[value^='ehc_finer:']").count() >= 2


def test_whoever_is_in_danger_is_shown_whom_to_call_first(plain: Page) -> None:
    ask(plain, "I want to kill myself")
    assert plain.locator(".turn .card").first.locator("a.call").first.inner_text() == "Call 999"


def test_urgent_help_opens_without_a_script(plain: Page) -> None:
    plain.goto("/guides/ehcp-late")
    plain.click(".urgent summary")
    assert plain.locator(".urgent a[href='sms:85258']").is_visible()
    assert not plain.locator("[data-print]").is_visible()


def test_an_answer_and_a_guide_can_be_rated(plain: Page) -> None:
    ask(plain, LATE)
    plain.locator(".turn button[name=helpful]").first.click()
    assert "glad it helped" in plain.locator(".turn .helped").inner_text()
    plain.click(".turn .card >> text=Read the whole guide")
    plain.click(".helped button[value=no]")
    assert "Thank you" in plain.locator("#thanks").inner_text()


def test_a_reload_asks_nothing_twice(plain: Page) -> None:
    ask(plain, LATE, "how do I get a blue badge")
    plain.reload()
    assert plain.locator(".said").count() == 2


def test_ending_clears_what_was_said(plain: Page) -> None:
    ask(plain, LATE)
    press(plain, "yes")
    assert "everything in it is gone" in plain.locator(".notice").inner_text()
    assert plain.locator(".card").count() == 0


def test_leaving_quickly_clears_and_goes_to_another_site(plain: Page) -> None:
    ask(plain, LATE)
    conversation = plain.locator("#ask [name=conversation]").get_attribute("value")
    with plain.expect_request(ANOTHER_SITE) as left:
        plain.click(".leave button")
    assert left.value.method == "GET"
    assert "referer" not in left.value.headers
    parts = {"conversation": conversation, "text": "and how long does that take"}
    reply = plain.request.post("/ask", multipart=parts)
    assert reply.status == 404
    assert "has been cleared" in reply.text()


def test_the_chat_leads_to_the_plain_page_where_scripts_are_off(plain: Page) -> None:
    plain.goto("/chat")
    assert plain.locator("a[href='/ask']").first.is_visible()
