"""To the council's identity provider, back from there, and out again.

The ways there are links, not forms: a form may lead to our own pages only (its policy says so), and
a provider leads on to hosts that nobody could list.
"""

from asyncio import timeout
from collections.abc import Awaitable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from actions_server.assistant import Assistant
from actions_server.database import transaction
from actions_server.problems import Problem
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from actions_server.staff.signing_in import sessions
from actions_server.staff.signing_in.access import SIGN_IN, Here
from actions_server.staff.signing_in.by_provider import people
from actions_server.staff.signing_in.by_provider.begun import COOKIE, LASTS, Begun
from actions_server.staff.signing_in.by_provider.provider import RETURN, SIGNED_OUT, Provider
from actions_server.staff.signing_in.by_provider.refusals import TOLD, Refused, Told, Why
from actions_server.web.limits import address_of
from actions_server.web.pages import render

START = "/staff/sign-in/work-account"
LEAVE = "/staff/sign-out/work-account"
PATIENCE = 10.0  # seconds for all that one request asks of the provider
# What a provider says when the person, or its own rules about people, stopped the sign-in.
STOPPED = {"access_denied", "login_required", "consent_required", "interaction_required"}
NOT_HERE = "Nobody has set up signing in with a work account here."
WAIT = "There were several sign-ins that failed. Wait {} seconds, then try again."

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Query(max_length=500)]
Long = Annotated[str, Query(max_length=4000)]
Found = TypeVar("Found")


async def _the_provider(request: Request, here: Here) -> Provider:
    if not here.settings.openid_issuer:
        raise Problem(404, NOT_HERE)
    if not hasattr(request.app.state, "provider"):
        request.app.state.provider = Provider(here.settings)
    return request.app.state.provider


There = Annotated[Provider, Depends(_the_provider)]


@router.get(START)
async def begin(request: Request, here: Here, provider: There, back: Short = "") -> Response:
    """Lead the browser to the provider, with a cookie that ties the way back to it."""
    begun = Begun.new(back)
    try:
        there = await _in_time(provider.address_to_sign_in(begun))
    except Refused as reason:
        return await run_in_threadpool(_refuse, request, here, reason, begun)
    response = RedirectResponse(there, 303)
    sessions.give(response, COOKIE, begun.write(), LASTS)
    return response


@router.get(RETURN)
async def come_back(
    request: Request,
    here: Here,
    provider: There,
    code: Long = "",
    state: Short = "",
    iss: Short = "",
    error: Short = "",
) -> Response:
    """Sign in who comes back from the provider, when everything about it is right."""
    kept = Begun.read(request.cookies.get(COOKIE, ""))
    begun = kept if kept and kept.is_meant_by(state) else None
    try:
        if wait := await run_in_threadpool(_wait, request, here, begun):
            return _page(request, here, _waiting(wait))
        if begun is None:
            raise Refused(Why.NOT_BEGUN)
        if error:
            raise Refused(Why.STOPPED if error in STOPPED else Why.REFUSED_US)
        claims = await _in_time(provider.claims_for(code, iss, begun))
        response = await run_in_threadpool(_sign_in, request, here, claims, begun)
    except Refused as reason:
        response = await run_in_threadpool(_refuse, request, here, reason, begun)
    if begun:
        sessions.take_back(response, COOKIE)
    return response


@router.get(LEAVE)
async def leave(request: Request, here: Here) -> Response:
    """Lead the browser on to sign out at the provider too, where that is offered. Here it is done
    already."""
    there = None
    if here.settings.openid_issuer:
        try:
            provider = await _the_provider(request, here)
            there = await _in_time(provider.address_to_sign_out())
        except Refused:
            there = None
    if there is None:
        return RedirectResponse(f"{SIGN_IN}?out=here", 303)
    return render(request, "staff/signing_in/leaving.html", there=there)


@router.get(SIGNED_OUT)
def signed_out() -> Response:
    """Where the provider leads back to, an address without a query as some of them want it."""
    return RedirectResponse(f"{SIGN_IN}?out=1", 303)


async def _in_time(work: Awaitable[Found]) -> Found:
    try:
        async with timeout(PATIENCE):
            return await work
    except TimeoutError:
        raise Refused(Why.UNREACHABLE) from None


def _sign_in(request: Request, here: Assistant, claims: dict, begun: Begun) -> Response:
    try:
        return _try_to_sign_in(request, here, claims, begun)
    except IntegrityError:
        # Another browser has just made the same account, or one of that name. Now it is found.
        return _try_to_sign_in(request, here, claims, begun)


def _try_to_sign_in(request: Request, here: Assistant, claims: dict, begun: Begun) -> Response:
    with transaction(here.engine) as session:
        arrived = people.arrive(session, here.settings, claims, now())
        if not isinstance(arrived, Why):
            user, before = arrived
            detail = {"by": people.BY, "role": user.role}
            if before != user.role:
                detail["role before"] = str(before)
            response = RedirectResponse(begun.back, 303)
            return sessions.sign_in(session, user, response, now(), detail)
    return _page(request, here, TOLD[arrived])


def _refuse(request: Request, here: Assistant, reason: Refused, begun: Begun | None) -> Response:
    """Put a refusal on record, and tell the person, unless there were too many from there."""
    with transaction(here.engine) as session:
        attempt, origin = _who_tries(session, request, begun)
        slowing = request.app.state.slowing
        if wait := slowing.wait(attempt, origin):
            return _page(request, here, _waiting(wait))
        slowing.failed(attempt, origin)
        detail = {"by": people.BY, "why": str(reason.why)}
        if reason.fault:
            detail["fault"] = reason.fault
        record(session, now(), "unknown", "sign-in refused", "unknown", detail)
    return _page(request, here, TOLD[reason.why])


def _wait(request: Request, here: Assistant, begun: Begun | None) -> int:
    with transaction(here.engine) as session:
        return request.app.state.slowing.wait(*_who_tries(session, request, begun))


def _who_tries(session: Session, request: Request, begun: Begun | None) -> tuple[str, str]:
    """Each sign-in that was begun counts for itself, those that were not count together; and all of
    an address count, unless from a browser in which staff have signed in."""
    attempt = f"work account {begun.state}" if begun else "work account"
    return attempt, sessions.origin_of_anybody(session, request, address_of(request), now())


def _waiting(seconds: int) -> Told:
    return Told(429, "Please wait a moment", (WAIT.format(seconds),))


def _page(request: Request, here: Assistant, told: Told) -> Response:
    lines = [line.format(contact=here.settings.staff_contact) for line in told.lines]
    page = "staff/signing_in/refused.html"
    return render(request, page, told.status, heading=told.heading, lines=lines)
