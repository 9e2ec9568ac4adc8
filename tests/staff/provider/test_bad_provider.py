"""A provider that is broken or forged: nobody comes in, everybody is told, nothing is half done."""

import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey

from actions_server.database import transaction
from actions_server.staff.signing_in import queries
from actions_server.staff.signing_in.by_provider import asking, provider, routes
from tests.staff.provider.bad_provider import new_key
from tests.staff.provider.conftest import START, begin
from tests.staff.provider.running import SECRET

NOT_SURE = "We could not be sure that it is you"
UNTRUSTED = "the token cannot be trusted"


@pytest.fixture(autouse=True)
def nobody_new(engine, request):
    """Where a test is about refusal, no account is made."""
    with transaction(engine) as session:
        before = len(queries.users(session))
    yield
    if "let_in" not in request.node.name:
        with transaction(engine) as session:
            assert len(queries.users(session)) == before


def come_back(browser, bad, make_token=None, status: int = 502, more: str = ""):
    """Begin, and come back as if the provider had let somebody in; make_token gets the nonce."""
    said = parse_qs(urlsplit(begin(browser)).query)
    nonce = said["nonce"][0]
    if make_token:
        bad.id_token = make_token(nonce)
    return browser.get(f"{START}/back?code=c&state={said['state'][0]}{more}", status)


FORGED = {
    "nonce": lambda bad, _: bad.signed(nonce="another"),
    "nonce ": lambda bad, _: bad.signed(),
    "aud": lambda bad, nonce: bad.signed(nonce=nonce, aud="another service"),
    "aud ": lambda bad, nonce: bad.signed(nonce=nonce, aud="x", azp="send navigator"),
    "azp": lambda bad, nonce: bad.signed(nonce=nonce, aud=["send navigator", "x"], azp="x"),
    "iss": lambda bad, nonce: bad.signed(nonce=nonce, iss="https://login.example"),
    "exp": lambda bad, nonce: bad.signed(nonce=nonce, exp=int(time.time()) - 600),
    "exp ": lambda bad, nonce: bad.signed(nonce=nonce, exp=None),
    "iat": lambda bad, nonce: bad.signed(nonce=nonce, iat=int(time.time()) + 600),
    "sub": lambda bad, nonce: bad.signed(nonce=nonce, sub=None),
    "sub ": lambda bad, nonce: bad.signed(nonce=nonce, sub=""),
    "sub  ": lambda bad, nonce: bad.signed(nonce=nonce, sub="x" * 256),
    "at_hash": lambda bad, nonce: bad.signed(nonce=nonce, at_hash="x"),
}


@pytest.mark.parametrize("claim", FORGED)
def test_a_token_with_a_wrong_claim_is_refused(bad, stranger, refusals, claim):
    page = come_back(stranger, bad, lambda nonce: FORGED[claim](bad, nonce))
    assert page.text("h1") == NOT_SURE
    (said,) = refusals()
    assert said["why"] == UNTRUSTED
    assert said["fault"] == f"{claim.strip()} of the token"


def unsigned(bad, nonce):
    head, body, _ = bad.signed(nonce=nonce).split(".")
    assert head
    return f"eyJhbGciOiJub25lIn0.{body}."


def broken(bad, nonce):
    head, body, signature = bad.signed(nonce=nonce).split(".")
    return f"{head}.{body}.{'A' * 20}{signature[20:]}"


def with_a_shared_secret(bad, nonce):
    public = json.dumps(bad.published[0].as_dict(private=False)).encode()
    return bad.signed(OctKey.import_key(public), "HS256", nonce=nonce)


BADLY_SIGNED = {
    "by another key": lambda bad, nonce: bad.signed(new_key(number=2), nonce=nonce),
    "by a key that is not published": lambda bad, nonce: bad.signed(new_key("x"), nonce=nonce),
    "by nobody": unsigned,
    "wrongly": broken,
    "with what everybody can read": with_a_shared_secret,
    "not at all": lambda bad, nonce: "not a token",
    "with nothing": lambda bad, nonce: "",
}


