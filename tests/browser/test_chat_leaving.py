"""Quick exit: at once, with the conversation gone, and nothing of the chat to go back to."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_page import Chat, open_widget

ELSEWHERE = "https://www.bbc.co.uk/weather"
BEFORE = "about:blank"


@pytest.fixture(autouse=True)
def weather(page):
    """The page that is shown instead; the real one is not ours to ask."""
    page.context.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="Sunny", status=200))


def press_shift(page: Page, times: int) -> None:
    """Press and let go."""
    for _ in range(times):
        page.keyboard.press("Shift")


def assert_gone(page: Page, conversation: str, site) -> None:
    """Elsewhere, with nothing to go back to, here or on the service."""
    page.wait_for_url(ELSEWHERE)
    assert page.request.get(f"{site.url}/api/conversations/{conversation}/messages").status == 404
    page.go_back()
    assert page.url == BEFORE
    page.goto(f"{site.url}/static/icon.svg")
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]


def test_the_button_leaves_and_leaves_nothing(page, site):
    chat = Chat(page)
    chat.says("he hits me when the children are asleep")
    conversation = chat.conversation
    page.get_by_role("link", name="Leave this site").click()
    assert_gone(page, conversation, site)


def test_three_presses_of_shift_do_the_same(page, site):
    chat = Chat(page)
    chat.says("my child cannot sleep")
    conversation = chat.conversation
    press_shift(page, 3)
    assert_gone(page, conversation, site)


def test_skipping_to_the_box_leaves_no_trace_to_go_back_to(page, site):
    chat = Chat(page)
    conversation = chat.conversation
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    press_shift(page, 3)
    assert_gone(page, conversation, site)


def test_shift_for_capital_letters_or_pressed_now_and_then_leaves_nothing(page):
    chat = Chat(page)
    chat.box.focus()
    for letter in ("A", "B", "C", "D"):
        page.keyboard.press(f"Shift+{letter}")
    press_shift(page, 2)
    page.keyboard.press("e")
    press_shift(page, 2)
    page.wait_for_timeout(2_100)
    press_shift(page, 1)
    page.wait_for_timeout(500)
    assert page.url.endswith("/chat")
    expect(chat.box).to_have_value("ABCDe")


@pytest.mark.parametrize("way", ["button", "shift in the chat", "shift on the council's page"])
def test_in_a_councils_page_that_page_is_replaced(page, site, way):
    frame = open_widget(page, f"{site.council}/plain.html")
    frame.locator("#text").fill("my child cannot sleep")
    frame.get_by_role("button", name="Send").click()
    frame.locator(".reply").nth(1).wait_for()
    key = "sessionStorage.getItem('send-navigator-conversation')"
    conversation = page.frames[-1].evaluate(key)
    if way == "button":
        frame.get_by_role("link", name="Leave this site").click()
    else:
        where = frame.locator("#text") if "chat" in way else page.locator("#send-navigator .close")
        where.focus()
        press_shift(page, 3)
    assert_gone(page, conversation, site)


def test_a_page_that_is_not_the_loader_cannot_be_told_where_to_go(page, site):
    open_widget(page, f"{site.council}/plain.html")
    page.evaluate("postMessage('send-navigator:leave https://example.invalid/', '*')")
    page.wait_for_timeout(500)
    assert page.url == f"{site.council}/plain.html"


def test_ending_the_chat_clears_it_here_and_on_the_service(page):
    chat = Chat(page)
    chat.says("my child cannot sleep")
    conversation = chat.conversation
    page.get_by_role("button", name="End chat and clear").click()
    page.get_by_text("everything in it is gone").first.wait_for()
    assert chat.replies.count() == 0
    assert page.request.get(f"/api/conversations/{conversation}/messages").status == 404
    expect(page.get_by_role("button", name="Start a new chat")).to_be_focused()
