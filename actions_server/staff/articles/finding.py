"""Finding an article at the desk: one by its slug, or many by what they are."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy.orm import Session

from actions_server.problems import Problem
from actions_server.staff.articles import queries, work
from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.moments import now
from knowledge_base import queries as published
from knowledge_base.library import Library

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Listed:
    """An article as the list shows it. state: of the working copy; is_live: families can read it;
    differs: the working copy says something else than what they read."""

    slug: str
    title: str
    area: str
    stage: str
    topics: list[str]
    owner: str
    review_by: str
    state: State
    is_live: bool

    @property
    def differs(self) -> bool:
        """Whether families read something else than the working copy."""
        return self.is_live and self.state in (State.DRAFT, State.REVIEW)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; an empty part narrows nothing. due: "late" or "soon"."""

    q: str = ""
    topic: str = ""
    stage: str = ""
    area: str = ""
    state: str = ""
    due: str = ""
    owner: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The parts that narrow."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in named.items() if value}


def find(session: Session, slug: str, to_change: bool = False) -> StaffArticleRow:
    """The working copy of an article. Raises Problem 404.

    to_change: take a published article in hand; without, an untouched one is only looked at.
    """
    row = queries.article(session, slug)
    if row is not None:
        return row
    article = published.article(session, slug)
    if article is None:
        raise Problem(404, "There is no article of that name. It may have another one now.")
    if to_change:
        return work.take_in_hand(session, article, now())
    return work.untouched(article, now())


def listed(session: Session, library: Library) -> list[Listed]:
    """Every article of the area and of England, by title."""
    live = {item.slug: item for item in library.articles}
    found = {
        slug: _listed(slug, item.area, item.model_dump(mode="json"), State.PUBLISHED, True)
        for slug, item in live.items()
    }
    for row in queries.articles(session):
        is_live = row.slug in live
        found[row.slug] = _listed(row.slug, row.area, row.content, State(row.state), is_live)
    return sorted(found.values(), key=lambda one: one.title.casefold())


def narrowed(articles: list[Listed], wanted: Wanted, today: date) -> list[Listed]:
    """Those that are wanted; archived ones only where they are asked for."""
    return [one for one in articles if _is_wanted(one, wanted, today)]


def _is_wanted(one: Listed, wanted: Wanted, today: date) -> bool:
    if one.state == State.ARCHIVED and wanted.state != State.ARCHIVED:
        return False
    words = wanted.q.casefold().split()
    due = _due(one.review_by, today)
    return (
        all(word in f"{one.title} {one.slug}".casefold() for word in words)
        and wanted.topic in ("", *one.topics)
        and wanted.stage in ("", one.stage)
        and wanted.area in ("", one.area)
        and wanted.state in ("", one.state)
        and wanted.owner in ("", one.owner)
        and (not wanted.due or due == wanted.due or (wanted.due == "soon" and due == "late"))
    )


def _due(review_by: str, today: date) -> str:
    try:
        day = date.fromisoformat(review_by)
    except ValueError:
        return ""
    if day < today:
        return "late"
    return "soon" if day <= today + SOON else ""


def _listed(slug: str, area: str, content: dict, state: State, is_live: bool) -> Listed:
    text = {name: str(content.get(name) or "") for name in ("title", "stage", "owner")}
    return Listed(
        slug=slug,
        area=area,
        topics=list(content.get("topics") or []),
        review_by=str(content.get("review_by") or ""),
        state=state,
        is_live=is_live,
        **{**text, "title": text["title"] or slug},
    )
