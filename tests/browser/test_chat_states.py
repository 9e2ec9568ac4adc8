"""In every state, at every width, in light and dark, axe finds nothing and nothing is cut off."""

from collections.abc import Callable

import pytest

from tests.browser.accessibility import axe
from tests.browser.chat_page import Chat, dates, letter, open_widget

SIZES = ((360, 740), (768, 1024), (1366, 768))
SCHEMES = ("light", "dark")
QUESTION = "they said 20 weeks for the plan and it has been 9 months"


def start(_chat: Chat) -> None:
    """Nothing said yet."""


def answer(chat: Chat) -> None:
    """An answer with all that is folded away opened."""
    chat.says(QUESTION)
    for summary in chat.latest.locator("summary").all():
        summary.click()


def chosen(chat: Chat) -> None:
    """A choice that was made, and the next."""
    chat.says("help me write a letter")
    chat.chooses("Asking for a plan")


def rated(chat: Chat) -> None:
    """An answer that helped."""
    chat.says(QUESTION)
    chat.latest.get_by_role("button", name="Yes").click()
    chat.latest.get_by_text("I am glad it helped").wait_for()


def letter_begun(chat: Chat) -> None:
    """A letter with one blank filled in."""
    letter(chat)
    chat.latest.get_by_label("Your name").fill("Asha")


def crisis(chat: Chat) -> None:
    """Help for somebody in danger."""
    chat.says("I want to kill myself")


def people(chat: Chat) -> None:
    """Whom to talk to."""
    chat.says("I want to talk to a person")


def urdu(chat: Chat) -> None:
    """A reply from right to left."""
    chat.says("میرے بچے کو اسکول میں مدد چاہیے")


def urgent_help(chat: Chat) -> None:
    """Urgent help unfolded."""
    chat.page.get_by_text("Get urgent help").click()


def unreachable(chat: Chat) -> None:
    """No network."""
    chat.page.context.set_offline(True)
    chat.sends(QUESTION)
    chat.page.get_by_role("button", name="Try again").wait_for()


def too_long(chat: Chat) -> None:
    """More words than can be taken in."""
    chat.sends("a" * 2001)
    chat.page.locator("#fault").wait_for()


def ended(chat: Chat) -> None:
    """The chat was ended and cleared."""
    chat.page.get_by_role("button", name="End chat and clear").click()
    chat.page.get_by_text("everything in it is gone").first.wait_for()


STATES: tuple[Callable[[Chat], None], ...] = (
    start, answer, chosen, rated, dates, letter_begun, crisis, people, urdu, urgent_help,
    unreachable, too_long, ended,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_nobody_is_shut_out_of_the_chat(page, state):
    page.set_viewport_size({"width": 360, "height": 740})
    # What moves has no contrast to measure.
    page.emulate_media(reduced_motion="reduce")
    state(Chat(page))
    look_at_all_sizes(page)


def test_nobody_is_shut_out_of_the_widget(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.council}/plain.html")
    look_at_all_sizes(page)
    open_widget(page, f"{site.council}/plain.html")
    look_at_all_sizes(page)


def look_at_all_sizes(page) -> None:
    """axe, and whether anything sticks out, at each size in each scheme."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {finding}" for finding in axe(page)]
        for frame in page.frames:
            wide = frame.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{width}: {wide} pixels too wide"] if wide > 0 else []
    assert found == []
