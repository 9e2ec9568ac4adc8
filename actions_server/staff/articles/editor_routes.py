"""Writing an article."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from actions_server.problems import Problem
from actions_server.staff.articles import queries, work
from actions_server.staff.articles.checks import check
from actions_server.staff.articles.differences import changed_fields
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.forms import EMPTY_SOURCES, FIELDS, fields_of
from actions_server.staff.articles.states import COLOURS, STATE_TITLES, State, is_legal
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.moments import now
from actions_server.staff.signing_in.access import Here, Looker, Saved, Writer
from actions_server.web.pages import render
from actions_server.wording import JOURNEYS
from knowledge_base import queries as published
from knowledge_base.article import STAGE_TITLES
from knowledge_base.topics import topic_groups

MOST_FIELDS = 120
NOT_COMPLETE = "The form was not complete. Open the article again."
router = APIRouter(prefix="/staff/articles", include_in_schema=False)


@router.get("/{slug}")
def edit(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    slug: str,
    go_on: Annotated[bool, Query(alias="unsaved")] = False,
) -> HTMLResponse:
    """The working copy of an article, with what is wrong with it and how it will look.

    go_on: with what this person typed and did not save.
    """
    row = find(session, slug)
    live = published.article(session, slug)
    kept = queries.unsaved(session, slug, person.name)
    content = kept.content if kept and go_on else row.content
    checked = check(content, here.library, now().date())
    # A new article is not met with a wall of faults before a word is written.
    is_new = row.state == State.DRAFT and row.revision == 1
    return render(
        request,
        "staff/articles/edit.html",
        row=row,
        live=live,
        content=content,
        revision=kept.seen if kept and go_on else row.revision,
        unsaved=None if go_on else kept,
        faults={} if is_new else checked.faults,
        to_do=sum(map(len, checked.faults.values())),
        sentences=checked.sentences,
        is_sound=checked.may_be_published,
        is_legal=is_legal(row.content, live),
        refusal=work.may_publish(row, live, person),
        fields=FIELDS,
        offers=JOURNEYS,
        stages=STAGE_TITLES,
        topics=topic_groups(),
        services=here.library.services,
        empty_sources=EMPTY_SOURCES,
        state_title=STATE_TITLES[row.state],
        colour=COLOURS[row.state],
        saved="saved" in request.query_params,
    )


@router.post("/{slug}")
async def save(request: Request, here: Here, session: Saved, person: Writer, slug: str) -> Response:
    """Keep what was written; where somebody else saved meanwhile, show both."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    seen = str(form.get("revision", ""))

    def keep() -> Response:
        row = find(session, slug, to_change=True)
        content = fields_of(form, row.slug, row.area)
        if not seen.isdigit():
            raise Problem(422, NOT_COMPLETE)
        try:
            work.save(session, row, content, int(seen), person, now())
        except work.SomebodyElseSaved:
            return _both(request, session, row, content)
        queries.drop_unsaved(session, slug, person.name)
        return RedirectResponse(f"/staff/articles/{slug}?saved=1", 303)

    return await run_in_threadpool(keep)


@router.post("/{slug}/review")
def send_for_review(session: Saved, person: Writer, slug: str) -> Response:
    """Ask a publisher to read it."""
    work.send_for_review(session, find(session, slug), person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


def _both(request: Request, session: Saved, row: StaffArticleRow, content: dict) -> HTMLResponse:
    theirs = queries.article(session, row.slug) or row
    return render(
        request,
        "staff/articles/conflict.html",
        409,
        row=theirs,
        yours=content,
        changes=changed_fields(theirs.content, content),
        fields=FIELDS,
    )
