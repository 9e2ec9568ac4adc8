"""One way to get a page in tests: it is parsed strictly and checked like every other page."""

from collections import Counter
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from justhtml import JustHTML

from actions_server.conversation.memory import Conversations

FROM_A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUESTION = "How do I ask the council for an EHC needs assessment?"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Page:
    """A page that passed the checks below."""

    def __init__(self, response: Response) -> None:
        self.status = response.status_code
        self.headers = response.headers
        # Strict: a parse error of any kind raises. Nothing is cleaned away, so nothing hides.
        self.document = JustHTML(response.text, strict=True, sanitize=False)

    def all(self, selector: str) -> list:
        """The elements that match, in order."""
        return self.document.query(selector)

    def one(self, selector: str):
        """The only element that matches."""
        (found,) = self.all(selector)
        return found

    def text(self, selector: str = "body") -> str:
        """The text of the only element that matches, on one line."""
        return words_of(self.one(selector))

    def links(self) -> list[str]:
        """Where the links lead."""
        return [link.attrs["href"] for link in self.all("a[href]")]


def words_of(element) -> str:
    """An element's text on one line."""
    return " ".join(element.to_text().split())


@pytest.fixture
def read_page() -> Callable[[Response], Page]:
    """Read a reply as a page, and check it as every page is checked."""

    def read(response: Response) -> Page:
        page = Page(response)
        for check in CHECKS:
            check(page)
        return page

    return read


@pytest.fixture
def get_page(client: TestClient, read_page: Callable[[Response], Page]) -> Callable[..., Page]:
    """Get a page as a browser would, and check it."""

    def get(address: str, status: int = 200) -> Page:
        response = client.get(address, headers=FROM_A_BROWSER)
        assert response.status_code == status, address
        return read_page(response)

    return get


@pytest.fixture
def post(client: TestClient) -> Callable[..., Response]:
    """Send a form as a browser does: as multipart, from our own page."""

    def send(address: str, **fields: str) -> Response:
        parts = {name: (None, value) for name, value in fields.items()}
        headers = {**FROM_A_BROWSER, "Sec-Fetch-Site": "same-origin"}
        return client.post(address, files=parts, headers=headers, follow_redirects=False)

    return send


@pytest.fixture
def ask(
    post: Callable[..., Response], read_page: Callable[[Response], Page]
) -> Callable[..., Page]:
    """Send the form of the plain page, and read what comes back."""

    def send(status: int = 200, **fields: str) -> Page:
        response = post("/ask", **{"text": "", "conversation": "", **fields})
        assert response.status_code == status
        return read_page(response)

    return send


@pytest.fixture
def conversations(client: TestClient) -> Conversations:
    """The conversations that live."""
    return client.app.state.assistant.conversations


def conversation_of(page: Page) -> str:
    """The id that the form of the plain page carries."""
    return page.one("#ask [name=conversation]").attrs["value"]


def it_is_a_page_in_english(page: Page) -> None:
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.one("html").attrs["lang"] == "en-GB"
    assert page.text("head title").strip()  # charts have titles too


def its_headings_make_an_outline(page: Page) -> None:
    levels = [HEADINGS.index(heading.name) + 1 for heading in page.all(", ".join(HEADINGS))]
    assert levels.count(1) == 1
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1, f"a heading of level {level} follows one of level {before}"


def its_ids_are_its_own_and_found(page: Page) -> None:
    ids = Counter(element.attrs["id"] for element in page.all("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    for attribute in ("aria-describedby", "aria-labelledby", "for", "form"):
        for element in page.all(f"[{attribute}]"):
            assert set(element.attrs[attribute].split()) <= set(ids), element.to_html()
    for link in page.all("a[href]"):
        if link.attrs["href"].startswith("#"):
            assert link.attrs["href"][1:] in ids, link.to_html()


def what_can_be_used_has_words(page: Page) -> None:
    labelled = {label.attrs["for"] for label in page.all("label[for]") if words_of(label)}
    for control in page.all("input, textarea, select"):
        if control.attrs.get("type") != "hidden":
            assert control.attrs["id"] in labelled, control.to_html()
    for element in page.all("a, button, summary"):
        assert words_of(element), element.to_html()


def its_policy_holds(page: Page) -> None:
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.all("style, [style]") == []
    for element in page.all("script, link[rel=stylesheet], img, iframe"):
        address = element.attrs.get("src") or element.attrs.get("href") or ""
        assert address.startswith("/"), f"inline, or from elsewhere: {element.to_html()}"
    for element in page.all("*"):
        assert not [name for name in element.attrs if name.startswith("on")], element.to_html()


CHECKS = (
    it_is_a_page_in_english,
    its_headings_make_an_outline,
    its_ids_are_its_own_and_found,
    what_can_be_used_has_words,
    its_policy_holds,
)
