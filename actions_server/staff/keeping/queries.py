"""The only SQL about checked links and sent digests."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions_server.staff.keeping.tables import StaffDigestRow, StaffLinkRow

_AT_ONCE = 500  # SQLite takes at most 999 values in one statement


def links(session: Session) -> dict[str, StaffLinkRow]:
    """What is known of every link that was tried, by its address."""
    rows = session.scalars(select(StaffLinkRow).order_by(StaffLinkRow.url))
    return {row.url: row for row in rows}


def add_link(session: Session, row: StaffLinkRow) -> None:
    """Keep what is known of a link that was never tried before."""
    session.add(row)


def forget_links(session: Session, but: Collection[str]) -> int:
    """Forget the links that stand nowhere any more; how many."""
    gone = [url for url in session.scalars(select(StaffLinkRow.url)) if url not in but]
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        session.execute(delete(StaffLinkRow).where(StaffLinkRow.url.in_(some)))
    return len(gone)


def was_sent(session: Session, owner: str, week: str) -> bool:
    """Whether the owner has had the digest of that week."""
    return session.get(StaffDigestRow, (owner, week)) is not None


def note_sent(session: Session, owner: str, week: str, at: datetime) -> None:
    """The owner has the digest of that week; fails when somebody noted it a moment ago."""
    session.add(StaffDigestRow(owner=owner, week=week, sent_at=at))
    session.flush()


def take_back_sent(session: Session, owner: str, week: str) -> None:
    """The owner does not have it after all."""
    of_it = (StaffDigestRow.owner == owner, StaffDigestRow.week == week)
    session.execute(delete(StaffDigestRow).where(*of_it))


def forget_sent(session: Session, before: datetime) -> None:
    """Forget digests that were sent before that time."""
    session.execute(delete(StaffDigestRow).where(StaffDigestRow.sent_at < before))
