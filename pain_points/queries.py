"""All SQL about events."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pain_points.events import Row
from pain_points.months import Month
from pain_points.plan import Plan
from pain_points.tables import EventRow
from pain_points.vocabulary import SAYS, Event


def add_events(session: Session, batch: Sequence[tuple[date, Month, Event]]) -> None:
    """Write a batch in its order; a fault shows at once, before anything is saved."""
    rows = [{"day": day, "month": str(month), **event._asdict()} for day, month, event in batch]
    if rows:
        session.execute(insert(EventRow), rows)


def stored_rows(session: Session, plan: Plan) -> Iterator[Row]:
    """Every event, without any order; ids that the plan has renamed under their new name."""
    columns = [getattr(EventRow, name) for name in SAYS]
    for day, month, *said in session.execute(select(EventRow.day, EventRow.month, *columns)):
        new = [
            plan.renamed.get(name, {}).get(value, value)
            for name, value in zip(SAYS, said, strict=True)
        ]
        yield Row(day, Month.read(month), Event(*new), "")


def delete_month(session: Session, month: Month) -> None:
    """Delete the events that count in a month."""
    session.execute(delete(EventRow).where(EventRow.month == str(month)))


def delete_before(session: Session, month: Month) -> None:
    """Delete the events that count in an earlier month."""
    session.execute(delete(EventRow).where(EventRow.month < str(month)))
