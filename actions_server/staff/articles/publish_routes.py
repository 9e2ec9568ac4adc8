"""From review to the families: try it out, decide, publish now or later, or send it back."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.articles import work
from actions_server.staff.articles.bank import try_out
from actions_server.staff.articles.checks import check
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.moments import now, uk_moment
from actions_server.staff.signing_in.access import Here, Publisher, Saved
from actions_server.web.pages import render
from knowledge_base import queries as published
from knowledge_base.article import Article

router = APIRouter(prefix="/staff/articles", include_in_schema=False)
Typed = Annotated[str, Form(max_length=2000)]


@router.post("/{slug}/try")
def try_it(session: Saved, here: Here, person: Publisher, slug: str) -> Response:
    """Ask the bank of what is published and of what would be, and show what changes."""
    row = find(session, slug)
    article = _ready(session, here, row, person)
    row.gate = try_out(here.library, article).as_record(_digest(row))
    return RedirectResponse(f"/staff/articles/{slug}/publish", 303)


@router.get("/{slug}/publish")
def decide(
    request: Request, here: Here, session: Saved, person: Publisher, slug: str
) -> HTMLResponse:
    """What publishing would change, and the button that does it."""
    row = find(session, slug)
    _ready(session, here, row, person)
    return render(request, "staff/articles/publish.html", row=row, gate=_gate(row), fault="")


@router.post("/{slug}/publish")
def publish(
    request: Request,
    here: Here,
    session: Saved,
    person: Publisher,
    slug: str,
    when: Typed = "now",
    at: Typed = "",
) -> Response:
    """Publish now, or by itself at a time."""
    row = find(session, slug)
    article = _ready(session, here, row, person)
    gate = _gate(row)
    if gate is None:
        return RedirectResponse(f"/staff/articles/{slug}/publish", 303)
    if when == "now":
        work.publish(session, row, article, person.name, now())
        return RedirectResponse(f"/staff/articles/{slug}?live=1", 303)
    moment = uk_moment(at)
    if moment is None or moment <= now():
        fault = "Give a day and a time that are still to come"
        page = "staff/articles/publish.html"
        return render(request, page, 422, row=row, gate=gate, fault=fault)
    work.approve_for_later(session, row, moment, person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


@router.post("/{slug}/send-back")
def send_back(session: Saved, person: Publisher, slug: str, note: Typed = "") -> Response:
    """Back to its writer, with a note."""
    work.send_back(session, find(session, slug), note.strip(), person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


def _ready(session: Saved, here: Here, row: StaffArticleRow, person: Publisher) -> Article:
    """The article, when it waits for review, is sound, and this person may publish it."""
    if row.state != State.REVIEW:
        raise Problem(409, "It is not in review. Send it for review first.")
    if refusal := work.may_publish(row, published.article(session, row.slug), person):
        raise Problem(403, refusal)
    checked = check(row.content, here.library, now().date())
    if checked.article is None or not checked.may_be_published:
        raise Problem(409, "It breaks a rule, so it cannot be published. Open it to see which.")
    return checked.article


def _gate(row: StaffArticleRow) -> dict | None:
    """What the try-out found, when it tried what stands there now."""
    return row.gate if row.gate and row.gate["content"] == _digest(row) else None


def _digest(row: StaffArticleRow) -> str:
    return hashlib.sha256(json.dumps(row.content, sort_keys=True).encode()).hexdigest()
