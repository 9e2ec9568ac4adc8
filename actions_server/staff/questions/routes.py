"""The pages of the question desk."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server.problems import Problem
from actions_server.staff.articles.finding import listed
from actions_server.staff.articles.states import COLOURS, STATE_TITLES
from actions_server.staff.moments import now
from actions_server.staff.paging import PageNumber, cut
from actions_server.staff.questions import deciding, queries
from actions_server.staff.questions.alike import FEWEST
from actions_server.staff.questions.near import nearest
from actions_server.staff.questions.outcomes import What
from actions_server.staff.questions.standing import Open, gap_of, in_months, standing
from actions_server.staff.signing_in.access import Here, Looker, Saved, Writer
from actions_server.web.pages import render

ON_A_PAGE = 8
SHOWN = 5  # wordings of a group in the list; its own page has them all
GONE = "These questions are not there any more. They may have been deleted after 90 days."
NOTHING_CHOSEN = "Choose at least one way of asking."

router = APIRouter(prefix="/staff/questions", include_in_schema=False)
Slug = Annotated[str, Form(max_length=80)]
Chosen = Annotated[list[int], Form()]


@router.get("")
def show(
    request: Request, here: Here, session: Saved, person: Looker, page: PageNumber = 1
) -> Response:
    """What nobody could answer, the most asked first."""
    everything = standing(session, here.library).open
    return _render(request, here, "open", everything, page, near=_near(here), most=SHOWN)


@router.get("/decided")
def decided(
    request: Request, here: Here, session: Saved, person: Looker, page: PageNumber = 1
) -> Response:
    """What was decided, and whether the gap closed."""
    everything = standing(session, here.library).decided
    known = {one.slug: one for one in listed(session, here.library)}
    return _render(
        request,
        here,
        "decided",
        everything,
        page,
        gap=lambda one: gap_of(session, here.library, one),
        articles=known,
        states=STATE_TITLES,
        colours=COLOURS,
        in_words=deciding.IN_WORDS,
        what=What,
    )


@router.get("/{number}")
def one(request: Request, here: Here, session: Saved, person: Looker, number: int) -> Response:
    """A group with all its wordings, and every article to choose from."""
    found = _open(session, here, number)
    return render(
        request,
        "staff/questions/one.html",
        item=found,
        near=_near(here),
        when=_when,
        fewest=FEWEST,
        articles=sorted(here.library.articles, key=lambda article: article.title),
    )


@router.post("/{number}/teach")
def teach(
    here: Here,
    session: Saved,
    person: Writer,
    number: int,
    article: Slug = "",
    other: Slug = "",
    wording: Chosen = [],  # noqa: B006 - FastAPI's own way to say that none may be sent
) -> Response:
    """Add the chosen ways of asking to an article's draft, and go on to the editor.

    article: one of the nearest, whose button was pressed; other: else the one that was chosen.
    """
    slug = article or other
    found = _open(session, here, number)
    phrases = _phrases(found, wording)
    deciding.teach(session, found.group, phrases, slug, here.library, person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


@router.post("/{number}/draft")
def draft(
    here: Here,
    session: Saved,
    person: Writer,
    number: int,
    wording: Chosen = [],  # noqa: B006
) -> Response:
    """Begin an article with the chosen ways of asking, and go on to the editor."""
    found = _open(session, here, number)
    phrases = _phrases(found, wording)
    slug = deciding.start_draft(session, found.group, phrases, here.library, person, now())
    return RedirectResponse(f"/staff/articles/{slug}", 303)


@router.post("/{number}/out-of-scope")
def out_of_scope(here: Here, session: Saved, person: Writer, number: int) -> Response:
    """It is rightly not answered here."""
    return _set_aside(here, session, person, number, What.OUT_OF_SCOPE)


@router.post("/{number}/unclear")
def unclear(here: Here, session: Saved, person: Writer, number: int) -> Response:
    """Nobody can tell what is meant."""
    return _set_aside(here, session, person, number, What.UNCLEAR)


def _set_aside(here: Here, session: Saved, person: Writer, number: int, what: What) -> Response:
    found = _open(session, here, number)
    deciding.set_aside(session, found.group, what, here.library, person, now())
    return RedirectResponse("/staff/questions?done=1", 303)


def _open(session: Saved, here: Here, number: int) -> Open:
    """The open group of that number. Raises Problem where it was decided, or is not to be seen."""
    if found := standing(session, here.library).find(number):
        return found
    row = queries.one(session, number)
    decision = queries.decision(session, row.decision) if row and row.decision else None
    raise deciding.decided_already(decision) if decision else Problem(404, GONE)


def _phrases(found: Open, chosen: list[int]) -> list[str]:
    phrases = [one.phrase for one in found.group.wordings if one.number in chosen]
    if not phrases:
        raise Problem(422, NOTHING_CHOSEN)
    return phrases


def _near(here: Here):  # noqa: ANN202 - what the template asks of a group
    def near(item: Open):  # noqa: ANN202
        not_helpful = frozenset().union(*(one.not_helpful for one in item.group.wordings))
        return nearest(item.group.lead.phrase, here.library, not_helpful)

    return near


def _when(group) -> str:  # noqa: ANN001 - a Group
    return in_months(group.first, group.last, now().date())


def _render(
    request: Request, here: Here, name: str, everything: list, page: int, **values: Any
) -> HTMLResponse:
    part = cut(len(everything), page, ON_A_PAGE)
    return render(
        request,
        f"staff/questions/{name}.html",
        items=part.of(everything),
        count=len(everything),
        page=part.page,
        pages=part.pages,
        when=_when,
        fewest=FEWEST,
        done="done" in request.query_params,
        **values,
    )
