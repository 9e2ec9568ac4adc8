"""The only SQL about unanswered questions and the decisions about them."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session

from actions_server.conversation.unanswered import Question
from actions_server.staff.questions.tables import QuestionDecisionRow, QuestionRow
from knowledge_base.tables import ArticleRow

ID_BITS = 53  # random, and still exact in any program that reads a number
AT_ONCE = 500  # ids in one statement


class Asked(NamedTuple):
    """A row without its vector."""

    id: int
    day: date
    wording: str
    why: str
    article: str
    decision: int | None


_COLUMNS = [getattr(QuestionRow, name) for name in Asked._fields]


def add(session: Session, encoder: str, batch: Sequence[Question]) -> None:
    """Write a batch under random ids; a fault shows at once, before anything is saved."""
    rows = [
        {
            "id": secrets.randbits(ID_BITS),
            "day": one.day,
            "wording": one.wording,
            "why": one.why,
            "article": one.article,
            "encoder": encoder,
            "vector": one.vector.astype("<f4").tobytes(),
        }
        for one in batch
    ]
    if rows:
        session.execute(insert(QuestionRow), rows)


def asked(session: Session) -> list[Asked]:
    """Every question there is."""
    return [Asked(*row) for row in session.execute(select(*_COLUMNS))]


def one(session: Session, number: int) -> Asked | None:
    """The question of that id, or None."""
    row = session.execute(select(*_COLUMNS).where(QuestionRow.id == number)).one_or_none()
    return Asked(*row) if row else None


def vectors(session: Session, ids: Sequence[int], encoder: str) -> dict[int, np.ndarray]:
    """The vectors of questions by id; those of another encoder are left out."""
    found: dict[int, np.ndarray] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = QuestionRow.id.in_(ids[start : start + AT_ONCE])
        wanted = select(QuestionRow.id, QuestionRow.vector).where(
            some, QuestionRow.encoder == encoder
        )
        rows = session.execute(wanted)
        found |= {number: np.frombuffer(vector, dtype="<f4") for number, vector in rows}
    return found


def renew(session: Session, number: int, encoder: str, vector: np.ndarray) -> None:
    """Keep the vector of a question under another encoder."""
    session.execute(
        update(QuestionRow)
        .where(QuestionRow.id == number)
        .values(encoder=encoder, vector=vector.astype("<f4").tobytes())
    )


def add_decision(session: Session, row: QuestionDecisionRow) -> int:
    """Keep a decision; its id."""
    session.add(row)
    session.flush()
    return row.id


def claim(session: Session, ids: Iterable[int], decision: int) -> int:
    """Put questions that nobody has decided about under a decision; how many there were."""
    ids, claimed = list(ids), 0
    for start in range(0, len(ids), AT_ONCE):
        some = QuestionRow.id.in_(ids[start : start + AT_ONCE])
        taken = session.execute(
            update(QuestionRow)
            .where(some, QuestionRow.decision.is_(None))
            .values(decision=decision)
            .execution_options(synchronize_session=False)
        )
        claimed += taken.rowcount
    return claimed


def decision(session: Session, number: int) -> QuestionDecisionRow | None:
    """The decision of that id, or None."""
    return session.get(QuestionDecisionRow, number)


def decisions(session: Session) -> list[QuestionDecisionRow]:
    """Every decision, newest first."""
    newest = QuestionDecisionRow.id.desc()
    return list(session.scalars(select(QuestionDecisionRow).order_by(newest)))


def published_at(session: Session) -> dict[str, datetime]:
    """When each published article was published last, by slug."""
    rows = session.execute(select(ArticleRow.slug, ArticleRow.changed_at))
    # SQLite forgets the zone.
    return {slug: at if at.tzinfo else at.replace(tzinfo=UTC) for slug, at in rows}


def delete_before(session: Session, day: date) -> None:
    """Delete the questions asked before a day, and the decisions whose questions are all gone."""
    session.execute(delete(QuestionRow).where(QuestionRow.day < day))
    has_some = exists().where(QuestionRow.decision == QuestionDecisionRow.id)
    session.execute(delete(QuestionDecisionRow).where(~has_some))
