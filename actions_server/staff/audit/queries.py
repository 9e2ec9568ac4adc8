"""The only SQL about the record of staff actions."""

from collections.abc import Iterator

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions_server.staff.audit.tables import StaffAuditEndRow, StaffAuditRow

THE_END = 1  # the id of the only row of its table


def take_end(session: Session) -> StaffAuditEndRow:
    """Where the chain ends, held against everyone else until the transaction is over."""
    # Written first: that takes the lock, so that what is read next is the newest there is.
    session.execute(
        update(StaffAuditEndRow)
        .where(StaffAuditEndRow.id == THE_END)
        .values(place=StaffAuditEndRow.place)
        .execution_options(synchronize_session=False)
    )
    end = session.get(StaffAuditEndRow, THE_END, populate_existing=True)
    assert end is not None, "the migrations make this row"
    return end


def end(session: Session) -> StaffAuditEndRow | None:
    """Where the chain is said to end."""
    return session.get(StaffAuditEndRow, THE_END)


def add(session: Session, row: StaffAuditRow) -> None:
    """Put one action at the end."""
    session.add(row)
    session.flush()


def rows(session: Session) -> Iterator[StaffAuditRow]:
    """Every action, oldest first."""
    found = select(StaffAuditRow).order_by(StaffAuditRow.place)
    yield from session.scalars(found.execution_options(yield_per=500))


def latest(session: Session, before: int | None, most: int, about: str = "") -> list[StaffAuditRow]:
    """The newest actions before a place, newest first; about: only of this article or account."""
    found = select(StaffAuditRow).order_by(StaffAuditRow.place.desc()).limit(most)
    if before is not None:
        found = found.where(StaffAuditRow.place < before)
    if about:
        found = found.where(StaffAuditRow.about == about)
    return list(session.scalars(found))
