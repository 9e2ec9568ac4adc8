"""The worklist: what is due, most urgent first, and saying that an article is still right."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.calendars import as_calendar
from actions_server.ehc_clock.calendar_file import MEDIA_TYPE
from actions_server.problems import Problem
from actions_server.staff.articles import queries as desk
from actions_server.staff.articles import work
from actions_server.staff.articles.checks import check
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.states import State
from actions_server.staff.keeping.gather import everything
from actions_server.staff.keeping.remind import as_days
from actions_server.staff.keeping.task import KIND_TITLES
from actions_server.staff.moments import UK, now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.signing_in.access import Here, Looker, Publisher, Saved
from actions_server.web.pages import render
from knowledge_base import queries as published
from knowledge_base.article import Article
from knowledge_base.national_changes import read_changes
from knowledge_base.passages import digest

ON_A_PAGE = 50
router = APIRouter(prefix="/staff/worklist", include_in_schema=False)
Asked = Annotated[str, Query(max_length=120)]


@router.get("")
def show(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    owner: Asked = "",
    kind: Asked = "",
    done: Asked = "",
    page: PageNumber = 1,
) -> HTMLResponse:
    """What is due, for everybody or for one owner."""
    today = now().astimezone(UK).date()
    tasks = everything(session, here.library.pack, today)
    wanted = [task for task in tasks if owner in ("", task.owner) and kind in ("", task.kind)]
    part = cut(len(wanted), page, ON_A_PAGE)
    rows = desk.articles(session)
    shown = part.of(wanted)
    return render(
        request,
        "staff/keeping/worklist.html",
        tasks=shown,
        count=len(wanted),
        late=sum(task.is_late(today) for task in wanted),
        owner=owner,
        kind=kind,
        owners=sorted({task.owner for task in tasks if task.owner}),
        kinds=KIND_TITLES,
        today=today,
        page=part.page,
        pages=part.pages,
        seen={task.slug: _seen(session, task.slug) for task in shown if task.slug},
        being_changed={row.slug for row in rows if row.state in (State.DRAFT, State.REVIEW)},
        changes=read_changes(),
        done=published.article(session, done) if done else None,
    )


@router.get(".ics")
def as_calendar_file(here: Here, session: Saved, person: Looker, owner: Asked = "") -> Response:
    """The same for a calendar."""
    today = now().astimezone(UK).date()
    tasks = everything(session, here.library.pack, today)
    days = as_days([task for task in tasks if owner in ("", task.owner)], today)
    headers = {"Content-Disposition": 'attachment; filename="worklist.ics"'}
    return Response(as_calendar("Worklist", days), media_type=MEDIA_TYPE, headers=headers)


@router.post("/{slug}/still-right")
def still_right(
    here: Here,
    session: Saved,
    person: Publisher,
    slug: str,
    seen: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Somebody read an article again and found it right: families see the new dates."""
    live = published.article(session, slug)
    if live is None:
        raise Problem(404, "Families cannot read an article of that name.")
    if seen != _digest(live):
        raise Problem(409, "The article has changed since you opened the worklist. Read it again.")
    today = now().astimezone(UK).date()
    content = live.model_dump(mode="json") | new_dates(live, today)
    checked = check(content, here.library, today)
    if checked.article is None or not checked.may_be_published:
        raise Problem(409, "It breaks a rule, so it has to be changed. Open it to see which.")
    work.read_again(session, find(session, slug, to_change=True), checked.article, person, now())
    return RedirectResponse(f"/staff/worklist?done={slug}", 303)


def new_dates(article: Article, today: date) -> dict[str, str]:
    """The dates of a review today: the next one is as far away as it was the last time."""
    again = today + (article.review_by - article.reviewed_on)
    return {"reviewed_on": today.isoformat(), "review_by": again.isoformat()}


def _seen(session: Saved, slug: str) -> str:
    article = published.article(session, slug)
    return _digest(article) if article else ""


def _digest(article: Article) -> str:
    return digest(article.model_dump_json())
