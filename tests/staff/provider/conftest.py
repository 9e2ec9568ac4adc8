"""The staff pages, set up to take people from an identity provider."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from actions_server.database import transaction
from actions_server.settings import Settings
from actions_server.staff.audit import queries as audit
from tests.staff.conftest import Browser
from tests.staff.provider.bad_provider import BadProvider, serve
from tests.staff.provider.running import (
    CLIENT_ID,
    OURS,
    SECRET,
    AtTheProvider,
    RealProvider,
    real_provider,
)

START = "/staff/sign-in/work-account"
ROLES = "editor=editors; publisher=CN=Publishers,OU=SEND; analyst=analysts; administrator=admins"
CONTACT = "Pat Jones on extension 12"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealProvider]:
    """The real provider, started once."""
    with real_provider(tmp_path_factory.mktemp("provider")) as started:
        yield started


@pytest.fixture
def set_up(app, own_settings) -> Iterator[Callable[..., None]]:
    """Have the running application use a provider; afterwards it is as before."""
    assistant = app.state.assistant

    def use(issuer: str, **changed: object) -> None:
        given = {
            "openid_issuer": issuer,
            "openid_client_id": CLIENT_ID,
            "openid_client_secret": SECRET,
            "openid_address": OURS,
            "openid_roles_claim": "groups",
            "openid_roles": ROLES,
            "staff_contact": CONTACT,
        }
        kept = own_settings.model_dump(exclude={*given, *changed})
        assistant.settings = Settings(**{**kept, **given, **changed})
        _start_afresh(app)

    yield use
    assistant.settings = own_settings
    _start_afresh(app)


def _start_afresh(app) -> None:
    app.state.slowing._failures.clear()
    if hasattr(app.state, "provider"):
        del app.state.provider


@pytest.fixture
def provider(running: RealProvider, set_up) -> RealProvider:
    """The real provider, set up, with Jo who may edit."""
    set_up(running.issuer)
    running.says("jo", name="Jo Smith", preferred_username="jo.smith", groups=["editors", "other"])
    return running


@pytest.fixture
def bad(set_up) -> Iterator[BadProvider]:
    """A provider that does what it is told, set up."""
    told = BadProvider()
    server = serve(told)
    set_up(told.issuer)
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def there() -> Iterator[AtTheProvider]:
    """A browser at the provider."""
    with AtTheProvider().client as client:
        yield AtTheProvider(client)


@pytest.fixture
def elsewhere() -> Iterator[AtTheProvider]:
    """A second browser at the provider, in which nobody is signed in there."""
    with AtTheProvider().client as client:
        yield AtTheProvider(client)


@pytest.fixture
def another(app) -> Browser:
    """A second browser in which nobody is signed in."""
    return Browser(TestClient(app, base_url=OURS))


@pytest.fixture
def refusals(engine) -> Callable[[], list[dict]]:
    """What the record says about refused sign-ins since the test began, oldest first."""

    def rows() -> list:
        with transaction(engine) as session:
            session.expire_on_commit = False
            return [row for row in audit.rows(session) if row.action == "sign-in refused"]

    before = len(rows())
    return lambda: [{"who": row.who, **row.detail} for row in rows()[before:]]


def begin(browser, back: str = "") -> str:
    """Press “Sign in with your work account”; where it leads."""
    address = f"{START}?back={back}" if back else START
    reply = browser.client.get(address, follow_redirects=False)
    assert reply.status_code == 303, reply.text
    return reply.headers["location"]


def come_in(browser, there: AtTheProvider, name: str, back: str = "", status: int = 200):
    """Sign in at the provider as somebody; the page of ours that it ends on."""
    return browser.get(there.sign_in(begin(browser, back), name), status)
