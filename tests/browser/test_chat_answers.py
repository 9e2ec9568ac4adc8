"""What an answer's card holds, what is read out, and what a family can keep of it."""

from datetime import date

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.accessibility import axe
from tests.browser.chat_page import Chat, dates

QUESTION = "they said 20 weeks for the plan and it has been 9 months"


def test_an_answer_shows_steps_people_to_call_sources_and_when_it_was_checked(page):
    chat = Chat(page)
    chat.says(QUESTION)
    card = chat.latest
    assert card.locator(".steps li").count() >= 2
    assert card.locator(".services a[href^='tel:']").count() >= 1
    assert "Last checked on" in card.inner_text()
    assert card.locator(".sources li").count() >= 1
    more = card.get_by_role("link", name="Read more in the whole guide")
    assert more.get_attribute("href").startswith("/guides/")
    assert more.get_attribute("target") == "_blank"


def test_each_reply_is_read_out_once_and_in_order(page):
    chat = Chat(page)
    chat.says(QUESTION)
    chat.says("help me write a letter")
    heard = chat.heard()
    title = chat.replies.nth(1).locator("h3").inner_text()
    assert heard.count(title) == 1
    short = chat.replies.nth(1).locator(".lead").first.inner_text()
    assert heard.index(short) == heard.index(title) + 1
    (question,) = [line for line in heard if line.startswith("What is the letter for?")]
    assert heard.index(question) > heard.index(short)
    assert heard[-1].startswith("You can choose: Asking for a plan, ")


def test_the_live_region_is_polite_hidden_and_apart_from_the_messages(page):
    Chat(page)
    region = page.locator("[aria-live]")
    assert region.count() == 1
    assert region.get_attribute("aria-live") == "polite"
    assert region.bounding_box()["width"] <= 1
    assert page.locator("#messages [aria-live], [aria-live] .reply").count() == 0


def test_the_focus_stays_in_the_box_when_a_reply_comes(page):
    chat = Chat(page)
    chat.says(QUESTION)
    expect(chat.box).to_be_focused()


def test_who_spoke_is_said_and_every_reply_can_be_found_by_its_heading(page):
    chat = Chat(page)
    chat.says(QUESTION)
    items = page.get_by_role("list", name="Our chat so far").locator("> li")
    spoken = items.evaluate_all("(items) => items.map((item) => item.textContent.trim())")
    assert [text.startswith("You said:") for text in spoken] == [False, True, False]
    assert all("SEND Navigator said:" in text for text in (spoken[0], spoken[2]))
    for reply in chat.replies.all():
        assert reply.get_by_role("heading", level=3).count() == 1


def test_a_choice_that_was_made_can_still_be_read_and_says_so(page):
    chat = Chat(page)
    chat.says("help me write a letter")
    asked = chat.replies.nth(1)
    chat.chooses("Asking for a plan")
    names = asked.locator(".choices button").all_inner_texts()
    assert names[0] == "Asking for a plan (you chose this)"
    assert len(names) == 3
    assert asked.locator(".choices button").first.get_attribute("aria-disabled") == "true"
    assert chat.said[-1] == "Asking for a plan"


def test_an_answer_that_did_not_help_leads_on(page):
    chat = Chat(page)
    chat.says(QUESTION)
    before = chat.replies.count()
    chat.latest.get_by_role("button", name="No, not really").click()
    chat.waits_for_more_than(before)
    assert chat.said[-1] == "This did not help"


def test_a_reply_in_urdu_runs_from_right_to_left_in_its_own_language(page):
    chat = Chat(page)
    chat.says("میرے بچے کو اسکول میں مدد چاہیے")
    words = chat.latest.locator("[data-part=before]")
    assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("ur", "rtl")
    assert page.locator("#announcer p[lang=ur][dir=rtl]").count() >= 1


