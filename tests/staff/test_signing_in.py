"""Signing in with two factors, out again, and what is refused on the way."""

import re
import statistics
import time
from datetime import timedelta

import pyotp
import pytest

from actions_server.database import transaction
from actions_server.staff.audit import queries as audit
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries, sessions
from tests.staff.conftest import PASSWORD, SECRET, code_of

WRONG = "The name or the password is not right"


@pytest.fixture
def new_person(engine):
    """An account that nobody has used yet."""
    with transaction(engine) as session:
        name = f"new{time.monotonic_ns()}"
        accounts.create_user(session, name, "New", Role.EDITOR, PASSWORD, now())
    return name


@pytest.fixture(autouse=True)
def nobody_waits(app, engine):
    """Each test begins without failures, and with codes that were not used yet."""
    app.state.slowing._failures.clear()
    with transaction(engine) as session:
        for user in queries.users(session):
            user.last_step = 0


def enter(browser, name, password=PASSWORD, status=200):
    return browser.post("/staff/sign-in", status, name=name, password=password)


def test_a_stranger_is_led_to_the_sign_in_page_and_back_afterwards(stranger):
    page = stranger.get("/staff/articles/exams")
    assert page.text("h1") == "Sign in"
    page = stranger.send(page, "/staff/sign-in", name="alice", password=PASSWORD)
    assert page.text("h1") == "Type the code from your phone"
    page = stranger.send(page, "/staff/sign-in/code", code=code_of())
    assert page.one("form#editor").attrs["action"] == "/staff/articles/exams"


