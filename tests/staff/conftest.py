"""Staff pages over a database of their own; Alice edits, Bob publishes, Carol administers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from justhtml import JustHTML

from actions_server.app import create_app
from actions_server.database import open_database, transaction
from actions_server.settings import Settings
from actions_server.staff.articles import queries as desk
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries, sessions
from knowledge_base.article import Article
from knowledge_base.reading import read_content
from tests.conftest import copied
from tests.pages.conftest import CHECKS, Page
from tests.staff.at_the_desk import LEGAL, PLAIN

PASSWORD = "seven lanterns drift south"
PEOPLE = {
    "alice": Role.EDITOR,
    "bob": Role.PUBLISHER,
    "barbara": Role.PUBLISHER,
    "carol": Role.ADMINISTRATOR,
    "dave": Role.ANALYST,
}
FROM_OUR_PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def own_settings(
    client: TestClient, data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Settings with a filled database that these tests may change: a copy of the shared one, which
    the shared application (client) has made ready for search."""
    folder = copied(data_folder, tmp_path_factory.mktemp("staff"))
    settings = Settings(data_folder=folder, rasa_port=1, rasa_secret="a secret for tests")
    engine = open_database(settings.database)
    with transaction(engine) as session:
        for name, role in PEOPLE.items():
            user = accounts.create_user(session, name, name.title(), role, PASSWORD, now())
            user.secret = SECRET
    engine.dispose()
    return settings


@pytest.fixture(scope="session")
def app(own_settings: Settings) -> Iterator[FastAPI]:
    """The running application."""
    made = create_app(own_settings)
    with TestClient(made, base_url="https://testserver"):
        yield made


@pytest.fixture(scope="session")
def engine(own_settings: Settings):
    """The database of the application."""
    made = open_database(own_settings.database)
    yield made
    made.dispose()


@dataclass
class Browser:
    """Somebody at a browser: every page that comes is parsed strictly and checked."""

    client: TestClient

    def get(self, address: str, status: int = 200) -> Page:
        """The page at an address, redirects followed."""
        return self._page(self.client.get(address, headers=FROM_OUR_PAGE), status, address)

    def post(self, address: str, status: int = 200, **fields) -> Page:
        """The page that a sent form leads to."""
        response = self.client.post(address, data=fields, headers=FROM_OUR_PAGE)
        return self._page(response, status, address)

    def send(self, page: Page, form: str, button: str = "", status: int = 200, **typed) -> Page:
        """Fill in a form of a page, as a browser would send it, and press a button."""
        element = page.one(f'form[action="{form}"]') if form else page.one("form#editor")
        data = self.fields_of(element, typed)
        response = self.client.post(element.attrs["action"], data=data, headers=FROM_OUR_PAGE)
        return self._page(response, status, element.attrs["action"])

    @staticmethod
    def fields_of(form, typed: dict) -> dict[str, list[str]]:
        """What a browser would send of a form into which somebody typed."""
        data: dict[str, list[str]] = {}
        for control in form.query("input, textarea, select"):
            name, kind = control.attrs.get("name"), control.attrs.get("type")
            if not name:
                continue
            values = data.setdefault(name, [])
            if kind not in ("radio", "checkbox") or "checked" in control.attrs:
                values.append(_value(control))
        for name, value in typed.items():
            assert name in data, f"the form has no {name}"
            data[name] = value if isinstance(value, list) else [value]
        return data

    def _page(self, response, status: int, address: str) -> Page:
        assert response.status_code == status, (address, response.status_code, response.text[:600])
        page = Page(response)
        for check in CHECKS:
            check(page)
        return page


def _value(control) -> str:
    if control.name == "textarea":
        # A browser drops the first line end after the tag.
        text = control.to_html().partition(">")[2].rpartition("</textarea>")[0]
        return JustHTML(f"<p>{text}</p>", fragment=True).to_text(separator="", strip=False)
    if control.name == "select":
        chosen = control.query("option[selected]") or control.query("option")
        return chosen[0].attrs["value"]
    return control.attrs.get("value", "on")


@pytest.fixture
def stranger(app: FastAPI) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(TestClient(app, base_url="https://testserver"))


@pytest.fixture
def signed_in(app: FastAPI, engine) -> Callable[[str], Browser]:
    """A browser in which that person is signed in already."""

    def sign_in(name: str, ago: timedelta = timedelta(0)) -> Browser:
        with transaction(engine) as session:
            user = queries.user_named(session, name)
            token = sessions.begin(session, user, now() - ago, is_whole=True)
        client = TestClient(app, base_url="https://testserver")
        client.cookies.set(sessions.COOKIE, token, domain="testserver.local")
        return Browser(client)

    return sign_in


@pytest.fixture
def alice(signed_in):
    """An editor."""
    return signed_in("alice")


@pytest.fixture
def bob(signed_in):
    """A publisher."""
    return signed_in("bob")


@pytest.fixture
def carol(signed_in):
    """An administrator."""
    return signed_in("carol")


def code_of(secret: str = SECRET) -> str:
    """What the app on the phone shows now."""
    return pyotp.TOTP(secret).now()


@pytest.fixture
def untouched(engine) -> Iterator[Article]:
    """Articles that no other test has taken in hand, one after the other."""
    with transaction(engine) as session:
        used = {*desk.slugs(session), LEGAL, PLAIN}
    return (a for a in read_content().articles if a.area == "england" and a.slug not in used)
