"""One link replaced in the working copies of all articles that use it; nothing is published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions_server.problems import Problem
from actions_server.staff.articles import queries as desk
from actions_server.staff.articles import work
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.states import State
from actions_server.staff.keeping.links import is_link, links_in, with_link
from actions_server.staff.keeping.places import ARTICLE, Place
from actions_server.staff.keeping.tables import LONGEST_LINK
from actions_server.staff.signing_in.sessions import Person


@dataclass(frozen=True)
class Use:
    """An article whose working copy has the link; state: of that copy; is_planned: it was to go
    live by itself, which a change takes back."""

    slug: str
    title: str
    state: State
    is_planned: bool


def fault_of(old: str, new: str) -> str:
    """What is wrong with the new address, for the person; empty when nothing is."""
    if not new.startswith("https://") or not is_link(new) or "." not in new:
        return "Give a full address that starts with https:// and has no spaces or brackets"
    if len(new) > LONGEST_LINK:
        return f"Give an address of {LONGEST_LINK} letters or fewer"
    if new == old:
        return "This is the address that is there already"
    return ""


def uses(session: Session, old: str, where: Collection[Place]) -> list[Use]:
    """The articles among these places whose working copy has the link, by title."""
    found = []
    for place in where:
        if place.kind != ARTICLE:
            continue
        row = desk.article(session, place.name) or find(session, place.name)
        if old in links_in(row.content):
            state = State(row.state)
            found.append(Use(place.name, place.title, state, row.publish_at is not None))
    return sorted(found, key=lambda use: use.title.casefold())


def replace(
    session: Session, old: str, new: str, slugs: Collection[str], person: Person, now: datetime
) -> int:
    """Put the new address in the place of the old one in these working copies, all or none; how
    many were changed. They are drafts then, for review like any other."""
    changed = 0
    for slug in slugs:
        row = find(session, slug, to_change=True)
        content = with_link(row.content, old, new)
        if row.state == State.ARCHIVED or content == row.content:
            continue
        try:
            work.save(session, row, content, row.revision, person, now)
        except work.SomebodyElseSaved:
            raise Problem(409, "Somebody saved one of them just now. Please try again.") from None
        changed += 1
    return changed
