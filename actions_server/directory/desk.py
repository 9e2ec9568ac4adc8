"""What staff do with the directory: list, change, verify, hide, let expire, and decide on a feed.

Each function works within the caller's transaction, and what it changes is live a moment after
that ends (see Assistant.keep_up). who: the name of the staff member, as the audit log has it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from actions_server.directory import queries
from actions_server.directory.wanted import Wanted, due_before
from knowledge_base.entries import (
    GONE,
    as_content,
    differences,
    hide_place,
    new_row,
    put,
    withdraw,
)
from knowledge_base.passages import digest
from knowledge_base.service import Service
from knowledge_base.tables import ServiceRow


class NoSuchService(Exception):
    """There is no entry of that id."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the entry since it was opened; carries what it holds now."""

    def __init__(self, now: "Entry") -> None:
        self.now = now
        super().__init__(f"{now.service.name} was changed by somebody else. Look at both versions.")


@dataclass(frozen=True)
class Entry:
    """A service as staff see it: with where it comes from and who looked after it.

    edition: what `save` compares to notice that somebody else was quicker. undecided: what its
    source says otherwise, as field: (ours, theirs); empty when there is nothing to decide. is_gone:
    whether to decide is that its source no longer has it. question: what changes whenever the
    source says something new to decide on; empty when there is nothing to decide. is_secret_there:
    whether its source says that nobody may be told the place, and the entry does not.
    """

    service: Service
    origin: str
    feed: str
    edited_by: str
    edited_on: date | None
    verified_by: str
    verified_on: date | None
    hidden: bool
    expires_on: date | None
    withdrawn_on: date | None
    edition: str
    undecided: dict[str, tuple]
    is_gone: bool
    question: str
    is_secret_there: bool

    def is_shown(self, today: date) -> bool:
        """Whether families are shown it on that day."""
        return self.state(today) == "shown"

    def state(self, today: date) -> str:
        """What of it families see that day: one of wanted.STATES."""
        if self.withdrawn_on:
            return "gone"
        if self.hidden:
            return "hidden"
        has_expired = self.expires_on is not None and self.expires_on < today
        return "expired" if has_expired else "shown"

    @property
    def checked_on(self) -> date | None:
        """The day on which somebody, here or there, last held it against its source."""
        return max(filter(None, (self.verified_on, self.service.checked_on)), default=None)

    def is_due(self, today: date) -> bool:
        """Whether nobody has held it against its source for a year."""
        return self.checked_on is None or self.checked_on < due_before(today)


def entries(session: Session, areas: Iterable[str]) -> list[Entry]:
    """Every entry of the areas, shown or not, by id."""
    return [_entry(row) for row in queries.entries(session, areas)]


def narrowed(
    session: Session, areas: Iterable[str], wanted: Wanted, today: date, start: int, most: int
) -> tuple[list[Entry], int]:
    """The entries that are wanted, by name, from a place on and so many at most; how many there are
    in all."""
    rows, count = queries.narrowed(session, areas, wanted, today, start, most)
    return [_entry(row) for row in rows], count


def entry(session: Session, name: str) -> Entry:
    """The entry of that id. Raises NoSuchService."""
    row = queries.entry(session, name)
    if row is None:
        raise NoSuchService(name)
    return _entry(row)


def undecided(session: Session) -> list[Entry]:
    """The entries on which staff and a source differ."""
    return [_entry(row) for row in queries.to_decide(session)]


def save(session: Session, service: Service, who: str, on: date, edition: str = "") -> Entry:
    """Keep what staff wrote; a new id makes a new entry.

    edition: of the entry that they changed, as they were shown it. Raises ChangedMeanwhile when
    it is another by now, which for a new entry means that the id is taken. Of a place that is
    hidden now, what its source said is forgotten too.
    """
    row = queries.held_entry(session, service.id)
    if row is None:
        row = new_row(service, "staff")
        queries.add(session, row)
    elif row.digest != edition:
        raise ChangedMeanwhile(_entry(row))
    else:
        if row.offered is None and row.origin != "staff":
            row.offered = dict(row.content)
        put(row, as_content(service))
    if service.place_hidden:
        hide_place(row)
    row.edited_by, row.edited_on = who, on
    return _entry(row)


