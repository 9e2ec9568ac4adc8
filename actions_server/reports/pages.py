"""`/what-families-tell-us`: the published reports, their files, and what changed since."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.counting import REPORTS
from actions_server.problems import Problem
from actions_server.reports.published import TYPES, Release, published
from actions_server.web.pages import render
from pain_points.did import read_did

PAGE = "/what-families-tell-us"
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]


@router.get(PAGE)
async def what_families_tell_us(request: Request, here: Here) -> HTMLResponse:
    """The published reports, or what will stand here until there is a first one."""
    folder = here.settings.data_folder / REPORTS
    return render(
        request,
        "what_families_tell_us.html",
        idle_minutes=round(here.settings.idle_minutes),
        reports=await asyncio.to_thread(published, folder),
        did=read_did(folder),
    )


@router.get(PAGE + "/{month}/{file}", response_class=FileResponse)
async def file_of_a_report(here: Here, month: str, file: str) -> FileResponse:
    """A file of a published report, as two people signed it."""
    reports = await asyncio.to_thread(published, here.settings.data_folder / REPORTS)
    return send_file(reports, month, file)


def send_file(reports: list[Release], month: str, file: str) -> FileResponse:
    """A file out of the one of these releases that is of a month. Raises Problem."""
    release = next((one for one in reports if str(one.month) == month), None)
    if release is None or file not in release.files:
        raise Problem(404, wording.NOT_FOUND)
    path = release.folder / file
    return FileResponse(path, media_type=TYPES[path.suffix], filename=f"{month}-{file}")
