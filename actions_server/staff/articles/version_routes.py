"""Earlier versions of an article: what changed, and going back."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.articles import queries, work
from actions_server.staff.articles.differences import changed_fields
from actions_server.staff.articles.finding import find
from actions_server.staff.moments import now
from actions_server.staff.signing_in.access import Looker, Publisher, Saved, Writer
from actions_server.web.pages import render

router = APIRouter(prefix="/staff/articles/{slug}/versions", include_in_schema=False)


@router.get("")
def show_all(request: Request, session: Saved, person: Looker, slug: str) -> HTMLResponse:
    """Every version, newest first."""
    found = queries.versions(session, slug)
    published = [one.number for one in found if one.what == work.PUBLISHED]
    return render(
        request,
        "staff/articles/versions.html",
        row=find(session, slug),
        versions=found,
        live=published[0] if published else None,
        is_live=bool(published) and find(session, slug).state != "archived",
    )


@router.get("/{number}")
def show(request: Request, session: Saved, person: Looker, slug: str, number: int) -> HTMLResponse:
    """One version: what it changed, and what has changed since."""
    row = find(session, slug)
    version = queries.version(session, slug, number)
    if version is None:
        raise Problem(404, "There is no such version.")
    before = queries.version(session, slug, number - 1)
    return render(
        request,
        "staff/articles/version.html",
        row=row,
        version=version,
        changed=changed_fields(before.content, version.content) if before else None,
        since=changed_fields(version.content, row.content),
    )


@router.post("/{number}/restore")
def restore(session: Saved, person: Writer, slug: str, number: int) -> Response:
    """Go on writing from an earlier version."""
    work.restore(session, find(session, slug, to_change=True), number, person, now())
    return RedirectResponse(f"/staff/articles/{slug}?saved=1", 303)


@router.post("/{number}/roll-back")
def roll_back(session: Saved, person: Publisher, slug: str, number: int) -> Response:
    """Let families read an earlier published version at once."""
    work.roll_back(session, find(session, slug, to_change=True), number, person, now())
    return RedirectResponse(f"/staff/articles/{slug}?live=1", 303)
