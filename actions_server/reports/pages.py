"""`/what-families-tell-us`: the published reports, their files, and what changed since."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse
from markupsafe import Markup

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.counting import REPORTS
from actions_server.problems import Problem
from actions_server.reports.published import TYPES, published_months
from actions_server.web.pages import render
from pain_points.did import read_did
from pain_points.months import Month
from pain_points.problems import ReportProblem

PAGE = "/what-families-tell-us"
FIRST_VIEW = "report.html"
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]


@router.get(PAGE)
async def what_families_tell_us(request: Request, here: Here) -> HTMLResponse:
    """The published reports, or what will stand here until there is a first one."""
    folder = here.settings.data_folder / REPORTS
    months = await asyncio.to_thread(published_months, folder)
    return render(
        request,
        "what_families_tell_us.html",
        idle_minutes=round(here.settings.idle_minutes),
        reports=[_of(folder, month) for month in months],
        did=read_did(folder),
    )


@router.get(PAGE + "/{month}/{file}", response_class=FileResponse)
async def file_of_a_report(here: Here, month: str, file: str) -> FileResponse:
    """A file of a published report, as two people signed it."""
    folder = here.settings.data_folder / REPORTS
    try:
        which = Month.read(month)
    except ReportProblem:
        raise Problem(404, wording.NOT_FOUND) from None
    months = await asyncio.to_thread(published_months, folder)
    if which not in months or file not in _of(folder, which)["files"]:
        raise Problem(404, wording.NOT_FOUND)
    path = folder / str(which) / file
    return FileResponse(path, media_type=TYPES[path.suffix], filename=f"{which}-{file}")


def _of(folder: Path, month: Month) -> dict:
    lies_in = folder / str(month)
    plan = json.loads((lies_in / "plan.json").read_text(encoding="utf-8"))
    files = sorted(path.name for path in lies_in.iterdir() if path.suffix in TYPES)
    return {
        "month": month,
        "files": files,
        "invented": plan["invented"],
        "parts": Markup(_parts(lies_in / FIRST_VIEW)),
    }


def _parts(page: Path) -> str:
    """The parts of the signed page, without its frame and style."""
    text = page.read_text(encoding="utf-8")
    start, end = text.find("<section"), text.rfind("</section>")
    return text[start : end + len("</section>")] if start >= 0 else ""