@pytest.mark.parametrize("name", ["alice", "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(stranger, name):
    page = enter(stranger, name, "not the password", 422)
    assert WRONG in page.text(".govuk-error-summary")
    assert not stranger.client.cookies


def test_an_unknown_name_takes_as_long_as_a_known_one(engine):
    def seconds(name):
        with transaction(engine) as session:
            began = time.perf_counter()
            accounts.check_password(queries.user_named(session, name), "not the password")
            return time.perf_counter() - began

    both = [(seconds("alice"), seconds("nobody")) for _ in range(9)]
    known, unknown = (statistics.median(times) for times in zip(*both, strict=True))
    assert 0.5 < known / unknown < 2


def test_the_password_alone_opens_nothing(stranger):
    enter(stranger, "alice")
    assert stranger.get("/staff/articles").text("h1") == "Sign in"


def test_a_wrong_code_is_refused(stranger):
    enter(stranger, "alice")
    page = stranger.post("/staff/sign-in/code", 422, code="000000")
    assert "not right" in page.text(".govuk-error-summary")
    assert stranger.get("/staff/articles").text("h1") == "Sign in"


def test_a_code_works_once_only(stranger):
    code = code_of()
    enter(stranger, "bob")
    assert stranger.post("/staff/sign-in/code", code=code).text("h1") == "Articles"
    stranger.client.cookies.clear()
    enter(stranger, "bob")
    stranger.post("/staff/sign-in/code", 422, code=code)


def test_the_first_sign_in_sets_up_the_phone_and_shows_recovery_codes_once(stranger, new_person):
    page = enter(stranger, new_person)
    assert page.text("h1") == "Set up your phone"
    assert page.one(".staff-qr svg")
    secret = page.text(".staff-key").replace(" ", "")
    assert "is not right" in stranger.post("/staff/sign-in/set-up", 422, code="12").text()
    page = stranger.post("/staff/sign-in/set-up", code=pyotp.TOTP(secret).now())
    codes = [one.to_text() for one in page.all(".staff-codes code")]
    assert len(set(codes)) == 8
    assert stranger.get("/staff/articles").text("h1") == "Articles"

    stranger.post("/staff/sign-out")
    for status in (200, 422):  # a recovery code works once
        stranger.client.cookies.clear()
        page = enter(stranger, new_person)
        assert page.text("h1") == "Type the code from your phone"
        assert secret not in page.document.to_html()
        stranger.post("/staff/sign-in/code", status, code=codes[0])


def test_the_cookie_can_be_read_by_no_script_and_set_by_no_other_site(stranger):
    answer = stranger.client.post(
        "/staff/sign-in", data={"name": "alice", "password": PASSWORD}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-staff=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_signing_out_ends_the_session_in_the_database_too(alice):
    token = alice.client.cookies[sessions.COOKIE]
    assert alice.get("/staff/articles").text("h1") == "Articles"
    alice.post("/staff/sign-out")
    alice.client.cookies.set(sessions.COOKIE, token, domain="testserver.local")
    assert alice.get("/staff/articles").text("h1") == "Sign in"


@pytest.mark.parametrize(
    ("ago", "heading"), [(timedelta(minutes=59), "Articles"), (timedelta(minutes=61), "Sign in")]
)
def test_a_session_ends_after_an_idle_hour(signed_in, ago, heading):
    assert signed_in("alice", ago).get("/staff/articles").text("h1") == heading


def test_a_session_ends_after_twelve_hours_however_busy(signed_in, engine):
    browser = signed_in("alice")
    digest = sessions.digest_of(browser.client.cookies[sessions.COOKIE])
    with transaction(engine) as session:
        queries.session_row(session, digest).began_at = now() - timedelta(hours=12, minutes=1)
    assert browser.get("/staff/articles").text("h1") == "Sign in"


def test_the_database_holds_no_token_and_no_password(alice, own_settings):
    token = alice.client.cookies[sessions.COOKIE]
    files = own_settings.data_folder.glob("send-navigator.db*")
    kept = b"".join(path.read_bytes() for path in files)
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in kept


def test_whoever_fails_often_waits_longer_each_time(stranger, app):
    enter(stranger, "alice", "not it", 422)
    slowing, waits = app.state.slowing, []
    for _ in range(10):
        slowing.failed("alice", "address testclient")
        waits.append(slowing.wait("alice", "address testclient"))
    assert waits == sorted(waits)
    assert waits[0] == 0 and waits[-1] > 60
    page = enter(stranger, "alice", PASSWORD, 429)
    assert re.search(r"Wait 1?\d\d seconds", page.text(".govuk-error-summary"))
    assert enter(stranger, "barbara").text("h1") == "Type the code from your phone"


def test_nobody_can_lock_out_another_who_has_signed_in_before(stranger, app):
    enter(stranger, "barbara")
    stranger.post("/staff/sign-in/code", code=code_of())
    stranger.post("/staff/sign-out")
    # A colleague, or an attacker, at the same address.
    for _ in range(30):
        app.state.slowing.failed("barbara", "address testclient")
    assert enter(stranger, "barbara").text("h1") == "Type the code from your phone"


def test_a_closed_account_is_out_at_once(signed_in, engine, new_person):
    browser = signed_in(new_person)
    assert browser.get("/staff/articles").text("h1") == "Articles"
    with transaction(engine) as session:
        accounts.close_user(session, new_person, now())
    assert browser.get("/staff/articles").text("h1") == "Sign in"
    enter(browser, new_person, PASSWORD, 422)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/staff/\\evil", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site_after_signing_in(stranger, back):
    stranger.client.post("/staff/sign-in", data={"name": "carol", "password": PASSWORD})
    answer = stranger.client.post(
        "/staff/sign-in/code", data={"code": code_of(), "back": back}, follow_redirects=False
    )
    assert answer.headers["location"] == "/staff/"


def test_another_site_cannot_act_for_somebody_who_is_signed_in(alice):
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = alice.client.post("/staff/sign-out", headers=header)
        assert answer.status_code == 403
    assert alice.get("/staff/articles").text("h1") == "Articles"


def test_what_was_typed_outlives_the_session(stranger):
    page = stranger.post("/staff/articles/exams", 401, title="My careful words", revision="1")
    assert page.text("h1") == "Please sign in again"
    assert page.one("[name=title]").attrs["value"] == "My careful words"


def test_a_new_password_signs_out_everywhere(signed_in, engine, new_person):
    here, there = signed_in(new_person), signed_in(new_person)
    page = here.get("/staff/account")
    form = "/staff/account/password"
    assert "not your password" in here.send(page, form, status=422, old="x", new="y").text()
    weak = here.send(page, form, status=422, old=PASSWORD, new="password1234")
    assert "easy to guess" in weak.text(".govuk-error-summary")
    here.send(page, form, old=PASSWORD, new="violet kettle morning drum")
    for browser in (here, there):
        assert browser.get("/staff/articles").text("h1") == "Sign in"
    enter(here, new_person, PASSWORD, 422)
    assert enter(here, new_person, "violet kettle morning drum").text("h1") == "Set up your phone"


def test_every_sign_in_is_on_record_without_what_was_typed(stranger, engine):
    enter(stranger, "my-password-in-the-wrong-box", "x", 422)
    enter(stranger, "alice")
    stranger.post("/staff/sign-in/code", code=code_of())
    with transaction(engine) as session:
        rows = [(row.who, row.action) for row in audit.latest(session, None, 5)]
    assert ("alice", "signed in") in rows
    assert ("unknown", "sign-in refused") in rows
    assert not any("wrong-box" in str(row) for row in rows)


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "12 characters"), ("passwordpassword", "easy"), ("alice.alice.alice", "easy")],
)
def test_a_weak_password_is_refused(engine, password, why):
    with pytest.raises(accounts.CannotMake, match=why), transaction(engine) as session:
        accounts.create_user(session, "frances", "Alice", Role.EDITOR, password, now())


def test_the_secret_of_the_phone_is_on_no_page(alice):
    for address in ("/staff/account", "/staff/articles"):
        assert not re.search(SECRET[:16], alice.get(address).document.to_html())
