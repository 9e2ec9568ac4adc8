"""The list of services."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from actions_server.directory import desk, queries
from actions_server.directory.wanted import KINDS, STATES, Wanted
from actions_server.staff.areas import areas_of
from actions_server.staff.moments import now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.signing_in.access import Here, Looker, Saved
from actions_server.web.pages import render
from knowledge_base.topics import topic_ids

ON_A_PAGE = 40
COLOURS = {
    "shown": "govuk-tag--green",
    "hidden": "govuk-tag--grey",
    "expired": "govuk-tag--orange",
    "gone": "govuk-tag--grey",
}
router = APIRouter(prefix="/staff/services", include_in_schema=False)
Asked = Annotated[str, Query(max_length=120)]


@router.get("")
def show(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    q: Asked = "",
    topic: Asked = "",
    kind: Asked = "",
    state: Asked = "",
    due: Asked = "",
    origin: Asked = "",
    decide: Asked = "",
    page: PageNumber = 1,
) -> HTMLResponse:
    """The services that are asked for, some on a page."""
    wanted = Wanted(
        q.strip(),
        topic if topic in topic_ids() else "",
        kind if kind in KINDS else "",
        state if state in STATES else "",
        due,
        origin,
        decide,
    )
    today, areas = now().date(), areas_of(here)
    start = (page - 1) * ON_A_PAGE
    found, count = desk.narrowed(session, areas, wanted, today, start, ON_A_PAGE)
    part = cut(count, page, ON_A_PAGE)
    if part.page != page:
        found, count = desk.narrowed(session, areas, wanted, today, part.start, ON_A_PAGE)
    feeds = [feed.name for feed in queries.feeds(session) if feed.area in areas]
    return render(
        request,
        "staff/services/list.html",
        entries=found,
        count=count,
        wanted=wanted,
        page=part.page,
        pages=part.pages,
        topics=topic_ids(),
        kinds=KINDS,
        states=STATES,
        colours=COLOURS,
        origins=origins(feeds),
        waiting=queries.count_to_decide(session, areas),
        today=today,
    )


def origins(feeds: list[str]) -> dict[str, str]:
    """Where entries come from, in words."""
    named = {f"feed:{name}": f"The list “{name}”" for name in feeds}
    return {"seed": "Our own files", "staff": "Written here", **named}
