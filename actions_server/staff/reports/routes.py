"""The pages “Reports”: what is released, what waits for a signature, and what was done about it."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from actions_server import wording
from actions_server.counting import REPORTS
from actions_server.problems import Problem
from actions_server.reports.pages import send_file
from actions_server.reports.published import FIRST_VIEW, Release, releases, verdict
from actions_server.reports.signing import sign
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from actions_server.staff.signing_in.access import Analyst, Here, Saved
from actions_server.web.pages import render
from pain_points.did import LONGEST, add_did, read_did
from pain_points.months import uk_day
from pain_points.problems import ReportProblem

PAGE = "/staff/reports"
READ_FIRST = "Say that you have read it: families and boards rely on two people who have"
router = APIRouter(prefix=PAGE, include_in_schema=False)
Typed = Annotated[str, Form(max_length=4 * LONGEST)]


@router.get("")
def all_releases(request: Request, here: Here, person: Analyst) -> HTMLResponse:
    """Every release with its signatures, and what the auditor says of them."""
    folder = _folder(here)
    return render(
        request,
        "staff/reports/list.html",
        releases=releases(folder),
        problems=verdict(folder),
    )


@router.get("/did")
def what_was_done(request: Request, here: Here, person: Analyst) -> HTMLResponse:
    """“You said, we did”, and the form to add to it."""
    return _did_page(request, here)


@router.post("/did")
def add_what_was_done(
    request: Request,
    here: Here,
    session: Saved,
    person: Analyst,
    said: Typed = "",
    did: Typed = "",
    by: Typed = "",
) -> Response:
    """Add what changed; families see it at once."""
    try:
        add_did(_folder(here), said, did, by, uk_day())
    except ReportProblem as problem:
        return _did_page(request, here, str(problem), said=said, did=did, by=by)
    record(session, now(), person.name, "said what was done", detail={"by": " ".join(by.split())})
    return RedirectResponse(f"{PAGE}/did", 303)


@router.get("/{month}")
def one_release(
    request: Request, here: Here, person: Analyst, month: str, view: str = FIRST_VIEW
) -> HTMLResponse:
    """One release as a board reads it, with the form to sign it."""
    return _release_page(request, _release(here, month), view)


@router.post("/{month}/sign")
def sign_release(
    request: Request, here: Here, session: Saved, person: Analyst, month: str, read: Typed = ""
) -> Response:
    """Sign a release by one's full name."""
    release = _release(here, month)
    if read != "yes":
        return _release_page(request, release, FIRST_VIEW, READ_FIRST)
    try:
        is_seen = sign(_folder(here), release.month, person.full_name, uk_day())
    except ReportProblem as problem:
        return _release_page(request, release, FIRST_VIEW, str(problem))
    detail = {"as": person.full_name, "published": is_seen}
    record(session, now(), person.name, "signed a report", month, detail)
    return RedirectResponse(f"{PAGE}/{month}", 303)


@router.get("/{month}/{file}")
def file_of_a_release(here: Here, person: Analyst, month: str, file: str) -> FileResponse:
    """A file of a release, signed or not yet."""
    return send_file(releases(_folder(here)), month, file)


def _folder(here: Here) -> Path:
    return here.settings.data_folder / REPORTS


def _release(here: Here, month: str) -> Release:
    """Raises Problem where no sound release is of that month."""
    for release in releases(_folder(here)):
        if str(release.month) == month:
            return release
    raise Problem(404, wording.NOT_FOUND)


def _release_page(request: Request, release: Release, view: str, fault: str = "") -> HTMLResponse:
    if view not in release.views:
        raise Problem(404, wording.NOT_FOUND)
    return render(
        request,
        "staff/reports/release.html",
        422 if fault else 200,
        release=release,
        view=view,
        fault=fault,
    )


def _did_page(request: Request, here: Here, fault: str = "", **typed: str) -> HTMLResponse:
    return render(
        request,
        "staff/reports/did.html",
        422 if fault else 200,
        entries=read_did(_folder(here)),
        fault=fault,
        typed={"said": "", "did": "", "by": "", **typed},
        longest=LONGEST,
    )
