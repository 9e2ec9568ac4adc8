"""Keeping what is typed in the editor before it is saved, for the person who types it.

It is no version and on no record: nobody else sees it, and saving is what counts.
"""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from actions_server.problems import Problem
from actions_server.staff.articles import queries
from actions_server.staff.articles.editor_routes import MOST_FIELDS, NOT_COMPLETE
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.forms import fields_of
from actions_server.staff.articles.tables import StaffUnsavedRow
from actions_server.staff.moments import now
from actions_server.staff.signing_in.access import Saved, Writer

router = APIRouter(prefix="/staff/articles/{slug}/unsaved", include_in_schema=False)


@router.post("", status_code=204, response_class=Response)
async def keep(request: Request, session: Saved, person: Writer, slug: str) -> None:
    """Keep the form as it stands; what says nothing new is forgotten instead."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    seen = str(form.get("revision", ""))
    if not seen.isdigit():
        raise Problem(422, NOT_COMPLETE)

    def store() -> None:
        row = find(session, slug)
        content = fields_of(form, row.slug, row.area)
        # A save may have come first; then nothing is left to keep.
        if content == row.content:
            queries.drop_unsaved(session, slug, person.name)
            return
        kept = StaffUnsavedRow(slug=slug, by=person.name, content=content, seen=int(seen), at=now())
        queries.keep_unsaved(session, kept)

    await run_in_threadpool(store)


@router.post("/throw-away")
def throw_away(session: Saved, person: Writer, slug: str) -> Response:
    """Go back to what is saved."""
    queries.drop_unsaved(session, slug, person.name)
    return RedirectResponse(f"/staff/articles/{slug}", 303)
