"""Who comes from a real provider and is not let in, and that nothing is left half done."""

from urllib.parse import parse_qs, urlsplit

import pytest

from actions_server.database import transaction
from actions_server.staff.audit.chain import verify
from actions_server.staff.moments import now
from actions_server.staff.signing_in import accounts, queries, sessions
from tests.staff.conftest import PASSWORD
from tests.staff.provider.conftest import CONTACT, START, begin, come_in

BACK = f"{START}/back"


def code_in(address: str) -> str:
    """The code that the provider gives the browser to carry."""
    return parse_qs(urlsplit(address).query)["code"][0]


@pytest.fixture(autouse=True)
def nothing_half_done(engine, stranger):
    """A refusal makes no account and no session, and the record stays whole."""
    with transaction(engine) as session:
        before = {user.name for user in queries.users(session)}
    yield
    with transaction(engine) as session:
        made = {user.name for user in queries.users(session)} - before
        assert not {name for name in made if "nobody" in name}
        assert not verify(session).fault
    assert stranger.get("/staff/articles").text("h1") == "Sign in"


def test_somebody_without_a_role_is_told_whom_to_ask_and_gets_no_account(
    provider, stranger, there, refusals
):
    provider.says("nobody", name="No Body", preferred_username="nobody", groups=["catering"])
    page = come_in(stranger, there, "nobody", status=403)
    assert page.text("h1") == "Your work account has no role here yet"
    assert f"Ask {CONTACT} to give your work account a role" in page.text("main")
    assert refusals() == [{"who": "unknown", "by": "work account", "why": "no role"}]


def test_somebody_of_whom_the_provider_says_nothing_about_roles_is_not_let_in(
    provider, stranger, there
):
    provider.says("nobody")
    come_in(stranger, there, "nobody", status=403)


def test_stopping_at_the_provider_is_no_sign_in(provider, stranger, there, refusals):
    page = stranger.get(there.stop(begin(stranger)), 403)
    assert page.text("h1") == "You were not signed in"
    assert [one["why"] for one in refusals()] == ["stopped at the provider"]


def test_the_same_way_back_works_once(provider, stranger, there, refusals):
    address = there.sign_in(begin(stranger), "jo")
    stranger.get(address)
    stranger.post("/staff/sign-out")
    assert stranger.get(address, 400).text("h1") == "Please start again"
    assert [one["why"] for one in refusals()] == ["not begun in this browser, or finished before"]


def test_a_code_works_once_even_with_the_cookie_put_back(provider, stranger, there, refusals):
    address = there.sign_in(begin(stranger), "jo")
    kept = stranger.client.cookies["__Host-staff-begun"]
    stranger.get(address)
    stranger.client.cookies.clear()
    stranger.client.cookies.set("__Host-staff-begun", kept, domain="testserver.local")
    assert stranger.get(address, 400).text("h1") == "Please start again"
    assert [one["why"] for one in refusals()] == ["the code was used before or is too old"]


def test_a_way_back_that_another_browser_began_signs_nobody_in(provider, stranger, another, there):
    """So that nobody can sign a colleague in as somebody else."""
    begin(stranger)
    address = there.sign_in(begin(another), "jo")
    assert stranger.get(address, 400).text("h1") == "Please start again"


def test_a_stolen_code_is_of_no_use_in_another_browser(
    provider, stranger, another, there, refusals
):
    """The code belongs to what only the first browser holds (PKCE)."""
    stolen = code_in(there.sign_in(begin(stranger), "jo"))
    theirs = there.sign_in(begin(another), "jo")
    another.get(theirs.replace(code_in(theirs), stolen), 400)
    assert [one["why"] for one in refusals()] == ["the code was used before or is too old"]


def test_somebody_whose_role_was_taken_away_is_out_everywhere(
    provider, stranger, another, there, elsewhere
):
    provider.says("lee", name="Lee", preferred_username="lee", groups=["editors"])
    assert come_in(another, there, "lee").text("h1") == "Articles"
    provider.says("lee", name="Lee", preferred_username="lee", groups=[])
    come_in(stranger, elsewhere, "lee", status=403)
    assert another.get("/staff/articles").text("h1") == "Sign in"


