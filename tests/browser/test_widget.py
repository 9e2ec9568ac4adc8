"""The loader on a council's own page: seen by all, in nobody's way, silent until opened."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe
from tests.browser.chat_page import open_widget

LAUNCHER = "#send-navigator .open"
CLOSE = "#send-navigator .close"
FRAME = "#send-navigator iframe"
KINDS = ("plain.html", "strict.html", "wordpress.html", "drupal.html")
STORED = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""


def test_nothing_is_asked_for_or_kept_before_the_chat_is_opened(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.council}/plain.html")
    page.locator(LAUNCHER).wait_for()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith(site.url)] == [f"{site.url}/widget.js"]
    assert page.locator(FRAME).count() == 0
    assert page.evaluate(STORED) == [0, 0, "", 0, 0]
    assert page.context.cookies() == []


def test_nothing_is_kept_in_the_councils_page_when_the_chat_is_used(page, site):
    chat = open_widget(page, f"{site.council}/plain.html")
    chat.locator("#text").fill("my child cannot sleep")
    chat.get_by_role("button", name="Send").click()
    chat.locator(".reply").nth(1).wait_for()
    assert page.evaluate(STORED) == [0, 0, "", 0, 0]
    assert page.context.cookies() == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_button_and_the_chat_are_whole_on_every_kind_of_page(page, site, kind):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{site.council}/{kind}")
    launcher = page.locator(LAUNCHER)
    expect(launcher).to_be_visible()
    box = launcher.bounding_box()
    assert (round(box["x"] + box["width"]), round(box["y"] + box["height"])) == (1350, 752)
    assert box["height"] >= 44
    assert box["width"] < 400
    assert launcher.evaluate("(one) => getComputedStyle(one).color") == "rgb(255, 255, 255)"
    assert launcher.evaluate("(one) => getComputedStyle(one).textTransform") == "none"
    launcher.click()
    frame = page.frame_locator(FRAME)
    frame.locator(".reply").first.wait_for()
    expect(launcher).to_be_hidden()
    box = page.locator(FRAME).bounding_box()
    assert box["width"] > 400
    assert box["height"] > 600


@pytest.mark.parametrize("kind", KINDS[2:])
def test_the_widget_adds_no_barrier_to_a_councils_page(page, site, kind):
    page.goto(f"{site.council}/{kind}")
    page.locator(LAUNCHER).wait_for()
    assert [finding for finding in axe(page) if "send-navigator" in finding] == []


def test_included_twice_there_is_one_button(page, site):
    page.goto(f"{site.council}/twice.html")
    page.locator(LAUNCHER).first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("[id^=send-navigator]").count() == 1
    assert page.get_by_role("button", name="Ask about special needs").count() == 1


def test_escape_closes_the_chat_and_gives_the_focus_back(page, site):
    chat = open_widget(page, f"{site.council}/plain.html")
    chat.locator("#text").press("Escape")
    expect(page.locator(LAUNCHER)).to_be_focused()
    expect(page.locator(FRAME)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(FRAME)).to_be_visible()
    page.locator(CLOSE).focus()
    page.keyboard.press("Escape")
    expect(page.locator(LAUNCHER)).to_be_focused()


def test_the_keyboard_gets_into_the_chat_through_it_and_out_again(page, site):
    page.goto(f"{site.council}/plain.html")
    page.locator(LAUNCHER).wait_for()
    order = []
    for _ in range(3):
        page.keyboard.press("Tab")
        order.append(_focused(page))
    assert order == ["Another page", "A button of the page", "Ask about special needs"]
    page.keyboard.press("Enter")
    frame = page.frame_locator(FRAME)
    frame.locator(".reply").first.wait_for()
    within = []
    for _ in range(6):
        page.keyboard.press("Tab")
        within.append(_focused(page.frames[-1]))
    assert within == [
        "Skip to the box to type in",
        "Get urgent help",
        "End chat and clear",
        "Leave this site",
        "Type your question",
        "Send",
    ]
    page.keyboard.press("Tab")  # out of the frame, and to the page's own beginning
    page.keyboard.press("Tab")
    assert not page.frames[-1].evaluate("document.hasFocus()")


def test_on_a_small_screen_the_chat_fills_it(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    open_widget(page, f"{site.council}/plain.html")
    panel = page.locator("#send-navigator .panel").bounding_box()
    assert (panel["x"], panel["y"], panel["width"], panel["height"]) == (0, 0, 360, 740)


def test_a_council_chooses_place_words_language_colours_and_a_first_question(page, site):
    said = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(f"{site.council}/options.html")
    launcher = page.get_by_role("button", name="Porozmawiaj z nami")
    assert launcher.bounding_box()["x"] == 16
    assert page.locator("#send-navigator").get_attribute("lang") == "pl"
    colours = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    assert launcher.evaluate(colours) == ["rgb(255, 213, 79)", "rgb(26, 26, 26)"]
    with page.expect_request("**/api/conversations") as starting:
        launcher.click()
    assert starting.value.post_data_json == {"language": "pl"}
    chat = page.frame_locator(FRAME)
    expect(chat.locator("#text")).to_have_value("How do I ask for an EHC plan?")
    assert said == []


def test_colours_that_nobody_can_read_are_refused_with_one_sentence(page, site):
    said = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(f"{site.council}/faint.html")
    launcher = page.locator(LAUNCHER)
    colours = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    assert launcher.evaluate(colours) == ["rgb(29, 90, 86)", "rgb(255, 255, 255)"]
    (sentence,) = said
    assert sentence.startswith("SEND Navigator: data-colour “#88bb88”")


def test_the_chat_goes_on_when_a_family_moves_to_another_page_of_the_council(page, site):
    chat = open_widget(page, f"{site.council}/plain.html")
    chat.locator("#text").fill("my child cannot sleep")
    chat.get_by_role("button", name="Send").click()
    chat.locator(".reply").nth(1).wait_for()
    chat = open_widget(page, f"{site.council}/options.html")
    expect(chat.locator("[data-part=said]")).to_have_text("my child cannot sleep")


def test_the_chat_works_where_the_browser_keeps_nothing_for_other_sites(page, site):
    chat = open_widget(page, f"{site.own_domain}/plain.html")
    chat.locator("#text").fill("my child cannot sleep")
    chat.get_by_role("button", name="Send").click()
    chat.locator(".reply").nth(1).wait_for()


def test_a_site_that_is_not_listed_cannot_frame_the_chat(browser, site):
    with browser.new_context() as context:
        page = context.new_page()
        refused = []
        page.on("console", lambda line: refused.append(line.text))
        page.goto(f"{site.stranger}/plain.html")
        page.locator(LAUNCHER).click()
        page.wait_for_timeout(1000)
        assert any("frame-ancestors" in line for line in refused)
        assert page.frame_locator(FRAME).locator("#composer").count() == 0


def test_other_pages_of_ours_cannot_be_framed_even_by_the_council(page, site):
    for path in ("/", "/ask", "/guides/"):
        headers = page.request.get(f"{site.url}{path}").headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
    framing = page.request.get(f"{site.url}/chat").headers["content-security-policy"]
    assert f"frame-ancestors 'self' {site.council} {site.own_domain}" in framing


def _focused(place: Page) -> str:
    """The name of what has the focus, in a page or a frame, shadow roots included."""
    return place.evaluate("""() => {
      let one = document.activeElement;
      while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      return (one.labels?.[0] ?? one).textContent.trim();
    }""")
