"""Adding to the record of staff actions, and checking that nobody changed it since.

Each row carries the hash of its own words and of the row before: to change, remove or slip in one,
every later row would have to be made again. Whoever can write the whole database could do that, so
`send-navigator audit verify` prints the last link, to be kept elsewhere and compared.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from actions_server.staff.audit import queries
from actions_server.staff.audit.tables import StaffAuditRow

BEGINNING = "0" * 64  # what the first row is linked to


@dataclass(frozen=True)
class Verdict:
    """fault: what is wrong with the chain, empty when nothing is; length and link: of its end."""

    fault: str
    length: int
    link: str


def record(
    session: Session,
    now: datetime,
    who: str,
    action: str,
    about: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Put one action on record, with the transaction that does it."""
    end = queries.take_end(session)
    row = StaffAuditRow(
        place=end.place + 1,
        at=now.replace(microsecond=0),
        who=who,
        action=action,
        about=about,
        detail=detail or {},
    )
    row.link = _link(row, end.link)
    end.place, end.link = row.place, row.link
    # Written at once, end and all, so that a second action of this transaction comes after it.
    queries.add(session, row)


def verify(session: Session) -> Verdict:
    """Follow the chain from its beginning."""
    before, place = BEGINNING, 0
    for row in queries.rows(session):
        place += 1
        if row.place != place:
            return Verdict(f"number {place} is missing", place - 1, before)
        if row.link != _link(row, before):
            return Verdict(f"number {place}, or one before it, was changed", place - 1, before)
        before = row.link
    end = queries.end(session)
    if end is None or (end.place, end.link) != (place, before):
        return Verdict("the end was cut off", place, before)
    return Verdict("", place, before)


def _link(row: StaffAuditRow, before: str) -> str:
    said = [before, row.place, row.at.isoformat(), row.who, row.action, row.about, row.detail]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
