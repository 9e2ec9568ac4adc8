"""The article desk in a real browser: from the first sign-in to a roll-back, on every page free of
what axe finds."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from actions_server.staff.roles import Role
from tests.browser.accessibility import axe
from tests.browser.conftest import Site, command, watched_page

PASSWORD = "seven lanterns drift south"
SLUG, QUESTION = "bullying", "my son is being bullied at school, what should school do"
OURS = "Write down what your child tells you."


@pytest.fixture
def people(own_folder) -> list[str]:
    """An editor, a publisher and an administrator who have never signed in, with accounts made by
    the command."""
    roles = (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR)
    names = [f"{role}{time.time_ns()}" for role in roles]
    for name, role in zip(names, roles, strict=True):
        words = ("create-user", name, "--role", str(role), "--password-stdin")
        assert "may sign in" in command(own_folder, *words, typed=f"{PASSWORD}\n")
    return names


@pytest.fixture
def page(browser: Browser, own_site: Site) -> Iterator[Page]:
    """A page of the assistant whose content these tests change."""
    yield from watched_page(browser, own_site)


@pytest.fixture
def second(browser: Browser, own_site: Site) -> Iterator[Page]:
    """A second browser, for a second person."""
    with browser.new_context(base_url=own_site.url, locale="en-GB") as context:
        yield context.new_page()


def sign_in_first_time(page: Page, name: str) -> None:
    """Password, the picture for the phone, a code, the recovery codes."""
    page.goto("/staff/")
    assert axe(page) == []
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Set up your phone")).to_be_visible()
    page.get_by_text("I cannot use the camera").click()
    assert axe(page) == []
    secret = page.locator(".staff-key").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".staff-codes li")).to_have_count(8)
    assert axe(page) == []
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    assert axe(page) == []


def answer_of(page: Page) -> str:
    """What a program is told is the article's answer now."""
    return page.request.get(f"/api/articles/{SLUG}").json()["answer"]


def wait_until(page: Page, is_so) -> float:
    """Seconds until it is so."""
    began = time.perf_counter()
    while not is_so():
        assert time.perf_counter() - began < 60
        page.wait_for_timeout(100)
    return time.perf_counter() - began


def test_from_the_first_sign_in_to_a_roll_back(page: Page, second: Page, people: list[str]):
    editor, publisher, _ = people
    sign_in_first_time(page, editor)
    before = answer_of(page)

    page.goto(f"/staff/articles/{SLUG}")
    page.get_by_label("Short answer").fill(f"{OURS} {before.partition('. ')[2]}")
    page.get_by_role("button", name="Show in the preview").click()
    expect(page.frame_locator("iframe").locator(".card")).to_contain_text(OURS)
    assert axe(page) == []
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Families do not see it")).to_be_visible()
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator(".staff-head")).to_contain_text("In review")

    sign_in_first_time(second, publisher)
    second.goto(f"/staff/articles/{SLUG}")
    assert axe(second) == []
    second.get_by_role("button", name="Try it out, then publish").click(timeout=120_000)
    expect(second.get_by_text("Tried on")).to_be_visible(timeout=120_000)
    assert axe(second) == []
    assert answer_of(page) == before, "until it is published families read what they read"
    second.get_by_role("button", name="Publish now").first.click()
    wait_until(page, lambda: OURS in answer_of(page))

    page.goto("/staff/ask")
    page.get_by_label("What a family might type").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="What came near")).to_be_visible()
    expect(page.locator(".staff-answer")).to_contain_text(OURS)
    assert axe(page) == []

    second.goto(f"/staff/articles/{SLUG}/versions")
    assert axe(second) == []
    second.get_by_role("link", name="Version 2").click()
    expect(second.locator("ins").first).to_contain_text("Write down")
    assert axe(second) == []
    second.go_back()
    second.get_by_role("button", name="Publish this one again").last.click()
    wait_until(page, lambda: answer_of(page) == before)
    second.get_by_role("button", name="Sign out").click()
    expect(second.get_by_text("You are signed out.")).to_be_visible()


def test_what_is_typed_survives_a_closed_tab(page: Page, people: list[str]):
    sign_in_first_time(page, people[0])
    page.goto("/staff/articles/exams")
    page.get_by_label("Short answer").press_sequentially("Typed and left. ")
    expect(page.get_by_text("What you type is kept for you.")).to_be_visible()
    assert axe(page) == []
    page.goto("/staff/articles")
    page.goto("/staff/articles/exams")
    assert axe(page) == []
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("Short answer")).to_have_value(re.compile("Typed and left"))
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Families do not see it")).to_be_visible()
    expect(page.get_by_text("did not save it")).to_have_count(0)


@pytest.mark.parametrize("width", [768, 1366])
def test_staff_pages_fit_and_are_accessible(page: Page, people: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 900})
    sign_in_first_time(page, people[2])
    for address in (
        *("/staff/articles", "/staff/articles/new", "/staff/articles/exams", "/staff/ask"),
        *("/staff/articles/exams/versions", "/staff/articles/exams/take-down", "/staff/account"),
        *("/staff/audit", "/staff/articles/no-such-article", "/staff/questions"),
        *("/staff/questions/decided", "/staff/services", "/staff/services/new"),
        *("/staff/services/decisions", "/staff/services/import", "/staff/worklist"),
        *("/staff/links", "/staff/reports", "/staff/reports/did", "/staff/service-counts"),
    ):
        page.goto(address)
        assert axe(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide"


def test_the_desk_works_without_javascript(browser: Browser, own_site: Site, people: list[str]):
    with browser.new_context(base_url=own_site.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/staff/sign-in")
        page.get_by_label("Your name").fill(people[0])
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        secret = page.locator(".staff-key").text_content().replace(" ", "")
        page.get_by_label("Code from the app").fill(pyotp.TOTP(secret).now())
        page.get_by_role("button", name="Continue").click()
        page.goto("/staff/articles/exams")
        page.get_by_label("Short answer").fill("Typed without JavaScript.")
        page.get_by_role("button", name="Show in the preview").click()
        card = page.frame_locator("iframe").locator(".card")
        expect(card).to_contain_text("Typed without JavaScript.")