@pytest.mark.parametrize("how", BADLY_SIGNED)
def test_a_token_that_is_signed_otherwise_is_refused(bad, stranger, refusals, how):
    # A provider that says it would sign so is not believed either.
    bad.document = {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
    page = come_back(stranger, bad, lambda nonce: BADLY_SIGNED[how](bad, nonce))
    assert page.text("h1") == NOT_SURE
    assert [one["why"] for one in refusals()] == [UNTRUSTED]


def test_a_code_that_another_issuer_gave_is_refused(bad, stranger, refusals):
    come_back(stranger, bad, lambda n: bad.signed(nonce=n), more="&iss=https://login.example")
    assert refusals()[0]["fault"] == "iss of the way back"
    bad.document = {"authorization_response_iss_parameter_supported": True}
    stranger.client.app.state.provider._until = 0
    come_back(stranger, bad, lambda n: bad.signed(nonce=n))


RUBBISH = (b"", b"<html>Sign in</html>", b"[]", b'"x"', b"{", b"\xff\xfe", b"[" * 100_000)
PATHS = ("/.well-known/openid-configuration", "/token", "/keys")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("rubbish", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_told_kindly(bad, stranger, refusals, path, rubbish):
    address = START
    if path != PATHS[0]:
        said = parse_qs(urlsplit(begin(stranger)).query)
        bad.id_token = bad.signed(nonce=said["nonce"][0])
        address = f"{START}/back?code=c&state={said['state'][0]}"
    bad.answers[path] = (200, rubbish)
    page = stranger.get(address, 502)
    assert page.text("h1") == "Your work account could not be reached"
    assert [one["why"] for one in refusals()] == ["the provider answered nonsense"]


WRONG_DOCUMENTS = {
    "another issuer": {"issuer": "https://login.example"},
    "no token endpoint": {"token_endpoint": None},
    "a script": {"authorization_endpoint": "javascript:alert(1)"},
    "in the open": {"token_endpoint": "http://login.example/token"},
    "a list": {"jwks_uri": ["https://login.example/keys"]},
    "signs out to a script": {"end_session_endpoint": "data:text/html,x"},
}


@pytest.mark.parametrize("what", WRONG_DOCUMENTS)
def test_a_document_that_cannot_be_trusted_is_not_followed(bad, stranger, what):
    bad.document = WRONG_DOCUMENTS[what]
    assert stranger.get(START, 502).text("h1") == "Your work account could not be reached"


@pytest.mark.parametrize("keys", [{}, {"keys": "x"}, {"keys": [{}]}, {"keys": [1]}, {"keys": []}])
def test_keys_that_are_none_are_refused(bad, stranger, refusals, keys):
    bad.answers["/keys"] = (200, json.dumps(keys).encode())
    assert come_back(stranger, bad, lambda n: bad.signed(nonce=n)).text("h1") == NOT_SURE
    assert [one["why"] for one in refusals()] == [UNTRUSTED]


@pytest.mark.parametrize(
    ("status", "body", "why", "shown"),
    [
        (500, {}, "the provider was not reached", 502),
        (302, {"id_token": "x"}, "the provider refused this service", 502),
        (200, {"id_token": 5}, "the provider refused this service", 502),
        (401, {"error": "invalid_client"}, "the provider refused this service", 502),
        (400, {"error": "invalid_grant"}, "the code was used before or is too old", 400),
    ],
)
def test_what_goes_wrong_with_the_code_is_told(bad, stranger, refusals, status, body, why, shown):
    bad.answers["/token"] = (status, json.dumps(body).encode())
    come_back(stranger, bad, status=shown)
    assert [one["why"] for one in refusals()] == [why]


def test_an_endless_answer_is_cut_off(bad, stranger, refusals, monkeypatch):
    monkeypatch.setattr(asking, "LARGEST", 10_000)
    bad.answers[PATHS[0]] = (200, b'{"x": "' + b"x" * 20_000 + b'"}')
    stranger.get(START, 502)
    assert [one["why"] for one in refusals()] == ["the provider answered nonsense"]


def test_a_slow_provider_keeps_nobody_waiting_for_long(bad, stranger, refusals, monkeypatch):
    monkeypatch.setattr(routes, "PATIENCE", 0.3)
    bad.wait = 6.0
    began = time.monotonic()
    page = stranger.get(START, 502)
    assert time.monotonic() - began < 5
    assert page.text("h1") == "Your work account could not be reached"
    assert [one["why"] for one in refusals()] == ["the provider was not reached"]


def test_an_unknown_error_from_the_provider_is_told_without_its_words(bad, stranger, refusals):
    said = parse_qs(urlsplit(begin(stranger)).query)
    way = f"{START}/back?state={said['state'][0]}&error=<b>boo&error_description=<i>words"
    page = stranger.get(way, 502)
    assert "boo" not in page.text() and "words" not in page.text()
    assert refusals() == [
        {"who": "unknown", "by": "work account", "why": "the provider refused this service"}
    ]


def test_what_is_told_about_somebody_else_is_refused(bad, stranger, refusals):
    bad.document = {"userinfo_endpoint": f"{bad.issuer}/me"}
    bad.answers["/me"] = (200, b'{"sub": "lee", "groups": ["admins"], "name": "Lee"}')
    come_back(stranger, bad, lambda n: bad.signed(nonce=n, groups=None))
    assert refusals()[0]["fault"] == "sub of what was told when asked"


def test_the_second_factor_is_believed_from_the_token_only(bad, set_up, stranger, refusals):
    set_up(bad.issuer, openid_second_factor="acr=gold")
    bad.document = {"userinfo_endpoint": f"{bad.issuer}/me"}
    bad.answers["/me"] = (200, b'{"sub": "jo", "groups": ["editors"], "acr": "gold"}')
    come_back(stranger, bad, lambda n: bad.signed(nonce=n, groups=None), status=403)
    assert refusals()[0]["why"] == "without the second factor"
    assert parse_qs(urlsplit(begin(stranger)).query)["acr_values"] == ["gold"]


def test_who_is_let_in_after_the_provider_changed_its_keys(bad, stranger):
    """The keys are read once, and again for a token of a key that is not among them."""
    for number, key in enumerate((None, new_key("the second key"))):
        if key:
            bad.published = [key]
        page = come_back(stranger, bad, lambda n: bad.signed(nonce=n), status=200)
        assert page.text("h1") == "Articles"
        assert [path for path, _ in bad.asked].count("/keys") == number + 1
        assert [path for path, _ in bad.asked].count(PATHS[0]) == 1
        stranger.client.cookies.clear()
    come_back(stranger, bad, lambda n: bad.signed(nonce=n), status=200)
    assert [path for path, _ in bad.asked].count("/keys") == 2


def test_who_is_let_in_sends_no_secret_where_it_could_be_kept(bad, stranger):
    come_back(stranger, bad, lambda n: bad.signed(nonce=n), status=200)
    assert not [path for path, _ in bad.asked if "secret" in path or "?" in path]
    ((_, form),) = [one for one in bad.asked if one[0] == "/token"]
    assert set(form) == {"grant_type", "code", "redirect_uri", "code_verifier"}


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(bad, stranger):
    bad.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    come_back(stranger, bad, lambda n: bad.signed(nonce=n, groups=["catering"]), status=403)
    ((_, form),) = [one for one in bad.asked if one[0] == "/token"]
    assert form["client_secret"] == [SECRET]


def test_signing_out_where_the_provider_offers_nothing_says_so(bad, stranger):
    page = stranger.get("/staff/sign-out/work-account")
    assert "still signed in" in page.text("main")
    bad.answers[PATHS[0]] = (500, b"")
    stranger.client.app.state.provider._until = 0
    assert "still signed in" in stranger.get("/staff/sign-out/work-account").text("main")


def test_the_document_is_read_anew_after_an_hour(bad, stranger, monkeypatch):
    monkeypatch.setattr(provider, "KEPT_FOR", 0.0)
    begin(stranger)
    begin(stranger)
    assert [path for path, _ in bad.asked] == [PATHS[0]] * 2
