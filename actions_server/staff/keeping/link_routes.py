"""The links of all content: what became of each, and one put in the place of another."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.articles.states import COLOURS, STATE_TITLES
from actions_server.staff.audit.chain import record
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.links import Standing, standing
from actions_server.staff.keeping.places import ARTICLE, places
from actions_server.staff.keeping.replace import fault_of, replace, uses
from actions_server.staff.keeping.tables import LONGEST_LINK
from actions_server.staff.moments import now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.signing_in.access import Here, Looker, Saved, Writer
from actions_server.web.pages import render

ON_A_PAGE = 50
TITLES: dict[str, str] = {
    Standing.BROKEN: "Broken",
    Standing.FAILING: "Failing, to be tried again",
    Standing.MOVED: "Moved for good",
    Standing.LOOK: "Look yourself",
    Standing.NEW: "Not tried yet",
    Standing.FINE: "Fine",
}
TAGS: dict[str, str] = {
    Standing.BROKEN: "govuk-tag--red",
    Standing.FAILING: "govuk-tag--yellow",
    Standing.MOVED: "govuk-tag--blue",
    Standing.LOOK: "govuk-tag--purple",
    Standing.NEW: "govuk-tag--grey",
    Standing.FINE: "govuk-tag--green",
}
TO_MEND = (Standing.BROKEN, Standing.FAILING, Standing.MOVED)
router = APIRouter(prefix="/staff/links", include_in_schema=False)
Address = Annotated[str, Query(max_length=LONGEST_LINK)]
Sent = Annotated[str, Form(max_length=2 * LONGEST_LINK)]


@router.get("")
def show(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    state: Annotated[str, Query(max_length=20)] = "",
    replaced: Annotated[int, Query(ge=0, le=100_000)] = 0,
    page: PageNumber = 1,
) -> HTMLResponse:
    """The links that need a hand, or those of one state, with where they stand."""
    known = queries.links(session)
    where = places(session, here.library.pack)
    states = {url: standing(known.get(url)) for url in where}
    wanted = [state] if state in TITLES else TO_MEND
    order = list(TITLES)
    found = sorted((order.index(s), url) for url, s in states.items() if s in wanted)
    part = cut(len(found), page, ON_A_PAGE)
    return render(
        request,
        "staff/keeping/links.html",
        found=[url for _, url in part.of(found)],
        count=len(found),
        known=known,
        where=where,
        states=states,
        titles=TITLES,
        tags=TAGS,
        counts={name: list(states.values()).count(name) for name in TITLES},
        state=state,
        replaced=replaced,
        last=max((row.tried_at for row in known.values()), default=None),
        page=part.page,
        pages=part.pages,
    )


@router.get("/replace")
def ask(
    request: Request, here: Here, session: Saved, person: Writer, old: Address, new: Address = ""
) -> HTMLResponse:
    """Which articles would be changed, and what a link is replaced with."""
    fault = fault_of(old, new.strip()) if new else ""
    return _form(request, here, session, old, new.strip(), fault)


@router.post("/replace")
def put(
    request: Request,
    here: Here,
    session: Saved,
    person: Writer,
    old: Sent = "",
    new: Sent = "",
    slugs: Annotated[str, Form(max_length=400_000)] = "",
) -> Response:
    """Replace it in the working copies of the articles that were shown."""
    new = new.strip()
    if fault := fault_of(old, new):
        return _form(request, here, session, old, new, fault)
    where = places(session, here.library.pack).get(old, [])
    shown = set(slugs.split())
    chosen = [use.slug for use in uses(session, old, where) if use.slug in shown]
    if not chosen:
        raise Problem(409, "No article that you were shown has this link any more.")
    count = replace(session, old, new, chosen, person, now())
    detail = {"with": new, "articles": count}
    record(session, now(), person.name, "link replaced", old[:120], detail)
    return RedirectResponse(f"/staff/links?replaced={count}", 303)


def _form(
    request: Request, here: Here, session: Saved, old: str, new: str, fault: str
) -> HTMLResponse:
    where = places(session, here.library.pack).get(old, [])
    row = queries.links(session).get(old)
    return render(
        request,
        "staff/keeping/replace.html",
        422 if fault else 200,
        old=old,
        new=new or (row.leads_to if row else ""),
        fault=fault,
        row=row,
        uses=uses(session, old, where),
        elsewhere=[place for place in where if place.kind != ARTICLE],
        states=STATE_TITLES,
        colours=COLOURS,
    )
