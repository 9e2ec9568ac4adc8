"""What can be done with an entry, each put on record with the transaction that does it.

The record says which fields were changed, never what they held: it can never be cut, and the
address of a place that becomes secret must not stay in it.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from actions_server.directory import desk
from actions_server.directory.desk import Entry
from actions_server.problems import Problem
from actions_server.staff.audit.chain import record
from actions_server.staff.services.differences import between, label_of
from actions_server.staff.signing_in.sessions import Person
from knowledge_base.entries import as_content
from knowledge_base.service import Service

QUICKER = "Somebody else was quicker, and it says something else now. Look at it once more."


def about(name: str) -> str:
    """What the record calls an entry; no article or account is called so."""
    return f"service {name}"


def find(session: Session, name: str) -> Entry:
    """The entry of that id. Raises Problem 404."""
    try:
        return desk.entry(session, name)
    except desk.NoSuchService:
        raise Problem(404, "There is no service of that id in the directory.") from None


def add(session: Session, service: Service, person: Person, now: datetime) -> None:
    """Keep a new entry. Raises ChangedMeanwhile when its id is taken."""
    desk.save(session, service, person.name, now.date())
    record(session, now, person.name, "service added", about(service.id))


def save(session: Session, service: Service, seen: str, person: Person, now: datetime) -> None:
    """Keep what was written; seen is the edition that the person opened. Raises ChangedMeanwhile.

    A save that changes nothing is not put on record.
    """
    before = find(session, service.id)
    if before.service == service and before.edition == seen:
        return
    desk.save(session, service, person.name, now.date(), seen)
    changed = [side.label for side in between(as_content(before.service), as_content(service))]
    detail = {"changed": ", ".join(changed) or label_of("checked_on")}
    record(session, now, person.name, "service changed", about(service.id), detail)


def verify(session: Session, name: str, seen: str, person: Person, now: datetime) -> None:
    """Note that this person held the entry, as it was shown to them, against its source today."""
    find(session, name)
    try:
        desk.verify(session, name, person.name, now.date(), seen)
    except desk.ChangedMeanwhile:
        raise Problem(409, QUICKER) from None
    record(session, now, person.name, "service checked", about(name))


def hide(session: Session, name: str, person: Person, now: datetime) -> None:
    """Show it to no family, and in no feed."""
    if not find(session, name).hidden:
        desk.hide(session, name)
        record(session, now, person.name, "service hidden", about(name))


def show(session: Session, name: str, person: Person, now: datetime) -> None:
    """Show a hidden one again."""
    if find(session, name).hidden:
        desk.show(session, name)
        record(session, now, person.name, "service shown again", about(name))


def expire(
    session: Session, name: str, last_day: date | None, person: Person, now: datetime
) -> None:
    """Show it up to and on that day; None for as long as it is there."""
    if find(session, name).expires_on != last_day:
        desk.expire(session, name, last_day, person.name, now.date())
        detail = {"last day": last_day.isoformat() if last_day else "none"}
        record(session, now, person.name, "service’s last day set", about(name), detail)


def decide(
    session: Session, name: str, take: bool, question: str, person: Person, now: datetime
) -> None:
    """Take what the source says, or keep ours. question: what the person was asked."""
    if not find(session, name).question:
        raise Problem(409, "There is nothing left to decide about it.")
    try:
        if take:
            desk.take_theirs(session, name, now.date(), question)
        else:
            desk.keep_ours(session, name, question)
    except desk.ChangedMeanwhile:
        raise Problem(409, QUICKER) from None
    what = "their version taken" if take else "our version kept"
    record(session, now, person.name, what, about(name))
