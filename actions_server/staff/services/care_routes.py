"""Looking after a service without rewriting it: checked, hidden, shown; and deciding where staff
and a list differ."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.directory import desk, queries
from actions_server.directory.wanted import Wanted
from actions_server.problems import Problem
from actions_server.staff.areas import areas_of
from actions_server.staff.moments import now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.services import work
from actions_server.staff.services.differences import sides
from actions_server.staff.signing_in.access import Here, Looker, Publisher, Saved, Writer
from actions_server.web.pages import render

DECISIONS_ON_A_PAGE = 10
router = APIRouter(prefix="/staff/services", include_in_schema=False)
Typed = Annotated[str, Form(max_length=200)]


@router.post("/{name}/verify")
def verify(session: Saved, person: Writer, name: str, edition: Typed = "") -> Response:
    """Somebody held it against its source today, and found it right."""
    if not edition:
        raise Problem(422, "The form was not complete. Open the service again.")
    work.verify(session, name, edition, person, now())
    return _back(name)


@router.post("/{name}/hide")
def hide(session: Saved, person: Writer, name: str) -> Response:
    """No family sees it."""
    work.hide(session, name, person, now())
    return _back(name)


@router.post("/{name}/show")
def show(session: Saved, person: Writer, name: str) -> Response:
    """Families see it again."""
    work.show(session, name, person, now())
    return _back(name)


@router.get("/decisions")
def decisions(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    page: PageNumber = 1,
) -> HTMLResponse:
    """Where a list says something else than staff wrote: both, side by side."""
    areas = areas_of(here)
    count = queries.count_to_decide(session, areas)
    part = cut(count, page, DECISIONS_ON_A_PAGE)
    waiting = Wanted(decide="yes")
    found, _ = desk.narrowed(session, areas, waiting, now().date(), part.start, part.size)
    return render(
        request,
        "staff/services/decisions.html",
        waiting=[(entry, sides(entry.undecided)) for entry in found],
        count=count,
        page=part.page,
        pages=part.pages,
    )


@router.post("/{name}/take-theirs")
def take_theirs(session: Saved, person: Publisher, name: str, question: Typed = "") -> Response:
    """What the list says is shown from now on."""
    return _decided(session, person, name, question, take=True)


@router.post("/{name}/keep-ours")
def keep_ours(session: Saved, person: Publisher, name: str, question: Typed = "") -> Response:
    """What staff wrote stays."""
    return _decided(session, person, name, question, take=False)


def _decided(session: Saved, person: Publisher, name: str, question: str, take: bool) -> Response:
    if not question:
        raise Problem(422, "The form was not complete. Open the list of decisions again.")
    work.decide(session, name, take, question, person, now())
    return RedirectResponse("/staff/services/decisions", 303)


def _back(name: str) -> Response:
    return RedirectResponse(f"/staff/services/{name}?saved=1", 303)
