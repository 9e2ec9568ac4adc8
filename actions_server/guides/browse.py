"""Guides: by stage of the journey, found by search, and one whole, to read, print and rate."""

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.crisis_help import crisis_reply
from actions_server.conversation.entrance import in_words
from actions_server.conversation.guard import recognise
from actions_server.conversation.redact import redact
from actions_server.conversation.routes import LONGEST_TEXT
from actions_server.conversation.tidy import tidy
from actions_server.guides.form import described, fields_of
from actions_server.guides.layout import lay_out
from actions_server.messages import Message
from actions_server.problems import Problem
from actions_server.web.limits import address_of
from actions_server.web.pages import render
from knowledge_base.article import STAGE_TITLES, Article
from knowledge_base.letter import read_letters
from knowledge_base.library import Library

MOST_RELATED = 4
router = APIRouter(prefix="/guides", tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]


@router.get("/")
async def guides(request: Request, here: Here, q: Annotated[str, Query()] = "") -> HTMLResponse:
    """Every guide by stage of the journey; with a question, what was found for it first."""
    return await _index(request, here, q)


@router.post("/", openapi_extra=described("q"))
async def search(request: Request, here: Here) -> HTMLResponse:
    """The same for a form, so that what a family types stands in no address."""
    fields = await fields_of(request)
    return await _index(request, here, fields.get("q", ""))


@router.get("/{slug}", responses={308: {"description": "The guide has moved."}})
async def guide(request: Request, here: Here, slug: str, thanks: str = "") -> Response:
    """One article, to read or to print. thanks: whether it has just been rated."""
    if slug in here.library.moved and here.library.article(slug) is None:
        return RedirectResponse(f"/guides/{here.library.moved[slug]}", status_code=308)
    article = _published(here.library, slug)
    nearest = here.library.on_topic(article.topics[0])
    return render(
        request,
        "guides/guide.html",
        article=article,
        stage=STAGE_TITLES[article.stage],
        services=here.library.services_of(article),
        local=nearest if nearest and nearest.slug != slug else None,
        related=here.library.related(article, MOST_RELATED),
        is_overdue=article.review_by < date.today(),
        has_ended=article.has_ended(date.today()),
        is_rated=bool(thanks),
    )


@router.post(
    "/{slug}",
    openapi_extra=described("helpful"),
    status_code=303,
    response_class=RedirectResponse,
)
async def rate(request: Request, here: Here, slug: str) -> RedirectResponse:
    """Count whether a guide helped, and show it again with thanks."""
    article = _published(here.library, slug)
    helpful = (await fields_of(request)).get("helpful", "")
    if helpful not in {"yes", "no"}:
        raise Problem(422, wording.NOT_UNDERSTOOD)
    with here.entrance.enter(address_of(request)) as refusal:
        if refusal:
            raise in_words(refusal, here.library)
        here.metrics.guides.labels(article.slug, helpful).inc()
    return RedirectResponse(f"/guides/{article.slug}?thanks=yes#thanks", status_code=303)


async def _index(request: Request, here: Assistant, q: str) -> HTMLResponse:
    question = tidy(q)
    values = {"q": question, "fault": "", "result": None, "crisis": None, "lay_out": lay_out}
    if len(question) > LONGEST_TEXT:
        values |= {"q": "", "fault": wording.TOO_LONG}
    elif question:
        risk = recognise(question)
        safe = redact(question).text
        if risk:
            values["crisis"] = Message.model_validate(crisis_reply(risk, here.library.pack))
        with here.entrance.enter(address_of(request)) as refusal:
            if refusal and risk is None:
                raise in_words(refusal, here.library)
            values["q"] = safe
            if refusal is None:
                values["result"] = await asyncio.to_thread(here.library.search, safe)
    return render(
        request,
        "guides/index.html",
        422 if values["fault"] else 200,
        stages=_by_stage(here.library),
        stage_titles=STAGE_TITLES,
        letters=read_letters(),
        **values,
    )


def _published(library: Library, slug: str) -> Article:
    article = library.article(slug)
    if article is None:
        raise Problem(404, wording.NO_SUCH_ARTICLE)
    return article


def _by_stage(library: Library) -> list[tuple[str, str, list[Article]]]:
    """Each stage that has articles: its id, its title and its articles, one a topic."""
    shown = [item for item in library.articles if library.on_topic(item.topics[0]) is item]
    staged = [
        (stage, title, [item for item in shown if item.stage == stage])
        for stage, title in STAGE_TITLES.items()
    ]
    return [entry for entry in staged if entry[2]]
