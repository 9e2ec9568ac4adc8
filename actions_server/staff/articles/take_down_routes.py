"""Taking an article down: now, with a place for its address to lead to, or at a time."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.articles import work
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.states import State
from actions_server.staff.moments import now, uk_moment
from actions_server.staff.signing_in.access import Here, Publisher, Saved
from actions_server.web.pages import render

router = APIRouter(prefix="/staff/articles/{slug}", include_in_schema=False)
Typed = Annotated[str, Form(max_length=200)]


@router.get("/take-down")
def ask(request: Request, here: Here, session: Saved, person: Publisher, slug: str) -> HTMLResponse:
    """Where the address should lead, and since when."""
    return _form(request, here, session, slug, {})


@router.post("/take-down")
def take_down(
    request: Request,
    here: Here,
    session: Saved,
    person: Publisher,
    slug: str,
    leads_to: Typed = "",
) -> Response:
    """Families cannot read it any more."""
    row = find(session, slug, to_change=True)
    if row.state == State.ARCHIVED:
        raise Problem(409, "It was taken down already.")
    try:
        work.take_down(session, row, leads_to.strip(), person.name, now())
    except Problem as problem:
        return _form(request, here, session, slug, {"leads_to": problem.detail})
    return RedirectResponse(f"/staff/articles/{slug}", 303)


@router.post("/end")
def plan_end(
    request: Request, here: Here, session: Saved, person: Publisher, slug: str, at: Typed = ""
) -> Response:
    """Plan that it is taken down by itself; an empty time takes the plan back."""
    row = find(session, slug, to_change=True)
    moment = uk_moment(at) if at else None
    if at and (moment is None or moment <= now()):
        fault = {"at": "Give a day and a time that are still to come"}
        return _form(request, here, session, slug, fault)
    work.plan_end(session, row, moment, person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


def _form(request: Request, here: Here, session: Saved, slug: str, faults: dict) -> HTMLResponse:
    return render(
        request,
        "staff/articles/take_down.html",
        422 if faults else 200,
        row=find(session, slug),
        faults=faults,
        others=[item for item in here.library.articles if item.slug != slug],
    )
