"""How a directory entry takes what its source says: the one rule for our files and for feeds.

What staff changed or verified is never overwritten unasked: the difference waits in `pending`
until they decide.
"""

import json
from datetime import UTC, date, datetime

from knowledge_base.hidden_place import veiled
from knowledge_base.passages import digest
from knowledge_base.service import Service
from knowledge_base.tables import ServiceRow

# A source that only says it looked again has not changed what a family reads.
_NOT_A_CHANGE = {"checked_on", "confidence"}
GONE: dict = {}  # what a source says of an entry that it no longer has


def as_content(service: Service) -> dict:
    """The fields as they are kept in the database."""
    return service.model_dump(mode="json")


def put(row: ServiceRow, content: dict) -> bool:
    """Make the row hold the content; whether anything changed."""
    fresh = digest(json.dumps(content, sort_keys=True))
    if row.digest == fresh:
        return False
    row.area, row.content, row.digest = content["area"], content, fresh
    row.changed_at = datetime.now(UTC)
    return True


def heard(row: ServiceRow, said: Service) -> dict:
    """What a source says of an entry, as far as it may be kept.

    A place that staff or a feed once hid stays hidden until a person says otherwise: a mark that a
    feed loses, or never had, must not show where a refuge is.
    """
    content = as_content(said)
    is_bound = row.is_in_staff_hands or row.origin == "feed"
    if is_bound and row.content.get("place_hidden") and not said.place_hidden:
        return veiled(content)
    return content


def hide_place(row: ServiceRow) -> None:
    """Forget where an entry is in everything that is kept of its source."""
    row.offered = veiled(row.offered) if row.offered else row.offered
    row.pending = veiled(row.pending) if row.pending else row.pending


def take(row: ServiceRow, said: Service) -> bool:
    """Let a row take what its source says now; whether families will see a change.

    An entry in staff's hands stays as it is. Where the source says something new, that is kept in
    `pending`; where it came round to what staff wrote, there is nothing left to decide. Where it
    says that the place must not be shown, the entry is hidden until they have decided.
    """
    content = heard(row, said)
    if not row.is_in_staff_hands:
        row.offered, row.pending = content, None
        return put(row, content)
    said_before = row.offered is not None and not differences(content, row.offered)
    if said_before or not differences(content, row.content):
        row.offered, row.pending = content, None
    else:
        row.pending = content
    if said.place_hidden and not row.content.get("place_hidden") and not row.hidden:
        # The place has become one that nobody may be told, which cannot wait for a decision.
        row.hidden = True
        row.changed_at = datetime.now(UTC)
        return True
    return False


def lose(row: ServiceRow, day: date) -> bool:
    """Let a row take that its source no longer has it; whether families will see a change.

    An entry in staff's hands stays: `pending` is empty (not None) until they decide.
    """
    if not row.is_in_staff_hands:
        return withdraw(row, day)
    if row.offered != GONE:
        row.pending = dict(GONE)
    return False


def withdraw(row: ServiceRow, day: date) -> bool:
    """Stop showing an entry that its source no longer has; whether it was shown before."""
    if row.withdrawn_on is not None:
        return False
    row.withdrawn_on = day
    row.changed_at = datetime.now(UTC)
    return True


def bring_back(row: ServiceRow) -> bool:
    """Show an entry again that its source has again; whether it had been withdrawn."""
    if row.withdrawn_on is None:
        return False
    row.withdrawn_on = None
    row.changed_at = datetime.now(UTC)
    return True


def new_row(service: Service, origin: str, **more: str) -> ServiceRow:
    """A row that holds the service; more: further columns."""
    row = ServiceRow(id=service.id, origin=origin, digest="", hidden=False, **more)
    row.offered = as_content(service) if origin != "staff" else None
    row.pending = row.edited_on = row.verified_on = row.withdrawn_on = row.expires_on = None
    put(row, as_content(service))
    return row


def differences(one: dict, other: dict) -> dict[str, tuple]:
    """What a family would read differently: each field with what it is in one and in the other."""
    names = [name for name in one | other if name not in _NOT_A_CHANGE]
    return {
        name: (one.get(name), other.get(name))
        for name in names
        if (one.get(name) or None) != (other.get(name) or None)
    }