def test_numbers_of_a_crisis_can_be_tapped_and_texted(page):
    chat = Chat(page)
    chat.says("I want to kill myself")
    links = chat.latest.locator(".services a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert {"tel:999", "tel:111", "tel:116123", "sms:85258"} <= set(links)
    assert "Text 85258" in chat.latest.locator(".services .call").all_inner_texts()


def test_dates_are_told_in_words_and_not_by_colour_alone(page):
    chat = Chat(page)
    dates(chat)
    whens = chat.latest.locator(".days .when").all_inner_texts()
    assert len(whens) >= 3
    assert {when.partition(":")[0] for when in whens} <= {"Passed", "Next", "Coming"}
    assert whens[0].startswith("Passed: ")
    assert all(when.endswith(("days ago", "yesterday", "today", "tomorrow")) or ": in " in when
               for when in whens)  # fmt: skip


def test_the_days_to_come_can_be_put_into_a_calendar(page):
    chat = Chat(page)
    dates(chat)
    shown = [line for turn in chat.turns() for reply in turn["messages"]
             for line in reply.get("dates", []) if line["status"] != "past"]  # fmt: skip
    with page.expect_download() as saving:
        chat.latest.get_by_role("button", name="Save to my calendar").click()
    assert saving.value.suggested_filename == "dates.ics"
    raw = saving.value.path().read_bytes()
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    calendar = Calendar.from_ical(raw)
    assert str(calendar["version"]) == "2.0"
    assert calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events] == [[] for _ in shown]
    assert [str(event["summary"]) for event in events] == [line["label"] for line in shown]
    assert [event.decoded("dtstart").isoformat() for event in events] == [
        line["date"] for line in shown
    ]
    assert all(event.decoded("dtstart") >= date.today() for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(event.decoded("dtstamp").tzinfo for event in events)


def test_an_answer_can_be_saved_as_a_page_that_needs_nothing_else(page, tmp_path):
    chat = Chat(page)
    chat.says(QUESTION)
    chat.latest.get_by_text("Keep or hear this").click()
    with page.expect_download() as saving:
        chat.latest.get_by_role("button", name="Save as a page").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    html = file.read_text("utf-8")
    title = chat.latest.locator("h3").inner_text()
    assert html.startswith("<!doctype html>")
    assert "Last checked on" in html
    assert "Saved on" in html
    for nothing in ("<script", "<button", "src=", "<link", "url("):
        assert nothing not in html
    assert 'href="/' not in html
    page.goto(file.as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == title
    expect(page.locator(".steps")).to_be_visible()
    assert axe(page) == []


def test_an_answer_can_be_copied(page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    chat = Chat(page)
    chat.says(QUESTION)
    chat.latest.get_by_text("Keep or hear this").click()
    chat.latest.get_by_role("button", name="Copy").click()
    expect(page.locator("#announcer")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert chat.latest.locator(".lead").first.inner_text() in copied


def test_an_answer_is_printed_alone(page):
    page.add_init_script("window.print = () => { window.printed = true; }")
    chat = Chat(page)
    chat.says(QUESTION)
    chat.latest.get_by_text("Keep or hear this").click()
    chat.latest.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(chat.latest.locator(".steps")).to_be_visible()
    expect(chat.replies.first).to_be_hidden()
    expect(chat.box).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(chat.replies.first).to_be_visible()


def test_an_answer_is_read_aloud_only_when_asked_for(page):
    page.add_init_script(
        """window.spoken = [];
        speechSynthesis.speak = (piece) => window.spoken.push([piece.lang, piece.text]);"""
    )
    chat = Chat(page)
    chat.says(QUESTION)
    assert page.evaluate("window.spoken") == []
    chat.latest.get_by_text("Keep or hear this").click()
    listen = chat.latest.get_by_role("button", name="Read aloud")
    listen.click()
    spoken = page.evaluate("window.spoken")
    assert [spoken[0][1], spoken[1][1]] == [
        chat.latest.locator("h3").inner_text(),
        chat.latest.locator(".lead").first.inner_text(),
    ]
    assert {language for language, _ in spoken} == {"en-GB"}
    chat.latest.get_by_role("button", name="Stop reading").click()
    expect(listen).to_be_visible()


def test_reading_aloud_is_not_offered_where_the_browser_cannot(page):
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    chat = Chat(page)
    chat.says(QUESTION)
    chat.latest.get_by_text("Keep or hear this").click()
    expect(chat.latest.get_by_role("button", name="Copy")).to_be_visible()
    assert chat.latest.get_by_role("button", name="Read aloud").count() == 0