def test_a_closed_account_stays_closed_until_it_is_reopened(
    provider, stranger, there, engine, refusals
):
    provider.says("kim", name="Kim", preferred_username="kim", groups=["editors"])
    come_in(stranger, there, "kim")
    stranger.post("/staff/sign-out")
    with transaction(engine) as session:
        accounts.close_user(session, "work:kim", now())
    page = come_in(stranger, there, "kim", status=403)
    assert page.text("h1") == "Your account here is closed"
    assert refusals()[-1]["who"] == "work:kim"
    with transaction(engine) as session:
        accounts.reopen_user(session, "work:kim", now())
    assert come_in(stranger, there, "kim").text("h1") == "Articles"
    stranger.post("/staff/sign-out")


def test_without_the_second_factor_that_is_wanted_nobody_comes_in(
    running, set_up, stranger, there, elsewhere, refusals
):
    set_up(running.issuer, openid_second_factor="amr=mfa")
    running.says("mo", name="Mo", groups=["editors"], amr=["pwd"])
    page = come_in(stranger, there, "mo", status=403)
    assert page.text("h1") == "Please sign in with your second factor"
    assert [one["why"] for one in refusals()] == ["without the second factor"]
    running.says("mo", name="Mo", groups=["editors"], amr=["pwd", "mfa"])
    assert come_in(stranger, elsewhere, "mo").text("h1") == "Articles"
    stranger.post("/staff/sign-out")


def test_a_wrong_secret_of_ours_is_said_plainly(running, set_up, stranger, there, refusals):
    set_up(running.issuer, openid_client_secret="another")
    page = come_in(stranger, there, "jo", status=502)
    assert page.text("h1") == "Your work account did not accept this service"
    assert [one["why"] for one in refusals()] == ["the provider refused this service"]


def test_a_provider_that_is_down_is_said_plainly_and_passwords_go_on(set_up, stranger, refusals):
    set_up("http://127.0.0.1:1")
    page = stranger.get(START, 502)
    assert page.text("h1") == "Your work account could not be reached"
    assert [one["why"] for one in refusals()] == ["the provider was not reached"]
    assert stranger.post("/staff/sign-in", name="alice", password=PASSWORD)


def test_many_failures_from_one_place_have_to_wait_and_fill_no_record(provider, stranger, refusals):
    statuses = [
        stranger.client.get(f"{BACK}?state=x", headers={"Accept": "text/html"}).status_code
        for _ in range(12)
    ]
    assert set(statuses) == {400, 429}
    assert len(refusals()) == statuses.count(400) < 8


def test_strangers_make_nobody_wait_in_a_browser_in_which_staff_have_signed_in(
    provider, stranger, another, there, elsewhere
):
    come_in(stranger, there, "jo")
    stranger.post("/staff/sign-out")
    for _ in range(40):
        another.client.get(f"{BACK}?state=x")
        another.client.app.state.slowing.failed("", "address testclient")
    come_in(another, elsewhere, "jo", status=429)
    assert come_in(stranger, there, "jo").text("h1") == "Articles"
    stranger.post("/staff/sign-out")


def test_where_no_provider_is_set_up_there_is_no_such_way(stranger):
    assert "work account" not in stranger.get("/staff/sign-in").text("main")
    for address in (START, BACK):
        assert stranger.client.get(address).status_code == 404


def test_where_passwords_are_off_none_is_asked_for_or_taken(running, set_up, stranger, engine):
    set_up(running.issuer, staff_passwords=False)
    page = stranger.get("/staff/sign-in")
    assert not page.all("input[type=password]")
    assert f"{START}" in page.links()
    stranger.post("/staff/sign-in", 403, name="alice", password=PASSWORD)
    with transaction(engine) as session:
        user = queries.user_named(session, "alice")
        token = sessions.begin(session, user, now(), is_whole=False)
    stranger.client.cookies.set(sessions.COOKIE, token, domain="testserver.local")
    stranger.post("/staff/sign-in/code", 403, code="123456")
