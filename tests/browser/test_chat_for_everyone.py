"""Large text, small screens, keyboards, high contrast: the chat fits the person."""

from playwright.sync_api import expect

from tests.browser.chat_page import Chat, dates, letter

QUESTION = "they said 20 weeks for the plan and it has been 9 months"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# The text spacing of WCAG 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, form *")]
  .filter((one) => !one.closest(".hidden, template, textarea, select"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflow))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.outerHTML.slice(0, 100))"""
SMALL = """() => [...document.querySelectorAll("button,summary,a.call,a.leave,textarea,select")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.getBoundingClientRect(), one.textContent.trim()])
  .filter(([box]) => box.height < 44 || box.width < 44).map(([, name]) => name)"""
COVERED = """() => {
  if (document.activeElement === document.body) return null;  // between the end and the beginning
  const box = document.activeElement.getBoundingClientRect();
  const at = [box.left + box.width / 2, Math.min(box.top + box.height / 2, box.bottom - 1)];
  const top = document.elementFromPoint(...at);
  const one = document.activeElement;
  const isShown = top && (one.contains(top) || top.contains(one));
  return isShown ? null : document.activeElement.outerHTML.slice(0, 100);
}"""


def test_a_whole_conversation_is_held_with_the_keyboard_alone(page):
    chat = Chat(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the box
    page.keyboard.type("help me write a letter")
    page.keyboard.press("Enter")
    chat.waits_for_more_than(1)
    for _ in range(3):  # back from the box, over the three choices
        page.keyboard.press("Shift+Tab")
    expect(chat.latest.get_by_role("button", name="Asking for a plan")).to_be_focused()
    page.keyboard.press("Space")
    chat.waits_for_more_than(2)
    page.keyboard.press("Tab")
    while "Ask for an EHC" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chat.waits_for_more_than(3)
    while page.evaluate("document.activeElement.labels?.[0]?.textContent") != "Your name":
        page.keyboard.press("Tab")
    page.keyboard.type("Asha")
    expect(chat.latest.locator(".sheet")).to_contain_text("Asha")


def test_what_has_the_focus_is_never_hidden_by_the_bar_or_the_box(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    chat = Chat(page)
    chat.says(QUESTION)
    page.evaluate("scrollTo(0, 0); document.querySelector('.leave').focus()")
    covered = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(22):
            page.keyboard.press(key)
            covered += [page.evaluate(COVERED)]
    assert [one for one in covered if one] == []


def test_everything_that_is_pressed_is_large_enough(page):
    page.set_viewport_size({"width": 360, "height": 740})
    chat = Chat(page)
    chat.says(QUESTION)
    chat.latest.get_by_text("Keep or hear this").click()
    assert page.evaluate(SMALL) == []
    letter(chat)
    assert page.evaluate(SMALL) == []


def test_at_400_percent_nothing_sticks_out_and_nothing_stays_in_the_way(page):
    page.set_viewport_size({"width": 320, "height": 256})
    chat = Chat(page)
    chat.says(QUESTION)
    dates(chat)
    assert page.evaluate(TOO_WIDE) <= 0
    stuck = "getComputedStyle(document.querySelector('{}')).position"
    for part in (".bar", ".composer"):
        assert page.evaluate(stuck.format(part)) != "sticky"
    chat.box.scroll_into_view_if_needed()
    expect(chat.box).to_be_in_viewport()


def test_text_of_twice_the_size_fits(page):
    page.set_viewport_size({"width": 640, "height": 740})
    chat = Chat(page)
    chat.says(QUESTION)
    letter(chat)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CUT_OFF) == []


def test_wide_text_spacing_cuts_nothing_off(page):
    page.set_viewport_size({"width": 360, "height": 740})
    chat = Chat(page)
    chat.says(QUESTION)
    dates(chat)
    page.evaluate(
        """(rules) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rules);
          document.adoptedStyleSheets = [sheet];
        }""",
        SPACING,
    )
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CUT_OFF) == []


def test_in_forced_colours_cards_and_buttons_keep_an_edge(page):
    page.emulate_media(forced_colors="active")
    chat = Chat(page)
    chat.says(QUESTION)
    edge = "(one) => getComputedStyle(one).borderTopWidth"
    assert chat.latest.locator(".card").evaluate(edge) == "1px"
    assert page.locator("#send").evaluate(edge) == "2px"
    chat.box.focus()
    assert chat.box.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_in_calm_mode_nothing_moves(page):
    page.emulate_media(reduced_motion="reduce")
    chat = Chat(page)
    page.route("**/messages", lambda route: None)
    chat.sends(QUESTION)
    expect(chat.status).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_dark_mode_follows_the_device(page):
    page.emulate_media(color_scheme="dark")
    Chat(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 28, 28)"


def test_escape_folds_the_urgent_help_away_and_gives_the_focus_back(page):
    Chat(page)
    summary = page.get_by_text("Get urgent help")
    summary.click()
    numbers = page.locator(".bar .urgent-help")
    expect(numbers).to_be_visible()
    page.keyboard.press("Escape")
    expect(numbers).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_matters_stays_in_sight_however_long_the_chat(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    chat = Chat(page)
    chat.says(QUESTION)
    dates(chat)
    for name in ("I am a computer program.", "Get urgent help", "End chat and clear"):
        expect(page.locator("header").get_by_text(name)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()
    expect(chat.box).to_be_in_viewport()
