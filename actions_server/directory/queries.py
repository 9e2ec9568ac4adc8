"""The SQL of the directory: entries with where they come from, and the feeds they came from."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.tables import FeedRow, ServiceRow


def entry(session: Session, name: str) -> ServiceRow | None:
    """The entry of that id, shown or not, or None."""
    return session.get(ServiceRow, name)


def entries(session: Session, areas: Iterable[str]) -> list[ServiceRow]:
    """Every entry of the areas, shown or not, by id."""
    rows = select(ServiceRow).where(ServiceRow.area.in_(list(areas))).order_by(ServiceRow.id)
    return list(session.scalars(rows))


def entries_of(session: Session, feed: str) -> list[ServiceRow]:
    """Every entry that came from a feed, withdrawn ones too."""
    return list(session.scalars(select(ServiceRow).where(ServiceRow.feed == feed)))


def to_decide(session: Session) -> list[ServiceRow]:
    """The entries whose source says something else than staff do, by id."""
    waiting = select(ServiceRow).where(ServiceRow.pending.is_not(None)).order_by(ServiceRow.id)
    return list(session.scalars(waiting))


def feed(session: Session, name: str) -> FeedRow | None:
    """What is known of a feed, or None before its first import."""
    return session.get(FeedRow, name)


def feeds(session: Session) -> list[FeedRow]:
    """Every feed that was imported from, by name."""
    return list(session.scalars(select(FeedRow).order_by(FeedRow.name)))


def add(session: Session, row: ServiceRow | FeedRow) -> None:
    """Keep a new row."""
    session.add(row)
