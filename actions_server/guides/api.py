"""Search and published articles as JSON."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.entrance import in_words
from actions_server.conversation.guard import recognise
from actions_server.conversation.redact import redact
from actions_server.conversation.tidy import tidy
from actions_server.problems import Problem
from actions_server.web.limits import address_of
from knowledge_base.search import Result

router = APIRouter(prefix="/api", tags=["guides"])
Here = Annotated[Assistant, Depends(the_assistant)]


class Row(BaseModel):
    """An article that was found; score: the probability that it settles the question."""

    slug: str
    title: str
    topics: list[str]
    area: str
    score: Annotated[float, Field(ge=0, le=1)]
    passage: str


class Found(BaseModel):
    """What search makes of a question (redacted), best first; why: of an abstention."""

    query: str
    decision: Literal["answer", "clarify", "abstain", "crisis"]
    why: str = ""
    results: list[Row]


@router.get("/search", response_model=None, responses={200: {"model": Found}})
async def search(
    here: Here,
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=2000)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> dict[str, Any]:
    """What the knowledge base has for a question; a risk to life or safety comes first."""
    question = tidy(q)
    if not question:
        raise Problem(422, wording.EMPTY)
    risk = recognise(question)
    safe = redact(question).text
    with here.entrance.enter(address_of(request)) as refusal:
        if refusal and risk is None:
            raise in_words(refusal, here.library)
        if refusal:
            return {"query": safe, "decision": "crisis", "results": []}
        result = await asyncio.to_thread(here.library.search, safe, limit)
    return {"query": safe, **_decided(result, crisis=risk is not None), "results": _rows(result)}


@router.get("/articles/{slug}")
async def article(here: Here, slug: str) -> dict[str, Any]:
    """One published article with the services it names."""
    found = here.library.article(slug)
    if found is None:
        raise Problem(404, wording.NO_SUCH_ARTICLE)
    services = [item.model_dump(mode="json") for item in here.library.services_of(found)]
    return {**found.model_dump(mode="json"), "url": f"/guides/{slug}", "services": services}


def _decided(result: Result, crisis: bool) -> dict[str, str]:
    if crisis:
        return {"decision": "crisis"}
    return {"decision": result.decision, **({"why": result.why} if result.why else {})}


def _rows(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "slug": found.article.slug,
            "title": found.article.title,
            "topics": found.article.topics,
            "area": found.article.area,
            "score": round(found.score, 4),
            "passage": found.passage.text,
        }
        for found in result.found
    ]
