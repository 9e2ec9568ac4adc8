"""Staff sign in with the account they have at work, at a real identity provider, and out again."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from actions_server.database import transaction
from actions_server.staff.audit import queries as audit
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries
from tests.staff.conftest import PASSWORD
from tests.staff.provider.conftest import CONTACT, START, begin, come_in
from tests.staff.provider.running import SECRET


@pytest.fixture
def account(engine):
    """The account of that name as it is now, or None."""

    def find(name: str):
        with transaction(engine) as session:
            session.expire_on_commit = False
            return queries.user_named(session, name)

    return find


def test_an_editor_may_not_do_what_the_provider_does_not_say(provider, stranger, there):
    come_in(stranger, there, "jo")
    stranger.get("/staff/audit", 403)


def test_a_work_account_is_never_the_password_account_of_that_name(
    provider, stranger, there, account, engine
):
    provider.says(
        "alice",
        name="Alice",
        preferred_username="alice",
        email="alice@x.example",
        groups=["editors"],
    )
    come_in(stranger, there, "alice")
    assert account("alice").issuer is None
    mine = account("work:alice")
    assert (mine.issuer, mine.subject) == (provider.issuer, "alice")
    assert mine.id != account("alice").id
    for password in ("", PASSWORD, "no account has this password"):
        assert not accounts.check_password(mine, password)
    with transaction(engine) as session, pytest.raises(accounts.CannotMake, match="work account"):
        accounts.reset_user(session, "work:alice", PASSWORD, now())
    with transaction(engine) as session, pytest.raises(accounts.CannotMake, match="small letters"):
        accounts.create_user(session, "work:new", "New", Role.EDITOR, PASSWORD, now())


def test_the_sign_in_page_leads_there_and_back_to_where_somebody_wanted_to_go(
    provider, stranger, there
):
    page = stranger.get("/staff/articles/exams")
    (way,) = [link for link in page.links() if link.startswith(START)]
    assert page.all("input[type=password]")  # the other way stays
    back = parse_qs(urlsplit(way).query)["back"][0]
    page = come_in(stranger, there, "jo", back)
    assert page.one("form#editor").attrs["action"] == "/staff/articles/exams"
    assert "Jo Smith (editor)" in page.text(".staff-who")


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/staff/a b", "/ask"])
def test_nobody_is_led_to_a_strangers_page_afterwards(provider, stranger, there, back):
    assert come_in(stranger, there, "jo", back).text("h1") == "Articles"


def test_what_is_asked_of_the_provider_holds_no_secret_and_proves_who_asked(provider, stranger):
    asked = begin(stranger)
    said = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
    assert said["response_type"] == "code"
    assert said["code_challenge_method"] == "S256"
    assert min(len(said["state"]), len(said["nonce"]), len(said["code_challenge"])) >= 43
    state, nonce, verifier, _ = stranger.client.cookies["__Host-staff-begun"].strip('"').split(":")
    assert (said["state"], said["nonce"]) == (state, nonce)
    assert verifier not in asked
    assert SECRET not in asked and "secret" not in asked
    again = parse_qs(urlsplit(begin(stranger)).query)
    assert {again["state"][0], again["nonce"][0]}.isdisjoint({state, nonce})


def test_the_cookie_on_the_way_is_short_lived_and_of_this_host_alone(provider, stranger, there):
    reply = stranger.client.get(START, follow_redirects=False)
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith("__Host-staff-begun=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax", "Max-Age=600"} <= set(
        cookie.split("; ")
    )
    stranger.get(there.sign_in(reply.headers["location"], "jo"))
    assert "__Host-staff-begun" not in stranger.client.cookies


def test_a_new_role_holds_from_the_next_sign_in(provider, stranger, there, elsewhere, engine):
    provider.says("ro", name="Ro", preferred_username="ro", groups=["editors"])
    come_in(stranger, there, "ro")
    stranger.get("/staff/audit", 403)
    provider.says("ro", name="Ro New", preferred_username="changed", groups=["editors", "admins"])
    come_in(stranger, elsewhere, "ro", "/staff/audit")
    page = stranger.get("/staff/audit")
    assert "Ro New (administrator)" in page.text(".staff-who")
    with transaction(engine) as session:
        rows = [row for row in audit.rows(session) if row.who == "work:ro"]
        assert [(row.action, row.detail) for row in rows] == [
            ("account made", {"by": "work account", "role": "editor"}),
            ("signed in", {"by": "work account", "role": "editor"}),
            (
                "signed in",
                {"by": "work account", "role": "administrator", "role before": "editor"},
            ),
        ]


def test_a_role_may_be_a_distinguished_name(provider, stranger, there):
    provider.says("di", name="Di", groups=["CN=Publishers,OU=SEND"])
    assert "Di (publisher)" in come_in(stranger, there, "di").text(".staff-who")


def test_roles_may_lie_deeper_or_be_told_only_when_asked(
    running, set_up, stranger, there, another, elsewhere
):
    set_up(running.issuer, openid_roles_claim="realm_access.roles")
    running.says("vi", name="Vi", realm_access={"roles": ["analysts"]})
    assert "Vi (analyst)" in come_in(stranger, there, "vi", "/staff/account").text(".staff-who")
    set_up(running.issuer, openid_roles_claim="roles_when_asked")
    running.says("wu", name="Wu", roles_when_asked="editors")
    assert "Wu (editor)" in come_in(another, elsewhere, "wu").text(".staff-who")


def test_two_people_of_one_name_are_told_apart(
    provider, stranger, there, another, elsewhere, account
):
    for name in ("sam-a", "sam-b"):
        provider.says(name, name="Sam", preferred_username="Sam", groups=["editors"])
    come_in(stranger, there, "sam-a")
    come_in(another, elsewhere, "sam-b")
    assert (account("work:sam").subject, account("work:sam-2").subject) == ("sam-a", "sam-b")


def test_somebody_who_comes_in_two_browsers_at_once_has_one_account(
    provider, stranger, there, another, elsewhere, account, engine
):
    provider.says("tia", name="Tia", preferred_username="tia", groups=["editors"])
    ways = [there.sign_in(begin(stranger), "tia"), elsewhere.sign_in(begin(another), "tia")]
    with ThreadPoolExecutor() as both:
        pages = list(both.map(lambda browser, way: browser.get(way), (stranger, another), ways))
    assert [page.text("h1") for page in pages] == ["Articles"] * 2
    assert account("work:tia") and account("work:tia-2") is None


def test_their_account_page_offers_no_password(provider, stranger, there):
    come_in(stranger, there, "jo")
    page = stranger.get("/staff/account")
    assert "your work account" in page.text("main")
    assert not page.all("input[type=password]")
    stranger.post("/staff/account/password", 403, old="", new="another good long password")


def test_signing_out_ends_it_here_and_there(provider, stranger, there):
    come_in(stranger, there, "jo")
    page = stranger.post("/staff/sign-out")
    assert page.text("h1") == "You are signed out here"
    assert stranger.get("/staff/articles").text("h1") == "Sign in"
    leads_to = page.one("meta[http-equiv=refresh]").attrs["content"].partition("url=")[2]
    assert leads_to in page.links()
    assert "id_token" not in leads_to
    page = stranger.get(there.sign_out(leads_to))
    assert "You are signed out." in page.text("main")
    # The provider asks again who it is.
    reply = there.client.get(begin(stranger), follow_redirects=True)
    assert re.search("<form", reply.text)


def test_passwords_sign_out_as_before(provider, alice):
    assert "You are signed out." in alice.post("/staff/sign-out").text("main")


def test_the_client_secret_stands_in_no_page_and_no_settings_that_are_shown(provider, app):
    assert SECRET not in repr(app.state.assistant.settings)
    assert CONTACT in repr(app.state.assistant.settings)
