"""What families do on pages without scripts, as a browser does it; and every state worth a look."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page

LATE = "the council missed the deadline for the ehc plan, who do I complain to"
# So long ago that the first legal date has not passed, whenever the tests run.
A_MONTH_AGO = date.today() - timedelta(days=30)
WIDTHS = {360: 740, 768: 1024, 1366: 768}
SCHEMES = ("light", "dark")


def as_said(day: date) -> str:
    """A day as a family types it."""
    return f"{day.day} {day:%B %Y}"


def ask(page: Page, *steps: str) -> None:
    """Go through the plain page: words that are typed, or the value of a button after “@”."""
    page.goto("/ask")
    for step in steps:
        if step.startswith("@"):
            press(page, step[1:])
        else:
            say(page, step)


def say(page: Page, words: str) -> None:
    """Type and send."""
    page.fill("#text", words)
    with page.expect_navigation():
        page.click("#ask button:text-is('Send')")


def press(page: Page, value: str) -> None:
    """Press the button of that value, in the latest exchange where there are several."""
    with page.expect_navigation():
        page.locator(f"button[value='{value}']").first.click()


def search(page: Page, words: str) -> None:
    """Search the guides."""
    page.goto("/guides/")
    page.fill("#q", words)
    with page.expect_navigation():
        page.click(".search button")


def to_dates(page: Page) -> None:
    """The dates journey, to its end."""
    ask(page, "check my dates", "@ehc_part:asking", "@ehc_stage:asked", as_said(A_MONTH_AGO))


def to_letter(page: Page) -> None:
    """The letter journey, to its end."""
    ask(page, "help me write a letter", "@letter_group:other", "@letter_kind:complaint")


STATES: dict[str, Callable[[Page], object]] = {
    "home": lambda page: page.goto("/"),
    "ask": lambda page: page.goto("/ask"),
    "answer": lambda page: ask(page, LATE),
    "choices": lambda page: ask(page, "check my dates", "@ehc_part:asking"),
    "dates": to_dates,
    "letter": to_letter,
    "crisis": lambda page: ask(page, "I want to kill myself"),
    "error": lambda page: ask(page, "   "),
    "urgent help open": lambda page: (page.goto("/ask"), page.click(".urgent summary")),
    "guides": lambda page: page.goto("/guides/"),
    "search results": lambda page: search(page, "school says he does not need a plan"),
    "search in danger": lambda page: search(page, "I want to end my life"),
    "guide": lambda page: page.goto("/guides/ehcp-late"),
    "letters": lambda page: page.goto("/letters/"),
    "letter page": lambda page: page.goto("/letters/complaint"),
    "what families tell us": lambda page: page.goto("/what-families-tell-us"),
    "accessibility": lambda page: page.goto("/accessibility"),
    "problem": lambda page: page.goto("/nowhere"),
}
