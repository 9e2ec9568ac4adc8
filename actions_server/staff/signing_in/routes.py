"""Signing in, in two steps, and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.assistant import the_assistant
from actions_server.problems import Problem
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from actions_server.staff.signing_in import accounts, queries, second_factor, sessions
from actions_server.staff.signing_in.access import SIGN_IN, Here, Looker, Saved, inside
from actions_server.staff.signing_in.by_provider.routes import LEAVE
from actions_server.staff.signing_in.tables import StaffUserRow
from actions_server.web.limits import address_of
from actions_server.web.pages import render

CODE, SET_UP = f"{SIGN_IN}/code", f"{SIGN_IN}/set-up"
WRONG = "The name or the password is not right. Check both and try again."
WRONG_CODE = "That code is not right, or was used before. Wait for the next one and type that."
NOT_SET_UP = "That code is not right. Check that the app shows this service, and type its code."
STARTED_OVER = "Please type your name and password again: the sign-in was not finished in time."
NO_PASSWORDS = "Passwords are not used here. Go back and sign in with your work account."

router = APIRouter(include_in_schema=False)
Typed = Annotated[str, Form(max_length=400)]
Back = Annotated[str, Query(max_length=300)]


def _passwords_are_used(here: Here) -> None:
    if not here.settings.staff_passwords:
        raise Problem(403, NO_PASSWORDS)


BY_PASSWORD = [Depends(_passwords_are_used)]


@router.get(SIGN_IN)
def form(request: Request, back: Back = "") -> HTMLResponse:
    """The first step: name and password."""
    return _form(request, back)


@router.post(SIGN_IN, dependencies=BY_PASSWORD)
def show_password(
    request: Request,
    session: Saved,
    name: Typed = "",
    password: Typed = "",
    back: Typed = "",
) -> Response:
    """Check the password; where it is right, go on to the second factor."""
    name = accounts.plain_name(name)
    user = queries.user_named(session, name)
    origin = sessions.origin_of(session, request, user, address_of(request), now())
    slowing = request.app.state.slowing
    if wait := slowing.wait(name, origin):
        return _form(request, back, name, _please_wait(wait), 429)
    if not accounts.check_password(user, password) or user is None:
        slowing.failed(name, origin)
        # An unknown name is not kept: it may be a password, typed into the wrong box.
        known = user.name if user else "unknown"
        record(session, now(), known, "sign-in refused", known)
        return _form(request, back, name, WRONG, 422)
    secret = None if user.secret else second_factor.new_secret()
    token = sessions.begin(session, user, now(), is_whole=False, secret=secret)
    response = _go(SET_UP if secret else CODE, back)
    sessions.give(response, sessions.COOKIE, token)
    return response


@router.get(CODE, dependencies=BY_PASSWORD)
def ask_for_code(request: Request, session: Saved, back: Back = "") -> Response:
    """The second step: a code from the app, or a recovery code."""
    half = sessions.half_way(session, _token(request), now())
    if half is None or not half[1].secret:
        return _form(request, back, fault=STARTED_OVER, status=401)
    return render(request, "staff/signing_in/code.html", back=back, fault="")


@router.post(CODE, dependencies=BY_PASSWORD)
def show_code(request: Request, session: Saved, code: Typed = "", back: Typed = "") -> Response:
    """Check the second factor; where it is right, the person is signed in."""
    half = sessions.half_way(session, _token(request), now())
    if half is None or not half[1].secret:
        return _form(request, back, fault=STARTED_OVER, status=401)
    row, user = half
    origin = sessions.origin_of(session, request, user, address_of(request), now())
    slowing = request.app.state.slowing
    page = "staff/signing_in/code.html"
    if wait := slowing.wait(user.name, origin):
        return render(request, page, 429, back=back, fault=_please_wait(wait))
    shown = accounts.show_second_factor(session, user, code, now())
    if shown is None:
        slowing.failed(user.name, origin)
        record(session, now(), user.name, "second factor refused", user.name)
        return render(request, page, 422, back=back, fault=WRONG_CODE)
    slowing.succeeded(user.name, origin)
    queries.end_session(session, row.digest)
    # Whoever used up a recovery code is shown how many are left.
    there = inside(back) if shown == "app" else "/staff/account"
    return sessions.sign_in(session, user, RedirectResponse(there, 303), now(), {"by": shown})


@router.get(SET_UP, dependencies=BY_PASSWORD)
def set_up_form(request: Request, here: Here, session: Saved, back: Back = "") -> Response:
    """The second factor is set up, once: a picture for the app, then a code from it."""
    half = sessions.half_way(session, _token(request), now())
    if half is None or not half[0].secret:
        return _form(request, back, fault=STARTED_OVER, status=401)
    return _set_up(request, here, half[1], half[0].secret, back)


@router.post(SET_UP, dependencies=BY_PASSWORD)
def set_up(
    request: Request, here: Here, session: Saved, code: Typed = "", back: Typed = ""
) -> Response:
    """Keep the second factor once a code proves it, and show the recovery codes, once."""
    half = sessions.half_way(session, _token(request), now())
    if half is None or not half[0].secret:
        return _form(request, back, fault=STARTED_OVER, status=401)
    row, user = half
    codes = accounts.set_up_second_factor(session, user, row.secret or "", code, now())
    if not codes:
        return _set_up(request, here, user, row.secret or "", back, NOT_SET_UP)
    queries.end_session(session, row.digest)
    record(session, now(), user.name, "second factor set up", user.name)
    page = render(request, "staff/signing_in/recovery_codes.html", codes=codes, back=inside(back))
    return sessions.sign_in(session, user, page, now(), {"by": "app"})


@router.post("/staff/sign-out")
def sign_out(session: Saved, person: Looker) -> Response:
    """End the session, here and in the database."""
    queries.end_session(session, person.digest)
    record(session, now(), person.name, "signed out", person.name)
    user = queries.user(session, person.id)
    by_provider = user is not None and user.issuer is not None
    response = RedirectResponse(LEAVE if by_provider else f"{SIGN_IN}?out=1", 303)
    sessions.take_back(response, sessions.COOKIE)
    return response


def _form(
    request: Request, back: str, name: str = "", fault: str = "", status: int = 200
) -> HTMLResponse:
    settings = the_assistant(request).settings
    values = {
        "back": back,
        "name": name,
        "fault": fault,
        "out": request.query_params.get("out", ""),
        "by_provider": bool(settings.openid_issuer),
        "by_password": settings.staff_passwords,
    }
    return render(request, "staff/signing_in/sign_in.html", status, **values)


def _set_up(
    request: Request, here: Here, user: StaffUserRow, secret: str, back: str, fault: str = ""
) -> HTMLResponse:
    return render(
        request,
        "staff/signing_in/set_up.html",
        422 if fault else 200,
        picture=second_factor.picture(secret, user.name, here.library.pack.assistant_name),
        secret=second_factor.in_groups(secret),
        name=user.name,
        back=back,
        fault=fault,
    )


def _token(request: Request) -> str:
    return request.cookies.get(sessions.COOKIE, "")


def _go(address: str, back: str) -> RedirectResponse:
    return RedirectResponse(f"{address}?back={inside(back)}", 303)


def _please_wait(seconds: int) -> str:
    return f"There were several wrong tries. Wait {seconds} seconds, then try again."
