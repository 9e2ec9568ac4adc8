"""The only SQL about what the service did by the week."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions_server.staff.service_counts.tables import ServiceCountRow
from actions_server.tally import BAND, Line


def add_counts(session: Session, counts: Mapping[Line, int]) -> None:
    """Add to the counts, whichever process makes the row."""
    for (week, what), number in sorted(counts.items()):
        if _add(session, week, what, number):
            continue
        try:
            with session.begin_nested():
                row = {"week": week, "what": what, "number": number}
                session.execute(insert(ServiceCountRow).values(row))
        except IntegrityError:
            # Another process made the row in between.
            _add(session, week, what, number)


def _add(session: Session, week: date, what: str, number: int) -> bool:
    found = session.execute(
        update(ServiceCountRow)
        .where(ServiceCountRow.week == week, ServiceCountRow.what == what)
        .values(number=ServiceCountRow.number + number)
        .execution_options(synchronize_session=False)
    )
    return found.rowcount > 0


def close_weeks(session: Session, last: date) -> None:
    """Keep of the weeks up to this Monday only the bands; what is under one is taken out."""
    closed = ServiceCountRow.week <= last
    session.execute(
        update(ServiceCountRow)
        .where(closed, ServiceCountRow.number % BAND != 0)
        .values(number=ServiceCountRow.number - ServiceCountRow.number % BAND)
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(ServiceCountRow).where(closed, ServiceCountRow.number < BAND))


def closed_counts(session: Session, last: date, most: int) -> dict[date, dict[str, int]]:
    """The counts of the latest weeks up to this Monday, the latest first."""
    weeks: dict[date, dict[str, int]] = {}
    rows = session.execute(
        select(ServiceCountRow.week, ServiceCountRow.what, ServiceCountRow.number)
        .where(ServiceCountRow.week <= last)
        .order_by(ServiceCountRow.week.desc())
    )
    for week, what, number in rows:
        weeks.setdefault(week, {})[what] = number
    return dict(list(weeks.items())[:most])


def delete_weeks_before(session: Session, week: date) -> None:
    """Delete the counts of weeks that began before this Monday."""
    session.execute(delete(ServiceCountRow).where(ServiceCountRow.week < week))
