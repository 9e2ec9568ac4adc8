"""The record of staff actions, for administrators to read."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from actions_server.staff.audit import chain, queries
from actions_server.staff.signing_in.access import Auditor, Saved
from actions_server.web.pages import render

ON_A_PAGE = 50
router = APIRouter(include_in_schema=False)


@router.get("/staff/audit")
def read(
    request: Request,
    session: Saved,
    person: Auditor,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """The newest actions, and whether the record is whole."""
    rows = queries.latest(session, before, ON_A_PAGE)
    older = rows[-1].place if rows and rows[-1].place > 1 else None
    verdict = chain.verify(session) if before is None else None
    return render(request, "staff/audit/record.html", rows=rows, older=older, verdict=verdict)
