"""The pages families read: guides, the chat, the demonstration page and the widget's loader."""

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.crisis_help import crisis_reply
from actions_server.conversation.entrance import in_words
from actions_server.conversation.guard import recognise
from actions_server.conversation.redact import redact
from actions_server.conversation.routes import LONGEST_TEXT
from actions_server.conversation.tidy import tidy
from actions_server.guides.ask import own_words
from actions_server.messages import Message
from actions_server.problems import Problem
from actions_server.web.limits import address_of
from actions_server.web.pages import STATIC, render
from knowledge_base.article import STAGE_TITLES, Article
from knowledge_base.library import Library

LOADER_TYPE = "text/javascript"
FRESH_FOR = 3600  # seconds a council's page may keep the loader before it looks for a newer one
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]


@router.get("/")
async def demonstration(request: Request) -> HTMLResponse:
    """A page such as a council's own, with the widget on it."""
    return render(request, "home.html", stages=STAGE_TITLES)


@router.get("/chat")
async def chat(request: Request, here: Here) -> HTMLResponse:
    """The chat page; everything said in it comes through /api/conversations."""
    return render(
        request,
        "chat/chat.html",
        longest_text=LONGEST_TEXT,
        about_to_end=wording.ABOUT_TO_END,
        idle_minutes=round(here.settings.idle_minutes),
    )


@router.get(
    "/widget.js", response_class=FileResponse, responses={200: {"content": {LOADER_TYPE: {}}}}
)
async def widget() -> FileResponse:
    """The loader that a council's page includes."""
    headers = {"Cache-Control": f"public, max-age={FRESH_FOR}"}
    return FileResponse(STATIC / "widget.js", media_type=LOADER_TYPE, headers=headers)


@router.get("/what-families-tell-us")
async def what_families_tell_us(request: Request, here: Here) -> HTMLResponse:
    """What will stand in the published reports, until there is a first one."""
    return render(
        request, "what_families_tell_us.html", idle_minutes=round(here.settings.idle_minutes)
    )


@router.get("/guides/")
async def guides(request: Request, here: Here, q: Annotated[str, Query()] = "") -> HTMLResponse:
    """Every guide by stage of the journey; with a question, what was found for it first."""
    question = tidy(q)
    values = {"q": question, "fault": "", "result": None, "crisis": None, "own_words": own_words}
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
            if refusal is None:
                values |= {"q": safe, "result": await asyncio.to_thread(here.library.search, safe)}
    status = 422 if values["fault"] else 200
    return render(request, "guides/index.html", status, stages=_by_stage(here.library), **values)


@router.get("/guides/{slug}")
async def guide(request: Request, here: Here, slug: str) -> HTMLResponse:
    """One article, to read or to print."""
    article = here.library.article(slug)
    if article is None:
        raise Problem(404, wording.NO_SUCH_ARTICLE)
    nearest = here.library.on_topic(article.topics[0])
    return render(
        request,
        "guides/guide.html",
        article=article,
        stage=STAGE_TITLES[article.stage],
        services=here.library.services_of(article),
        local=nearest if nearest and nearest.slug != slug else None,
        is_overdue=article.review_by < date.today(),
    )


def _by_stage(library: Library) -> list[tuple[str, str, list[Article]]]:
    """Each stage that has articles: its id, its title and its articles, one a topic."""
    shown = [item for item in library.articles if library.on_topic(item.topics[0]) is item]
    staged = [
        (stage, title, [item for item in shown if item.stage == stage])
        for stage, title in STAGE_TITLES.items()
    ]
    return [entry for entry in staged if entry[2]]
