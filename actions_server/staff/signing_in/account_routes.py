"""A person's own account: another password, new recovery codes, signing out everywhere."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from actions_server.staff.signing_in import accounts, passwords, queries, second_factor
from actions_server.staff.signing_in.access import SIGN_IN, Looker, Saved
from actions_server.web.pages import render

router = APIRouter(prefix="/staff/account", include_in_schema=False)
Typed = Annotated[str, Form(max_length=400)]
AT_WORK = "You sign in with your work account. Its password is looked after there."
NOT_YOURS = "This is not your password."


@router.get("")
def show(request: Request, session: Saved, person: Looker) -> HTMLResponse:
    """The account."""
    return _page(request, session, person)


@router.post("/password")
def change_password(
    request: Request, session: Saved, person: Looker, old: Typed = "", new: Typed = ""
) -> Response:
    """Take another password, once the present one is shown; every other session ends."""
    if fault := _not_theirs(request, session, person, old):
        return _page(request, session, person, {"old": fault})
    if fault := passwords.what_is_wrong(new, [person.name, *person.full_name.split()]):
        return _page(request, session, person, {"new": fault})
    user = queries.user(session, person.id)
    user.password = passwords.hashed(new)
    record(session, now(), person.name, "password changed", person.name)
    return _out_everywhere(session, person)


@router.post("/recovery-codes")
def make_codes(request: Request, session: Saved, person: Looker, old: Typed = "") -> Response:
    """New recovery codes in place of the old, shown once."""
    if fault := _not_theirs(request, session, person, old):
        return _page(request, session, person, {"codes": fault})
    codes = second_factor.new_recovery_codes()
    digests = [second_factor.recovery_digest(one) for one in codes]
    queries.replace_recovery_codes(session, person.id, digests)
    record(session, now(), person.name, "recovery codes made", person.name)
    page = "staff/signing_in/recovery_codes.html"
    return render(request, page, codes=codes, back="/staff/account")


@router.post("/sign-out-everywhere")
def sign_out_everywhere(session: Saved, person: Looker) -> Response:
    """End every session of this account."""
    record(session, now(), person.name, "signed out everywhere", person.name)
    return _out_everywhere(session, person)


def _out_everywhere(session: Saved, person: Looker) -> Response:
    queries.end_sessions_of(session, person.id)
    return RedirectResponse(f"{SIGN_IN}?out=1", 303)


def _not_theirs(request: Request, session: Saved, person: Looker, password: str) -> str:
    user = queries.user(session, person.id)
    if user and user.issuer:
        raise Problem(403, AT_WORK)
    slowing, origin = request.app.state.slowing, f"session {person.digest.hex()}"
    if wait := slowing.wait(person.name, origin):
        return f"There were several wrong tries. Wait {wait} seconds, then try again."
    if accounts.check_password(user, password):
        return ""
    slowing.failed(person.name, origin)
    record(session, now(), person.name, "password refused", person.name)
    return NOT_YOURS


def _page(
    request: Request, session: Saved, person: Looker, faults: dict[str, str] | None = None
) -> HTMLResponse:
    user = queries.user(session, person.id)
    return render(
        request,
        "staff/signing_in/account.html",
        422 if faults else 200,
        faults=faults or {},
        by_provider=user is not None and user.issuer is not None,
        codes_left=queries.recovery_codes_left(session, person.id),
    )
