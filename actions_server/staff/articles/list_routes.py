"""The list of articles, and beginning a new one."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.staff.areas import areas_of
from actions_server.staff.articles import queries, work
from actions_server.staff.articles.finding import Wanted, listed, narrowed
from actions_server.staff.articles.forms import clean, empty
from actions_server.staff.articles.states import COLOURS, STATE_TITLES
from actions_server.staff.moments import now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.signing_in.access import Here, Looker, Saved, Writer
from actions_server.web.pages import render
from knowledge_base import queries as published
from knowledge_base.article import SLUG, STAGE_TITLES
from knowledge_base.topics import topic_ids

ON_A_PAGE = 40
LONGEST_SLUG, LONGEST_TITLE = 80, 90
TAKEN = "There is an article at this address already: choose another, or change that one."

router = APIRouter(prefix="/staff/articles", include_in_schema=False)
Asked = Annotated[str, Query(max_length=120)]


@router.get("")
def show(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    q: Asked = "",
    topic: Asked = "",
    stage: Asked = "",
    area: Asked = "",
    state: Asked = "",
    due: Asked = "",
    owner: Asked = "",
    page: PageNumber = 1,
) -> HTMLResponse:
    """The articles that are asked for, some on a page."""
    everything = listed(session, here.library)
    wanted = Wanted(q.strip(), topic, stage, area, state, due, owner)
    found = narrowed(everything, wanted, now().date())
    shown = cut(len(found), page, ON_A_PAGE)
    return render(
        request,
        "staff/articles/list.html",
        articles=shown.of(found),
        count=len(found),
        wanted=wanted,
        page=shown.page,
        pages=shown.pages,
        topics=topic_ids(),
        stages=STAGE_TITLES,
        states=STATE_TITLES,
        colours=COLOURS,
        areas=areas_of(here),
        owners=sorted({one.owner for one in everything if one.owner}),
        today=now().date().isoformat(),
    )


@router.get("/new")
def new(request: Request, here: Here, person: Writer, title: Asked = "") -> HTMLResponse:
    """The form that begins an article."""
    return _form(request, here, {"title": title, "slug": "", "area": here.settings.area}, {})


@router.post("/new")
def begin(
    request: Request,
    here: Here,
    session: Saved,
    person: Writer,
    title: Annotated[str, Form(max_length=1000)] = "",
    slug: Annotated[str, Form(max_length=1000)] = "",
    area: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Begin an article, and go on to write it."""
    title, slug = clean(title).strip(), slug.strip()
    slug = slug or _slug_of(title)
    faults = {}
    if not title or len(title) > LONGEST_TITLE:
        faults["title"] = f"Give it a title of {LONGEST_TITLE} letters or fewer"
    elif not re.fullmatch(SLUG, slug) or len(slug) > LONGEST_SLUG or slug == "new":
        faults["slug"] = "Use small letters, figures and single hyphens, as in help-with-reading"
    elif queries.article(session, slug) or published.article(session, slug):
        faults["slug"] = TAKEN
    if area not in areas_of(here):
        faults["area"] = "Choose an area"
    if faults:
        return _form(request, here, {"title": title, "slug": slug, "area": area}, faults)
    work.begin(session, empty(slug, area, title, ""), person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


def _form(request: Request, here: Here, typed: dict, faults: dict) -> HTMLResponse:
    status = 422 if faults else 200
    page = "staff/articles/new.html"
    return render(request, page, status, typed=typed, faults=faults, areas=areas_of(here))


def _slug_of(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:LONGEST_SLUG].strip("-")
