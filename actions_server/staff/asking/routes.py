"""The console “Ask as a family”."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from actions_server.guides.layout import lay_out
from actions_server.staff.articles import queries
from actions_server.staff.articles.bank import library_with
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.states import State
from actions_server.staff.asking.console import try_question
from actions_server.staff.signing_in.access import Here, Looker, Saved
from actions_server.web.pages import render
from knowledge_base.library import Library
from knowledge_base.problems import Problem
from knowledge_base.reading import article_of

LONGEST = 2000
NOT_YET = (
    "This draft lacks something that search needs: a title, an answer, steps, 8 ways of asking."
)
router = APIRouter(prefix="/staff/ask", include_in_schema=False)


@router.get("")
def form(request: Request, session: Saved, person: Looker, draft: str = "") -> HTMLResponse:
    """The empty form."""
    return _page(request, session, "", draft[:80])


@router.post("")
def ask(
    request: Request,
    here: Here,
    session: Saved,
    person: Looker,
    q: Annotated[str, Form(max_length=4 * LONGEST)] = "",
    draft: Annotated[str, Form(max_length=80)] = "",
) -> HTMLResponse:
    """What the assistant would answer, from what is published or with a draft in its place."""
    library = _library(here, session, draft)
    if library is None:
        return _page(request, session, q, draft, {"draft": NOT_YET})
    if len(q) > LONGEST:
        return _page(
            request, session, q, draft, {"q": "Keep it to 2,000 letters, as families must"}
        )
    tried = try_question(q, library)
    if tried is None:
        return _page(request, session, q, draft, {"q": "Type what a family might ask"})
    return _page(request, session, q, draft, tried=tried)


def _library(here: Here, session: Saved, draft: str) -> Library | None:
    if not draft:
        return here.library
    problems: list[Problem] = []
    article = article_of(find(session, draft).content, problems)
    return library_with(here.library, article) if article else None


def _page(
    request: Request,
    session: Saved,
    question: str,
    draft: str,
    faults: dict | None = None,
    tried=None,  # noqa: ANN001 - what try_question gives
) -> HTMLResponse:
    written = (State.DRAFT, State.REVIEW)
    drafts = [row for row in queries.articles(session) if row.state in written]
    return render(
        request,
        "staff/asking/ask.html",
        422 if faults else 200,
        question=question,
        draft=draft,
        drafts=drafts,
        faults=faults or {},
        tried=tried,
        lay_out=lay_out,
    )
