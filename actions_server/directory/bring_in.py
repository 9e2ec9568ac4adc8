"""What a source says, into the database: all of it in one transaction, or nothing.

An entry that staff changed or verified is not overwritten or taken away: what the feed says is kept
beside it for them to decide (see knowledge_base/entries.py), unless it says that the entry is not
for the public. Any other entry that a whole feed no longer has is withdrawn, not deleted, so that
what was decided about it is still there should it return.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions_server.database import rehearsal, transaction
from actions_server.directory import queries
from actions_server.directory.listing import CannotImport, Listing, Meant, Record
from knowledge_base.entries import (
    bring_back,
    differences,
    heard,
    lose,
    new_row,
    take,
    withdraw,
)
from knowledge_base.service import Service
from knowledge_base.tables import FeedRow, ServiceRow

FEWEST = 0.8  # of what a feed had last time; below, a person must say that it is right


class FarFewer(CannotImport):
    """The source has far fewer services than last time, and nobody said that this is right."""

    def __init__(self, now: int, before: int) -> None:
        super().__init__(
            f"The source has {now:,} services, and had {before:,} last time. Nothing has changed. "
            "Look at what is missing."
        )


@dataclass(frozen=True)
class Changed:
    """An entry that differs from its source: each field with what we have and what it says.

    service: as the source has it; None where it has it no more.
    """

    id: str
    name: str
    fields: dict[str, tuple]
    service: Service | None = None


@dataclass
class Outcome:
    """What an import did, or would do: entries by what becomes of them.

    to_decide: those in staff's hands, which stay as they are. withdrawn: no longer in the feed.
    """

    new: list[Changed] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    to_decide: list[Changed] = field(default_factory=list)
    withdrawn: list[Changed] = field(default_factory=list)
    returned: list[Changed] = field(default_factory=list)
    unchanged: int = 0


def keep(
    engine: Engine,
    listing: Listing,
    meant: Meant,
    address: str,
    accept_fewer: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """What importing the listing did, or with dry_run would do. Raises as `bring_in` does."""
    with (rehearsal if dry_run else transaction)(engine) as session:
        return bring_in(session, listing, meant, address, accept_fewer)


def bring_in(
    session: Session, listing: Listing, meant: Meant, address: str, accept_fewer: bool = False
) -> Outcome:
    """Make the session hold what the source says, and tell what that changes.

    Nothing is saved here: a dry run throws the transaction away. What the listing says of a place
    that is hidden here is left out of the listing too. Raises CannotImport when the source has far
    fewer services than last time and nobody said that this is right, or when the name of the feed
    already stands for another area.
    """
    known = queries.feed(session, meant.feed)
    rows = {row.feed_id: row for row in queries.entries_of(session, meant.feed)}
    _keep_hidden(rows, listing)
    _is_plausible(known, listing, meant, accept_fewer)
    outcome = Outcome()
    _are_free(session, [one.service.id for key, one in listing.records.items() if key not in rows])
    # Written all at once at the end, which is quicker and holds others up for less long.
    with session.no_autoflush:
        for feed_id, record in listing.records.items():
            _put(session, rows.get(feed_id), record, meant, outcome)
    _take_away(rows, listing, meant, outcome)
    _remember(session, known, listing, meant, address)
    return outcome


def _keep_hidden(rows: dict[str, ServiceRow], listing: Listing) -> None:
    for feed_id, record in listing.records.items():
        is_hidden = feed_id in rows and rows[feed_id].content.get("place_hidden")
        if is_hidden and not record.service.place_hidden:
            listing.records[feed_id] = record.veiled()


def _is_plausible(
    known: FeedRow | None, listing: Listing, meant: Meant, accept_fewer: bool
) -> None:
    if known is None:
        return
    if known.area != meant.area:
        raise CannotImport(
            f"“{meant.feed}” is the name of a feed for {known.area}. Give this one another name."
        )
    now = len(listing.records)
    if now < known.services * FEWEST and not accept_fewer:
        raise FarFewer(now, known.services)


def _put(
    session: Session, row: ServiceRow | None, record: Record, meant: Meant, outcome: Outcome
) -> None:
    if row is None:
        row = new_row(record.service, "feed", feed=meant.feed, feed_id=record.feed_id)
        row.expires_on = record.expires_on
        queries.add(session, row)
        outcome.new.append(_changed(row, {}, record.service))
        return
    said = differences(row.content, heard(row, record.service))
    is_back = bring_back(row)
    take(row, record.service)
    expires = not row.is_in_staff_hands and row.expires_on != record.expires_on
    if expires:
        said["expires_on"] = (_written(row.expires_on), _written(record.expires_on))
        row.expires_on = record.expires_on
        row.changed_at = datetime.now(UTC)
    changed = _changed(row, said, record.service)
    if row.pending is not None:
        outcome.to_decide.append(changed)
    elif is_back:
        outcome.returned.append(changed)
    elif said and not row.is_in_staff_hands:
        outcome.changed.append(changed)
    else:
        outcome.unchanged += 1


def _take_away(
    rows: dict[str, ServiceRow], listing: Listing, meant: Meant, outcome: Outcome
) -> None:
    for feed_id in sorted(rows.keys() - listing.records.keys() - listing.known):
        row = rows[feed_id]
        if feed_id in listing.secret:
            is_gone = withdraw(row, meant.today)  # this cannot wait for a decision
        else:
            is_gone = listing.is_whole and lose(row, meant.today)
        if is_gone:
            outcome.withdrawn.append(_changed(row, {}))
        elif row.pending is not None and row.withdrawn_on is None:
            outcome.to_decide.append(_changed(row, {}))


def _remember(
    session: Session, known: FeedRow | None, listing: Listing, meant: Meant, address: str
) -> None:
    row = known or FeedRow(name=meant.feed, area=meant.area)
    # The part after “?” may hold a key.
    row.address = address.partition("?")[0][:500] if "://" in address else address[-500:]
    row.version = listing.version
    row.services = len(listing.records)
    row.imported_at = datetime.now(UTC)
    if known is None:
        queries.add(session, row)


def _are_free(session: Session, ids: list[str]) -> None:
    taken = queries.taken(session, ids)
    taken += [name for name, times in Counter(ids).items() if times > 1]
    if taken:
        raise CannotImport(
            f"Another entry already has the id {taken[0]}. Give the source another name."
        )


def _changed(row: ServiceRow, fields: dict[str, tuple], service: Service | None = None) -> Changed:
    return Changed(row.id, row.content["name"], fields, service)


def _written(day) -> str | None:  # noqa: ANN001 - a date or None
    return day.isoformat() if day else None
