"""One service: reading it, changing it, and writing a new one."""

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from actions_server.directory.desk import ChangedMeanwhile, Entry
from actions_server.problems import Problem
from actions_server.staff.areas import areas_of
from actions_server.staff.audit import queries as audit
from actions_server.staff.moments import now
from actions_server.staff.services import work
from actions_server.staff.services.checks import MAY_BE_TOLD, Checked, check
from actions_server.staff.services.differences import between, sides
from actions_server.staff.services.forms import (
    CONFIDENCE,
    FIELDS,
    content_of,
    empty,
    fields_of,
)
from actions_server.staff.services.list_routes import COLOURS, STATES, origins
from actions_server.staff.signing_in.access import Here, Looker, Saved, Writer
from actions_server.web.pages import render
from knowledge_base.article import SLUG
from knowledge_base.hidden_place import veiled
from knowledge_base.service import Service
from knowledge_base.topics import topic_groups

MOST_FIELDS = 60
MOST_ACTIONS = 20
LONGEST_ID = 80
# The other addresses of this desk. The id of an entry from a list has a hyphen in it.
NOT_AN_ID = {"new", "decisions", "import"}
NOT_A_DAY = "Give the last day like 2026-11-21, or leave it empty"
TAKEN = "There is a service of this id already: choose another, or change that one"
router = APIRouter(prefix="/staff/services", include_in_schema=False)


@router.get("/new")
def new(request: Request, here: Here, person: Writer, name: str = "") -> HTMLResponse:
    """The form of a new service."""
    return _form(request, here, None, empty(here.settings.area, name[:200]), Checked(None, {}))


@router.post("/new")
async def add(request: Request, here: Here, session: Saved, person: Writer) -> Response:
    """Keep a new service."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)

    def keep() -> Response:
        typed = str(form.get("id", "")).strip()
        content = fields_of(form, typed or _id_of(str(form.get("name", ""))))
        checked = _check(here, content, form)
        if not re.fullmatch(SLUG, content["id"]) or content["id"] in NOT_AN_ID:
            checked.faults["id"] = [
                "Use small letters, figures and single hyphens, as in saturday-swim-club"
            ]
        elif len(content["id"]) > LONGEST_ID:
            checked.faults["id"] = [f"Use {LONGEST_ID} letters or fewer"]
        elif checked.service is not None:
            try:
                work.add(session, checked.service, person, now())
                return RedirectResponse(f"/staff/services/{checked.service.id}?saved=1", 303)
            except ChangedMeanwhile:
                checked.faults["id"] = [TAKEN]
        return _form(request, here, None, {**content, "id": typed}, checked, 422)

    return await run_in_threadpool(keep)


@router.get("/{name}")
def edit(request: Request, here: Here, session: Saved, person: Looker, name: str) -> HTMLResponse:
    """A service with everything that is known of it."""
    entry = work.find(session, name)
    actions = audit.latest(session, None, MOST_ACTIONS, work.about(name))
    nothing = Checked(None, {})
    return _form(request, here, entry, content_of(entry.service), nothing, actions=actions)


@router.post("/{name}")
async def save(request: Request, here: Here, session: Saved, person: Writer, name: str) -> Response:
    """Keep what was written; where somebody else saved meanwhile, show both."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    seen = str(form.get("edition", ""))

    def keep() -> Response:
        entry = work.find(session, name)
        content = fields_of(form, name)
        if not seen:
            raise Problem(422, "The form was not complete. Open the service again.")
        checked = _check(here, content, form)
        if checked.service is None:
            # What the person opened counts, or saving once more would not notice a colleague.
            return _form(request, here, entry, content, checked, 422, seen)
        try:
            work.save(session, checked.service, seen, person, now())
        except ChangedMeanwhile as quicker:
            return _both(request, quicker.now, checked.service, form)
        return RedirectResponse(f"/staff/services/{name}?saved=1", 303)

    return await run_in_threadpool(keep)


@router.post("/{name}/expire")
def expire(
    request: Request,
    here: Here,
    session: Saved,
    person: Writer,
    name: str,
    last_day: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Set the last day on which families see it; an empty one takes that back."""
    typed = last_day.strip()
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        entry = work.find(session, name)
        wrong = Checked(None, {"last_day": [NOT_A_DAY]})
        return _form(request, here, entry, content_of(entry.service), wrong, 422, last_day=typed)
    work.expire(session, name, day, person, now())
    return RedirectResponse(f"/staff/services/{name}?saved=1", 303)


def _check(here: Here, content: dict, form: FormData) -> Checked:
    checked = check(content, form.get(MAY_BE_TOLD) == "yes", now().date())
    if content["area"] not in areas_of(here):
        checked.faults["area"] = ["Choose who it is for"]
        return Checked(None, checked.faults)
    return checked


def _both(request: Request, theirs: Entry, ours: Service, form: FormData) -> HTMLResponse:
    yours = content_of(ours)
    was_hidden = theirs.service.place_hidden and not ours.place_hidden
    if was_hidden:
        # Saving mine in place of theirs must not tell a place that they have just made secret.
        yours = veiled(yours)
    return render(
        request,
        "staff/services/conflict.html",
        409,
        entry=theirs,
        yours=yours,
        fields=FIELDS,
        sides=between(content_of(theirs.service), yours),
        was_hidden=was_hidden,
        may_be_told=form.get(MAY_BE_TOLD) == "yes",
    )


def _form(
    request: Request,
    here: Here,
    entry: Entry | None,
    content: dict,
    checked: Checked,
    status: int = 200,
    seen: str = "",
    actions: list | None = None,
    last_day: str | None = None,
) -> HTMLResponse:
    feeds = [entry.feed] if entry and entry.feed else []
    return render(
        request,
        "staff/services/edit.html" if entry else "staff/services/new.html",
        status,
        entry=entry,
        content=content,
        edition=seen or (entry.edition if entry else ""),
        faults=checked.faults,
        asks_whether_secret=checked.asks_whether_secret,
        fields=FIELDS,
        choices={"area": areas_of(here), "confidence": CONFIDENCE},
        topics=topic_groups(),
        origins=origins(feeds),
        undecided=sides(entry.undecided) if entry else [],
        states=STATES,
        colours=COLOURS,
        actions=actions or [],
        last_day=_day(entry) if last_day is None else last_day,
        today=now().date(),
        saved="saved" in request.query_params,
    )


def _day(entry: Entry | None) -> str:
    return entry.expires_on.isoformat() if entry and entry.expires_on else ""


def _id_of(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_ID].strip("-")
