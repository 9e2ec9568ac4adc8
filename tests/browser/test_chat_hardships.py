"""No network, slow answers, a restart, a long silence: nothing is lost, and nothing is doubled."""

import json
import re

from playwright.sync_api import Route, expect

from tests.browser.chat_page import Chat

QUESTION = "my child cannot sleep"
MESSAGES = "**/api/conversations/*/messages"


def test_the_chat_comes_back_after_a_reload(page):
    chat = Chat(page)
    chat.says("help me write a letter")
    chat.chooses("Asking for a plan")
    before = page.locator("#messages").inner_text()
    page.reload()
    chat.waits_for_more_than(2)
    assert page.locator("#messages").inner_text() == before
    chat.chooses("Ask for an EHC needs assessment")
    expect(chat.latest.locator(".sheet")).to_be_visible()


def test_without_a_network_the_words_stay_and_go_by_themselves_once_it_is_back(page):
    chat = Chat(page)
    page.context.set_offline(True)
    chat.sends(QUESTION)
    expect(chat.status).to_contain_text("I could not reach the service.")
    expect(chat.box).to_have_value(QUESTION)
    assert chat.said == []
    page.context.set_offline(False)
    chat.waits_for_more_than(1)
    assert [turn["said"] for turn in chat.turns()] == [None, QUESTION]
    assert chat.said == [QUESTION]
    expect(chat.box).to_have_value("")


def test_what_had_arrived_after_all_is_not_sent_twice(page):
    chat = Chat(page)
    lost: list[Route] = []

    def lose_the_reply(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route)
            route.fetch()  # it arrives and is answered
            route.abort("connectionreset")  # and the answer gets lost
        else:
            route.continue_()

    page.route(MESSAGES, lose_the_reply)
    chat.sends(QUESTION)
    page.get_by_role("button", name="Try again").click()
    chat.waits_for_more_than(1)
    assert [turn["said"] for turn in chat.turns()] == [None, QUESTION]
    assert chat.said == [QUESTION]


def test_a_choice_that_could_not_be_sent_can_be_tried_again(page):
    chat = Chat(page)
    chat.says("help me write a letter")
    page.context.set_offline(True)
    chat.latest.get_by_role("button", name="Asking for a plan").click()
    page.get_by_role("button", name="Try again").wait_for()
    page.context.set_offline(False)
    chat.waits_for_more_than(2)
    assert chat.said[-1] == "Asking for a plan"
    assert len(chat.turns()) == 3


def test_a_slow_answer_is_waited_for_in_words(page):
    chat = Chat(page)
    held: list[Route] = []
    page.route(MESSAGES, lambda route: held.append(route))
    chat.sends(QUESTION)
    expect(chat.status).to_have_text("I am looking for the answer…")
    # Nothing else can be sent meanwhile, and what is typed stays.
    chat.sends("and another thing")
    page.wait_for_timeout(2_300)
    assert chat.heard() == ["I am looking for the answer…"]
    expect(chat.status).to_have_text(re.compile("taking longer than usual"), timeout=9_000)
    (route,) = held
    route.continue_()
    chat.waits_for_more_than(1)
    expect(chat.box).to_have_value("and another thing")
    assert chat.heard()[1] == "I am still looking. This is taking longer than usual."


def test_a_chat_that_was_cleared_is_told_and_a_new_one_keeps_what_was_typed(page):
    chat = Chat(page)
    chat.says(QUESTION)
    old = chat.conversation
    # As after a restart: the service knows nothing of it any more.
    page.request.delete(f"/api/conversations/{old}")
    chat.sends("who else can help")
    expect(chat.status).to_contain_text("Our last chat was cleared")
    expect(chat.box).to_have_value("who else can help")
    assert chat.said == []
    assert chat.conversation not in {"", old}
    assert any("was cleared" in line for line in chat.heard())
    chat.box.press("Enter")
    chat.waits_for_more_than(1)


def test_a_cleared_chat_is_noticed_after_a_reload(page):
    chat = Chat(page)
    page.request.delete(f"/api/conversations/{chat.conversation}")
    page.reload()
    expect(chat.status).to_contain_text("Our last chat was cleared")
    chat.replies.first.wait_for()


def test_help_comes_first_even_where_the_chat_is_gone(page):
    chat = Chat(page)
    page.request.delete(f"/api/conversations/{chat.conversation}")
    chat.says("I want to kill myself")
    expect(chat.latest.get_by_role("heading", name="Help right now")).to_be_visible()
    page.wait_for_timeout(300)
    expect(chat.latest).to_be_visible()


def test_too_many_messages_are_told_kindly_and_the_words_stay(page):
    chat = Chat(page)
    address = f"/api/conversations/{chat.conversation}/messages"
    for _ in range(60):  # as many as a conversation may send in a minute
        page.request.post(address, data={"choice": "never offered"})
    chat.sends(QUESTION)
    expect(page.locator("#fault")).to_contain_text("Please wait a minute, then send yours again.")
    expect(chat.box).to_have_value(QUESTION)
    assert any("Please wait a minute" in line for line in chat.heard())


def test_a_service_that_is_too_busy_says_so_in_its_own_words(page):
    chat = Chat(page)
    told = {"title": "Service Unavailable", "detail": "Many families are asking.", "status": 503}
    page.route(MESSAGES, lambda route: route.fulfill(
        status=503, content_type="application/problem+json", body=json.dumps(told)))  # fmt: skip
    chat.sends(QUESTION)
    expect(page.locator("#fault")).to_have_text("Many families are asking.")
    expect(chat.box).to_have_value(QUESTION)
    expect(chat.box).to_have_attribute("aria-invalid", "true")


def test_words_that_are_too_many_are_counted_and_kept(page):
    chat = Chat(page)
    chat.box.fill("a" * 2003)
    expect(page.locator("#count")).to_contain_text("3 characters too many")
    chat.box.press("Enter")
    expect(page.locator("#fault")).to_contain_text("3 characters too many")
    assert len(chat.turns()) == 1


def test_a_warning_comes_two_minutes_before_the_end_and_the_chat_can_be_kept(page):
    page.clock.install()
    chat = Chat(page)
    page.clock.run_for((30 * 60 - 125) * 1000)
    expect(chat.status).to_be_hidden()
    page.clock.run_for(10_000)
    expect(chat.status).to_contain_text("will be cleared in about 2 minutes")
    assert any("about 2 minutes" in line for line in chat.heard())
    page.get_by_role("button", name="Keep this chat").click()
    expect(chat.status).to_contain_text("I have kept your chat.")
    page.clock.run_for(10 * 60_000)
    expect(chat.replies).to_have_count(1)


def test_when_the_time_is_over_the_screen_is_cleared_too(page):
    page.clock.install()
    chat = Chat(page)
    chat.says(QUESTION)
    page.clock.run_for(30 * 60_000 + 1_000)
    expect(chat.status).to_contain_text("everything in it is gone")
    assert chat.replies.count() == 0
    assert chat.conversation == ""


def test_whoever_fills_in_a_letter_is_not_cut_off(page):
    page.clock.install()
    chat = Chat(page)
    chat.says(QUESTION)
    for _ in range(4):
        page.clock.run_for(9 * 60_000)
        with page.expect_response(MESSAGES):
            page.keyboard.press("Tab")
    page.clock.run_for(1_000)
    assert chat.replies.count() == 2
