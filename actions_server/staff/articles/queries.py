"""The only SQL about working copies, their versions, and what is not saved yet."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, defer

from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import (
    StaffArticleRow,
    StaffArticleVersionRow,
    StaffUnsavedRow,
)


def article(session: Session, slug: str) -> StaffArticleRow | None:
    """The working copy of that slug, or None."""
    return session.get(StaffArticleRow, slug)


def articles(session: Session) -> list[StaffArticleRow]:
    """Every working copy, by slug, without what is written in it."""
    found = select(StaffArticleRow).order_by(StaffArticleRow.slug)
    return list(session.scalars(found.options(defer(StaffArticleRow.gate))))


def slugs(session: Session) -> list[str]:
    """The slugs of all articles that staff have taken in hand."""
    return list(session.scalars(select(StaffArticleRow.slug)))


def add(session: Session, row: StaffArticleRow) -> None:
    """Keep a new working copy."""
    session.add(row)
    session.flush()


def take_revision(session: Session, slug: str, seen: int) -> bool:
    """Claim the next revision; False when somebody saved after the one that was seen."""
    taken = session.execute(
        update(StaffArticleRow)
        .where(StaffArticleRow.slug == slug, StaffArticleRow.revision == seen)
        .values(revision=seen + 1)
        .execution_options(synchronize_session="fetch")
    )
    return taken.rowcount == 1


def due(session: Session, now: datetime) -> list[StaffArticleRow]:
    """Working copies that are to go live, or to be taken down, by now."""
    goes_live = (StaffArticleRow.publish_at <= now) & (StaffArticleRow.state == State.REVIEW)
    ends = StaffArticleRow.expire_at <= now
    return list(session.scalars(select(StaffArticleRow).where(goes_live | ends)))


def add_version(
    session: Session, slug: str, what: str, content: dict, by: str, at: datetime
) -> int:
    """Keep an article as it is now; the number of that version."""
    last = session.scalar(
        select(func.max(StaffArticleVersionRow.number)).where(StaffArticleVersionRow.slug == slug)
    )
    number = (last or 0) + 1
    session.add(
        StaffArticleVersionRow(slug=slug, number=number, what=what, content=content, by=by, at=at)
    )
    session.flush()
    return number


def versions(session: Session, slug: str) -> list[StaffArticleVersionRow]:
    """Every version of an article, newest first, without what is written in it."""
    found = (
        select(StaffArticleVersionRow)
        .where(StaffArticleVersionRow.slug == slug)
        .order_by(StaffArticleVersionRow.number.desc())
    )
    return list(session.scalars(found.options(defer(StaffArticleVersionRow.content))))


def version(session: Session, slug: str, number: int) -> StaffArticleVersionRow | None:
    """One version of an article, or None."""
    return session.get(StaffArticleVersionRow, (slug, number))


def unsaved(session: Session, slug: str, by: str) -> StaffUnsavedRow | None:
    """What a person typed into an article and has not saved, or None."""
    return session.get(StaffUnsavedRow, (slug, by))


def keep_unsaved(session: Session, row: StaffUnsavedRow) -> None:
    """Keep what a person has typed, in place of what was kept before."""
    session.merge(row)


def drop_unsaved(session: Session, slug: str, by: str) -> None:
    """Forget what a person typed into an article; nothing kept is no error."""
    mine = (StaffUnsavedRow.slug == slug) & (StaffUnsavedRow.by == by)
    session.execute(delete(StaffUnsavedRow).where(mine))


def drop_unsaved_before(session: Session, moment: datetime) -> None:
    """Forget what nobody has gone on with since that moment."""
    session.execute(delete(StaffUnsavedRow).where(StaffUnsavedRow.at < moment))
