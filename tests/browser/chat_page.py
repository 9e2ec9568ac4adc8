"""What a family does on the chat page, in words, and what is read out to it."""

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page

# Notes every sentence that is added to the live region, in order.
_LISTEN = """() => {
  window.heard = [];
  const note = (nodes) => nodes.forEach((node) => window.heard.push(node.textContent));
  new MutationObserver((changes) => changes.forEach((one) => note(one.addedNodes)))
    .observe(document.getElementById("announcer"), { childList: true, characterData: true });
}"""
_KEY = "send-navigator-conversation"


class Chat:
    """The chat page alone, opened with its welcome shown."""

    def __init__(self, page: Page, wishes: str = "") -> None:
        self.page = page
        page.goto(f"/chat{wishes}")
        self.replies.first.wait_for()
        page.evaluate(_LISTEN)

    @property
    def replies(self) -> Locator:
        """Every card of the assistant's."""
        return self.page.locator(".reply")

    @property
    def latest(self) -> Locator:
        """The newest card of the assistant's."""
        return self.replies.last

    @property
    def said(self) -> list[str]:
        """What the family said, as it stands there."""
        return self.page.locator("[data-part=said]").all_inner_texts()

    @property
    def box(self) -> Locator:
        """The box to type in."""
        return self.page.locator("#text")

    @property
    def status(self) -> Locator:
        """The line after the last card."""
        return self.page.locator("#status")

    @property
    def conversation(self) -> str:
        """The conversation's id, or "" when none is kept."""
        return self.page.evaluate(f"sessionStorage.getItem('{_KEY}') ?? ''")

    def says(self, text: str) -> None:
        """Type words and send them, and wait for the reply."""
        before = self.replies.count()
        self.sends(text)
        self.waits_for_more_than(before)

    def sends(self, text: str) -> None:
        """Type words and send them."""
        self.box.fill(text)
        self.box.press("Enter")

    def chooses(self, title: str) -> None:
        """Press a button under the newest card, and wait for the reply."""
        before = self.replies.count()
        self.latest.locator(".choices").get_by_role("button", name=title, exact=True).click()
        self.waits_for_more_than(before)

    def waits_for_more_than(self, before: int) -> None:
        """There is a new card, and nothing is under way."""
        self.page.wait_for_function(
            """(before) => document.querySelectorAll(".reply").length > before
              && document.getElementById("status").hidden""",
            arg=before,
        )

    def heard(self) -> list[str]:
        """Every sentence that was read out, in order."""
        return self.page.evaluate("window.heard")

    def turns(self) -> list[dict[str, Any]]:
        """What the service holds of the conversation."""
        answer = self.page.request.get(f"/api/conversations/{self.conversation}/messages")
        return answer.json()["turns"]


def open_widget(page: Page, address: str) -> FrameLocator:
    """Press the launcher on a council's page; the chat in its frame, with its welcome shown."""
    page.goto(address)
    page.locator("#send-navigator .open").click()
    frame = page.frame_locator("#send-navigator iframe")
    frame.locator(".reply").first.wait_for()
    return frame


def dates(chat: Chat) -> None:
    """Go through the journey about dates, for a request of two months and a half ago."""
    chat.says("check my dates")
    chat.says("they agreed to assess")
    chat.says(_long_ago(75))


def letter(chat: Chat) -> None:
    """Get the letter that asks for an assessment."""
    chat.says("help me write a letter")
    chat.chooses("Asking for a plan")
    chat.chooses("Ask for an EHC needs assessment")


def _long_ago(days: int) -> str:
    day = date.today() - timedelta(days)
    return f"{day.day} {day:%B %Y}"
