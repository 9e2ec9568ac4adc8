"""The SQL of the directory: entries with where they come from, and the feeds they came from."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from actions_server.directory.wanted import Wanted, due_before
from knowledge_base.area import NATIONAL
from knowledge_base.tables import FeedRow, ServiceRow

_AT_ONCE = 500  # SQLite takes at most 999 values in one statement
_CONTENT = ServiceRow.content


def entry(session: Session, name: str) -> ServiceRow | None:
    """The entry of that id, shown or not, or None."""
    return session.get(ServiceRow, name)


def held_entry(session: Session, name: str) -> ServiceRow | None:
    """The entry as it is now, held against everyone else until the transaction is over."""
    session.flush()
    # Written first: that takes the lock, so that what is read next is the newest there is.
    session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == name)
        .values(id=ServiceRow.id)
        .execution_options(synchronize_session=False)
    )
    return session.get(ServiceRow, name, populate_existing=True)


def taken(session: Session, ids: list[str]) -> list[str]:
    """Those of the ids that an entry has, whatever it came from."""
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    found = (session.scalars(select(ServiceRow.id).where(ServiceRow.id.in_(p))) for p in parts)
    return [name for names in found for name in names]


def narrowed(
    session: Session, areas: Iterable[str], wanted: Wanted, today: date, start: int, most: int
) -> tuple[list[ServiceRow], int]:
    """The entries of the areas that are wanted, by name, and how many there are in all.

    start: how many to pass over; most: how many to give.
    """
    conditions = [ServiceRow.area.in_(list(areas)), *_conditions(wanted, today)]
    count = session.scalar(select(func.count()).select_from(ServiceRow).where(*conditions)) or 0
    by_name = func.lower(_text("name")), ServiceRow.id
    rows = select(ServiceRow).where(*conditions).order_by(*by_name).offset(start).limit(most)
    return list(session.scalars(rows)), count


def entries(session: Session, areas: Iterable[str]) -> list[ServiceRow]:
    """Every entry of the areas, shown or not, by id."""
    rows = select(ServiceRow).where(ServiceRow.area.in_(list(areas))).order_by(ServiceRow.id)
    return list(session.scalars(rows))


def entries_of(session: Session, feed: str) -> list[ServiceRow]:
    """Every entry that came from a feed, withdrawn ones too."""
    return list(session.scalars(select(ServiceRow).where(ServiceRow.feed == feed)))


def to_decide(session: Session) -> list[ServiceRow]:
    """The entries whose source says something else than staff do, by id."""
    waiting = select(ServiceRow).where(ServiceRow.pending.is_not(None)).order_by(ServiceRow.id)
    return list(session.scalars(waiting))


def count_to_decide(session: Session, areas: Iterable[str]) -> int:
    """How many entries of the areas wait for a decision."""
    waiting = ServiceRow.area.in_(list(areas)), ServiceRow.pending.is_not(None)
    return session.scalar(select(func.count()).select_from(ServiceRow).where(*waiting)) or 0


def feed(session: Session, name: str) -> FeedRow | None:
    """What is known of a feed, or None before its first import."""
    return session.get(FeedRow, name)


def feeds(session: Session) -> list[FeedRow]:
    """Every feed that was imported from, by name."""
    return list(session.scalars(select(FeedRow).order_by(FeedRow.name)))


def add(session: Session, row: ServiceRow | FeedRow) -> None:
    """Keep a new row."""
    session.add(row)


def _conditions(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    found = [_says(word) for word in wanted.q.lower().split()]
    if wanted.topic:
        # The list is kept as JSON: ["one-topic", "another"].
        found.append(_text("topics").contains(f'"{wanted.topic}"', autoescape=True))
    if wanted.kind:
        found.append(_KINDS[wanted.kind])
    if wanted.state:
        found.append(_is_in_state(wanted.state, today))
    if wanted.due:
        cut = due_before(today)
        looked = or_(ServiceRow.verified_on.is_(None), ServiceRow.verified_on < cut)
        said = or_(_text("checked_on").is_(None), _text("checked_on") < cut.isoformat())
        found.append(and_(looked, said))
    if wanted.origin:
        origin, _, feed = wanted.origin.partition(":")
        found += [ServiceRow.origin == origin, ServiceRow.feed == feed]
    if wanted.decide:
        found.append(ServiceRow.pending.is_not(None))
    return found


def _is_in_state(state: str, today: date) -> ColumnElement[bool]:
    """The states in the order in which one goes before the other, as Entry.state has them."""
    is_gone, is_hidden = ServiceRow.withdrawn_on.is_not(None), ServiceRow.hidden.is_(True)
    is_over = and_(ServiceRow.expires_on.is_not(None), ServiceRow.expires_on < today)
    if state == "gone":
        return is_gone
    if state == "hidden":
        return and_(~is_gone, is_hidden)
    is_over_or_not = is_over if state == "expired" else ~is_over
    return and_(~is_gone, ~is_hidden, is_over_or_not)


def _text(name: str) -> ColumnElement[str]:
    return _CONTENT[name].as_string()


def _says(word: str) -> ColumnElement[bool]:
    parts = (func.lower(_text(name)) for name in ("name", "organization", "description"))
    return or_(*(part.contains(word, autoescape=True) for part in (*parts, ServiceRow.id)))


_KINDS = {
    "secret": _CONTENT["place_hidden"].as_boolean().is_(True),
    "unsure": _text("confidence") != "high",
    "no-contact": and_(
        *(func.coalesce(_text(name), "") == "" for name in ("phone", "text_number", "email", "url"))
    ),
    "no-topic": _text("topics") == "[]",
    "local": ServiceRow.area != NATIONAL,
    "national": ServiceRow.area == NATIONAL,
}
