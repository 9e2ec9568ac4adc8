"""Plain pages in a real browser: for every device, colour and way of reading."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe
from tests.browser.looking import controls, fault_of_focus, space_out, sticking_out, too_small
from tests.browser.plain_pages import SCHEMES, STATES, WIDTHS, ask, to_dates

each_state = pytest.mark.parametrize("state", STATES)


@each_state
def test_axe_finds_nothing_at_any_width_in_light_and_dark(page: Page, state: str) -> None:
    STATES[state](page)
    found = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {finding}" for finding in axe(page)]
    assert found == []


@each_state
def test_a_page_at_400_percent_needs_no_sideways_scrolling_even_with_wide_spacing(
    page: Page, state: str
) -> None:
    STATES[state](page)
    page.set_viewport_size({"width": 320, "height": 256})
    assert sticking_out(page) == []
    space_out(page)
    assert sticking_out(page) == []


@each_state
def test_everything_to_press_is_large_enough_for_a_thumb(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    STATES[state](page)
    assert too_small(page) == []


@pytest.mark.parametrize("state", ["ask", "answer", "guides", "guide", "letter page", "problem"])
def test_a_keyboard_reaches_everything_in_order_and_the_focus_is_always_seen(
    page: Page, state: str
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(reduced_motion="reduce")  # or the page still glides when it is looked at
    STATES[state](page)
    # Every stop is met once, in the order of the page: nothing is a trap.
    wanted = controls(page)
    faults, met = [], []
    for _ in wanted:
        page.keyboard.press("Tab")
        faults += filter(None, [fault_of_focus(page)])
        met.append(page.evaluate("() => document.activeElement.outerHTML"))
    assert faults == []
    assert met == wanted


def test_the_skip_link_leads_past_the_menu(page: Page) -> None:
    page.goto("/ask")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


def test_a_question_can_be_asked_and_a_choice_made_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/ask")
    page.focus("#text")
    page.keyboard.type("check my dates")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("button[value='ehc_part:refused']")
    with page.expect_navigation():
        page.keyboard.press("Space")
    assert page.locator(".turn .said").inner_text() == "The council said no"


def test_urgent_help_opens_with_the_keyboard(page: Page) -> None:
    page.goto("/guides/")
    page.focus(".urgent summary")
    page.keyboard.press("Enter")
    assert page.locator(".urgent a[href='tel:999']").is_visible()


def test_nothing_moves_for_those_who_want_calm(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/guides/")
    moving = page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return style.scrollBehavior === "smooth" || style.animationName !== "none"
            || parseFloat(style.transitionDuration) > 0;
        }).length"""
    )
    assert moving == 0


def test_in_colours_of_the_readers_own_every_box_keeps_its_edge(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    to_dates(page)
    edges = page.evaluate(
        """(boxes) => [...document.querySelectorAll(boxes)]
          .filter((one) => one.checkVisibility())
          .map((one) => getComputedStyle(one).borderTopStyle)""",
        ".card, .said, .date-list li, .state, button, textarea",
    )
    assert edges
    assert "none" not in edges


def test_a_date_says_in_words_what_its_colour_says(page: Page) -> None:
    to_dates(page)
    assert page.locator(".turn .date-list .state").all_inner_texts()[0] == "Next"


@pytest.mark.parametrize("state", ["answer", "guide", "letter page"])
def test_what_is_printed_is_the_text_without_menus_and_forms(page: Page, state: str) -> None:
    STATES[state](page)
    page.emulate_media(media="print")
    for hidden in (".top", ".strip", ".bottom", "form", ".choices", ".helped", ".skip"):
        for element in page.locator(hidden).all():
            assert not element.is_visible(), hidden
    assert page.locator("main").inner_text().strip()


def test_a_printed_letter_has_lines_to_write_on_and_its_notes_on_a_page_of_their_own(
    page: Page,
) -> None:
    page.goto("/letters/complaint")
    page.emulate_media(media="print")
    blank = page.locator(".sheet .blank").first
    assert blank.evaluate("(one) => getComputedStyle(one).borderBottomStyle") == "solid"
    assert blank.bounding_box()["width"] > 150
    assert blank.bounding_box()["height"] > 25
    notes = page.locator(".notes").evaluate("(one) => getComputedStyle(one).breakBefore")
    assert notes == "page"


def test_a_guide_offers_to_print_only_where_that_works(page: Page) -> None:
    page.goto("/guides/ehcp-late")
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    page.click("[data-print]")
    assert page.title() == "printed"


def test_a_reply_in_another_language_says_which(page: Page) -> None:
    ask(page, "Moje dziecko nie mówi. Potrzebuję pomocy, nie znam angielskiego.")
    card = page.locator(".turn .card").first
    assert card.get_attribute("lang") == "pl"
    assert card.get_attribute("dir") == "auto"


def test_titles_tell_pages_apart(page: Page) -> None:
    titles = []
    for state in ("ask", "answer", "error", "guides", "search results", "guide", "problem"):
        STATES[state](page)
        titles.append(page.title())
    assert len(set(titles)) == len(titles)
    assert titles[2].startswith("Problem:")


def test_a_family_is_given_no_cookie_and_nothing_is_stored(page: Page) -> None:
    to_dates(page)
    page.goto("/guides/ehcp-late")
    page.click(".helped button[value=yes]")
    assert page.context.cookies() == []
    stored = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert stored == [0, 0]
