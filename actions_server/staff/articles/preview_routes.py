"""How an article will look to families: the guide and the chat's answer, side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from actions_server.answering.compose import answer
from actions_server.guides.layout import lay_out
from actions_server.staff.articles.editor_routes import MOST_FIELDS
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.forms import fields_of
from actions_server.staff.articles.stand_ins import as_far_as_it_goes
from actions_server.staff.moments import now
from actions_server.staff.signing_in.access import Here, Looker, Saved
from actions_server.web.pages import render
from knowledge_base.article import STAGE_TITLES
from knowledge_base.library import Library

router = APIRouter(prefix="/staff/articles", include_in_schema=False)


@router.get("/{slug}/preview")
def saved(request: Request, here: Here, session: Saved, person: Looker, slug: str) -> HTMLResponse:
    """The working copy as families would see it."""
    return _shown(request, here.library, find(session, slug).content)


@router.post("/{slug}/preview")
async def typed(
    request: Request, here: Here, session: Saved, person: Looker, slug: str
) -> HTMLResponse:
    """What stands in the form as families would see it; nothing is kept."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)

    def show() -> HTMLResponse:
        row = find(session, slug)
        return _shown(request, here.library, fields_of(form, row.slug, row.area))

    return await run_in_threadpool(show)


def _shown(request: Request, library: Library, content: dict) -> HTMLResponse:
    article, _ = as_far_as_it_goes(content, now().date())
    return render(
        request,
        "preview/article.html",
        article=article,
        stage=STAGE_TITLES[article.stage],
        services=library.services_of(article),
        local=None,
        is_overdue=article.review_by < now().date(),
        has_ended=article.has_ended(now().date()),
        message=answer(article, library),
        lay_out=lay_out,
    )
