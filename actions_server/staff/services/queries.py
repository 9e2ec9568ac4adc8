"""The only SQL about imports on their way in."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from actions_server.staff.services.tables import StaffImportRow


def add(session: Session, row: StaffImportRow) -> None:
    """Keep a new one."""
    session.add(row)
    session.flush()


def find(session: Session, key: str) -> StaffImportRow | None:
    """The one of that key as it is now, or None."""
    return session.get(StaffImportRow, key, populate_existing=True)


def change(session: Session, key: str, **values: object) -> None:
    """Put these values into its columns; one that was forgotten meanwhile is no error."""
    session.execute(update(StaffImportRow).where(StaffImportRow.key == key).values(**values))


def take(session: Session, key: str, before: str, **values: object) -> bool:
    """The same, if it is in the state before still; whether it was. Of two who press, one is."""
    taken = session.execute(
        update(StaffImportRow)
        .where(StaffImportRow.key == key, StaffImportRow.state == before)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return taken.rowcount == 1


def forget(session: Session, before: datetime) -> int:
    """Delete those begun before that moment; how many."""
    old = delete(StaffImportRow).where(StaffImportRow.made_at < before)
    return session.execute(old).rowcount