def verify(session: Session, name: str, who: str, on: date, edition: str = "") -> Entry:
    """Note that somebody held the entry against its source that day, and found it right.

    edition: of the entry that they looked at, where known. Raises ChangedMeanwhile.
    """
    row = _row(session, name)
    if edition not in ("", row.digest):
        raise ChangedMeanwhile(_entry(row))
    row.verified_by, row.verified_on = who, on
    put(row, {**row.content, "checked_on": on.isoformat(), "confidence": "high"})
    return _entry(row)


def hide(session: Session, name: str) -> Entry:
    """Show the entry to no family, and in no feed, until `show`."""
    return _seen(session, name, hidden=True)


def show(session: Session, name: str) -> Entry:
    """Show a hidden entry again."""
    return _seen(session, name, hidden=False)


def expire(session: Session, name: str, last_day: date | None, who: str, on: date) -> Entry:
    """Show the entry up to and on that day; None for as long as it is there."""
    row = _row(session, name)
    if row.expires_on != last_day:
        row.expires_on, row.changed_at = last_day, datetime.now(UTC)
        row.edited_by, row.edited_on = who, on
    return _entry(row)


def take_theirs(session: Session, name: str, on: date, question: str = "") -> Entry:
    """Decide that the source is right: its version is published, and it may change it again.

    An entry that was hidden stays so until `show`. question: what was decided on, where known.
    Raises ChangedMeanwhile when it is another by now.
    """
    row = _asked(session, name, question)
    if row.pending is None:
        return _entry(row)
    theirs, row.pending = row.pending, None
    row.offered = theirs
    if theirs == GONE:
        withdraw(row, on)
    else:
        put(row, theirs)
        row.edited_by, row.edited_on = "", None
        row.verified_by, row.verified_on = "", None
    return _entry(row)


def keep_ours(session: Session, name: str, question: str = "") -> Entry:
    """Decide that staff are right; asked again only when the source says something new. question
    and what is raised: as `take_theirs` has them."""
    row = _asked(session, name, question)
    if row.pending is not None:
        row.offered, row.pending = row.pending, None
    return _entry(row)


def _seen(session: Session, name: str, hidden: bool) -> Entry:
    row = _row(session, name)
    if row.hidden != hidden:
        row.hidden, row.changed_at = hidden, datetime.now(UTC)
    return _entry(row)


def _row(session: Session, name: str) -> ServiceRow:
    row = queries.held_entry(session, name)
    if row is None:
        raise NoSuchService(name)
    return row


def _asked(session: Session, name: str, question: str) -> ServiceRow:
    row = _row(session, name)
    if question and question != (now := _entry(row)).question:
        raise ChangedMeanwhile(now)
    return row


def _digest(said: list) -> str:
    return digest(json.dumps(said, sort_keys=True))


def _entry(row: ServiceRow) -> Entry:
    is_secret = bool((row.pending or row.offered or {}).get("place_hidden"))
    return Entry(
        service=Service.model_validate(row.content),
        origin=row.origin,
        feed=row.feed or "",
        edited_by=row.edited_by or "",
        edited_on=row.edited_on,
        verified_by=row.verified_by or "",
        verified_on=row.verified_on,
        hidden=bool(row.hidden),
        expires_on=row.expires_on,
        withdrawn_on=row.withdrawn_on,
        edition=row.digest,
        undecided=differences(row.content, row.pending) if row.pending is not None else {},
        is_gone=row.pending == GONE,
        question="" if row.pending is None else _digest([row.digest, row.pending]),
        is_secret_there=is_secret and not row.content.get("place_hidden"),
    )
