"""Bringing services in from another directory or a file: choose, look, then do it."""

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from actions_server.directory import queries as directory
from actions_server.directory.listing import CannotImport
from actions_server.directory.source import feed_name
from actions_server.problems import Problem
from actions_server.staff.moments import now
from actions_server.staff.services import importing, queries
from actions_server.staff.services.differences import sides
from actions_server.staff.services.importing import MOVING, Means, State
from actions_server.staff.services.outcome import KINDS
from actions_server.staff.services.tables import StaffImportRow
from actions_server.staff.services.uploads import LARGEST_FILE, read_upload
from actions_server.staff.signing_in.access import Here, Publisher, Saved
from actions_server.web.pages import render

LONGEST_ADDRESS = 2000
WAIT, LOOK = 3.0, 0.1  # seconds that a page waits for a short list, and between two looks
FILE_FAULT = "Choose a file whose name ends in .csv or .json"
HTTPS = "Give an address that starts with https://"
router = APIRouter(prefix="/staff/services/import", include_in_schema=False)
Typed = Annotated[str, Form(max_length=4000)]


@router.get("")
def choose(request: Request, here: Here, session: Saved, person: Publisher) -> HTMLResponse:
    """Where from: an address or a file."""
    return _form(request, here, session, {}, {})


@router.post("")
def read_from_address(
    request: Request,
    here: Here,
    session: Saved,
    person: Publisher,
    known: Typed = "",
    address: Typed = "",
    name: Typed = "",
) -> Response:
    """Read a list at an address, and go on to what it would change."""
    addresses = _addresses(here, session)
    typed = {"known": known, "address": address.strip(), "name": name.strip()}
    source = typed["address"]
    if known and not source:
        name, source = known, addresses.get(known, "")
    if not source.casefold().startswith(("https://", "http://")):
        return _form(request, here, session, typed, {"address": HTTPS})
    if len(source) > LONGEST_ADDRESS:
        too_long = f"Give an address of {LONGEST_ADDRESS} letters or fewer"
        return _form(request, here, session, typed, {"address": too_long})
    feed = feed_name(name.strip() or known or source)
    row = importing.begin(session, feed, source, False, person.name)
    return _go_on(here, row.key, importing.look, row.key)


@router.post("/file")
async def read_from_file(
    request: Request, here: Here, session: Saved, person: Publisher
) -> Response:
    """Read a list from a file, and go on to what it would change."""
    sent = await read_upload(request)
    typed = {"file_name": sent.typed.strip()}

    def begin() -> Response:
        if not sent.file.casefold().endswith((".csv", ".json")):
            return _form(request, here, session, typed, {"file": FILE_FAULT})
        if not sent.content:
            return _form(request, here, session, typed, {"file": "The file is empty"})
        try:
            feed = feed_name(typed["file_name"] or sent.file)
        except CannotImport as error:
            return _form(request, here, session, typed, {"file_name": str(error)})
        row = importing.begin(session, feed, sent.file[-200:], True, person.name)
        return _go_on(here, row.key, importing.look, row.key, sent.content)

    return await run_in_threadpool(begin)


@router.get("/{key}")
def show(request: Request, here: Here, session: Saved, person: Publisher, key: str) -> HTMLResponse:
    """How far it is; once it is read, what it would change."""
    row, ends = _find(session, key), time.monotonic() + WAIT
    while row.state in MOVING and time.monotonic() < ends:
        time.sleep(LOOK)
        row = _find(session, key)
    is_stuck = row.state in MOVING and row.seen_at < now() - importing.STUCK
    return render(
        request,
        "staff/services/import.html",
        row=row,
        state=State.FAILED if is_stuck else row.state,
        said=importing.BROKE_OFF if is_stuck else row.said,
        outcome=row.shown,
        kinds=KINDS,
        sides=sides,
    )


@router.post("/{key}/again")
def read_again(session: Saved, here: Here, person: Publisher, key: str) -> Response:
    """Read it once more, although it has far fewer services than last time."""
    row = _find(session, key)
    if not row.is_fewer or not _take(session, key, State.FAILED, State.READING, accept_fewer=True):
        raise Problem(409, "It is being read already, or was read. Look at it again.")
    return _go_on(here, key, importing.look, key)


@router.post("/{key}/bring-in")
def bring_in(
    session: Saved, here: Here, person: Publisher, key: str, digest: Typed = ""
) -> Response:
    """Do what was shown."""
    row = _find(session, key)
    if row.digest != digest or not _take(session, key, State.SHOWN, State.BRINGING):
        raise Problem(409, "It was brought in already, or read again. Look at it once more.")
    return _go_on(here, key, importing.bring, key, person.name)


def _take(session: Saved, key: str, before: State, after: State, **more: object) -> bool:
    return queries.take(session, key, before, state=after, said="", seen_at=now(), **more)


def _go_on(here: Here, key: str, step, *arguments: object) -> Response:  # noqa: ANN001 - of importing
    """Lead to the page of an import, and do its next step after the reply."""
    means = Means(here.engine, here.settings, here.library.pack)
    task = BackgroundTask(step, means, *arguments)
    return RedirectResponse(f"/staff/services/import/{key}", 303, background=task)


def _find(session: Saved, key: str) -> StaffImportRow:
    row = queries.find(session, key)
    if row is None:
        raise Problem(404, "There is no such import. One is forgotten after a day: begin again.")
    return row


def _addresses(here: Here, session: Saved) -> dict[str, str]:
    """The lists that are known by name, with where each lies: those of the area pack, and those
    that services were brought in from."""
    pack = here.library.pack
    used = [row for row in directory.feeds(session) if row.area == pack.area]
    from_the_web = {row.name: row.address for row in used if "://" in row.address}
    return from_the_web | {feed.name: feed.address for feed in pack.feeds}


def _form(
    request: Request, here: Here, session: Saved, typed: dict, faults: dict[str, str]
) -> HTMLResponse:
    titles = {feed.name: feed.title for feed in here.library.pack.feeds}
    return render(
        request,
        "staff/services/choose.html",
        422 if faults else 200,
        typed=typed,
        faults=faults,
        known={name: titles.get(name, name) for name in _addresses(here, session)},
        largest=LARGEST_FILE // 1_000_000,
    )
