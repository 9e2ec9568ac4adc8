"""A letter is filled in on the device, and nothing that was typed into it ever leaves."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.chat_page import Chat, letter

PLANTED = {"Your name": "Quandrelmoss Öz & <b>", "Child's name": "Oskwyndle"}
BLANK = re.compile(r"\[[^\[\]]+\]")


@pytest.fixture
def sent(page) -> list[str]:
    """Everything that any request carries: address, headers and body."""
    carried: list[str] = []
    page.context.on("request", lambda one: carried.append(
        f"{one.url} {one.headers} {one.post_data or ''}"))  # fmt: skip
    return carried


@pytest.fixture
def filled(page, sent) -> Chat:
    """A letter with some of its blanks filled in."""
    chat = Chat(page)
    letter(chat)
    for label, text in PLANTED.items():
        chat.latest.get_by_label(label, exact=True).fill(text)
    return chat


def test_every_blank_is_a_labelled_field(page):
    chat = Chat(page)
    letter(chat)
    (blanks,) = [reply["letter"]["blanks"] for turn in chat.turns()
                 for reply in turn["messages"] if "letter" in reply]  # fmt: skip
    labels = chat.latest.locator(".blank label:not(.pick)").all_inner_texts()
    assert [label.casefold() for label in labels] == [blank.casefold() for blank in blanks]
    assert chat.latest.get_by_label("Your name").get_attribute("autocomplete") == "name"


def test_what_is_typed_stands_in_the_letter_at_once(filled):
    sheet = filled.latest.locator(".sheet")
    assert sheet.inner_text().count(PLANTED["Your name"]) == 2
    assert "[your name]" not in sheet.inner_text()
    assert "[today's date]" in sheet.inner_text()
    filled.latest.get_by_label("Your name").fill("")
    assert sheet.inner_text().count("[your name]") == 2


def test_nothing_that_was_filled_in_is_sent_or_kept(filled, page, sent):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("window.print = () => {}")
    for name in ("Copy the letter", "Print the letter", "Download for Word", "Download as text"):
        filled.latest.get_by_role("button", name=name).click()
    filled.says("thank you")
    filled.page.get_by_role("button", name="End chat and clear").click()
    page.get_by_text("everything in it is gone").first.wait_for()
    assert len(sent) > 5
    for text in ("quandrelmoss", "oskwyndle"):
        assert not [request for request in sent if text in request.casefold()]
    kept = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"
    assert page.evaluate(kept) == '[{},{},""]'


def test_the_letter_can_be_copied(filled, page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    filled.latest.get_by_role("button", name="Copy the letter").click()
    expect(page.locator("#announcer")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count(PLANTED["Your name"]) == 2
    assert "Yours faithfully" in copied


def test_the_letter_can_be_downloaded_as_text(filled, page):
    with page.expect_download() as saving:
        filled.latest.get_by_role("button", name="Download as text").click()
    text = saving.value.path().read_text("utf-8")
    assert saving.value.suggested_filename == "ask-for-an-ehc-needs-assessment.txt"
    assert text.count(PLANTED["Your name"]) == 2
    assert "[today's date]" in text


def test_the_letter_can_be_downloaded_as_a_word_file(filled, page, tmp_path):
    with page.expect_download() as saving:
        filled.latest.get_by_role("button", name="Download for Word").click()
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    assert path.suffix == ".docx"
    written = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert written[0].startswith(PLANTED["Your name"])
    assert "\n\n".join(written) == filled.latest.locator(".sheet").inner_text()
    assert BLANK.search("\n".join(written))


def test_the_word_file_with_blanks_left_open_is_there(filled, page):
    link = filled.latest.get_by_role("link", name="Word file with the blanks left open")
    answer = page.request.get(link.get_attribute("href"))
    assert answer.status == 200


def test_only_the_letter_is_printed(filled, page):
    page.evaluate("window.print = () => {}")
    filled.latest.get_by_role("button", name="Print the letter").click()
    page.emulate_media(media="print")
    expect(filled.latest.locator(".sheet")).to_be_visible()
    for hidden in (filled.box, filled.latest.locator(".steps"), filled.latest.locator(".blanks")):
        expect(hidden).to_be_hidden()


def test_a_line_that_fits_can_be_picked(page):
    chat = Chat(page)
    chat.says("help me write a letter")
    chat.chooses("Asking for a plan")
    chat.chooses("Chase a late decision or plan")
    pick = chat.latest.locator(".blank select").first
    line = pick.locator("option").nth(1).inner_text()
    pick.select_option(line)
    assert line in chat.latest.locator(".sheet").inner_text()
