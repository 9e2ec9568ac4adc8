"""The only SQL about accounts and sessions."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from actions_server.staff.signing_in.tables import (
    StaffBrowserRow,
    StaffRecoveryRow,
    StaffSessionRow,
    StaffUserRow,
)


def user(session: Session, user_id: int) -> StaffUserRow | None:
    """The account of that number, or None."""
    return session.get(StaffUserRow, user_id)


def user_named(session: Session, name: str) -> StaffUserRow | None:
    """The account of that name, or None."""
    return session.scalar(select(StaffUserRow).where(StaffUserRow.name == name))


def user_of_subject(session: Session, issuer: str, subject: str) -> StaffUserRow | None:
    """The account of somebody whom that provider knows, or None."""
    found = select(StaffUserRow).where(
        StaffUserRow.issuer == issuer, StaffUserRow.subject == subject
    )
    return session.scalar(found)


def users(session: Session) -> list[StaffUserRow]:
    """Every account, by name."""
    return list(session.scalars(select(StaffUserRow).order_by(StaffUserRow.name)))


def add(session: Session, row: object) -> None:
    """Keep a new row of this feature."""
    session.add(row)
    session.flush()


def session_row(session: Session, digest: bytes) -> StaffSessionRow | None:
    """The browser's session of that hash, or None."""
    return session.get(StaffSessionRow, digest)


def end_session(session: Session, digest: bytes) -> None:
    """Forget one browser's session; an unknown one is no error."""
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.digest == digest))


def end_sessions_of(session: Session, user_id: int) -> None:
    """Sign an account out everywhere."""
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.user_id == user_id))


def end_sessions_before(session: Session, began: datetime, seen: datetime) -> None:
    """Forget sessions that began, or were last seen, before these moments."""
    session.execute(
        delete(StaffSessionRow).where(
            (StaffSessionRow.began_at < began) | (StaffSessionRow.seen_at < seen)
        )
    )


def take_step(session: Session, user_id: int, step: int) -> bool:
    """Use up a code's time step; False when it, or a later one, was used before."""
    taken = session.execute(
        update(StaffUserRow)
        .where(StaffUserRow.id == user_id, StaffUserRow.last_step < step)
        .values(last_step=step)
    )
    return taken.rowcount == 1


def replace_recovery_codes(session: Session, user_id: int, digests: list[bytes]) -> None:
    """Make these the only recovery codes of an account."""
    session.execute(delete(StaffRecoveryRow).where(StaffRecoveryRow.user_id == user_id))
    session.add_all(StaffRecoveryRow(digest=digest, user_id=user_id) for digest in digests)


def take_recovery_code(session: Session, user_id: int, digest: bytes) -> bool:
    """Use up a recovery code; False when there is none such."""
    taken = session.execute(
        delete(StaffRecoveryRow).where(
            StaffRecoveryRow.user_id == user_id, StaffRecoveryRow.digest == digest
        )
    )
    return taken.rowcount == 1


def recovery_codes_left(session: Session, user_id: int) -> int:
    """How many recovery codes an account still has."""
    rows = session.scalars(select(StaffRecoveryRow).where(StaffRecoveryRow.user_id == user_id))
    return len(list(rows))


def is_known_browser(session: Session, digest: bytes, user_id: int | None, since: datetime) -> bool:
    """Whether that account, or with None any, signed in in that browser since then."""
    row = session.get(StaffBrowserRow, digest)
    return row is not None and user_id in (None, row.user_id) and row.seen_at >= since


def forget_browsers(session: Session, before: datetime) -> None:
    """Forget browsers in which nobody signed in since then."""
    session.execute(delete(StaffBrowserRow).where(StaffBrowserRow.seen_at < before))
