"""How questions come into the database and how long they stay there."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions_server.conversation.unanswered import Unanswered
from actions_server.counting import saving
from actions_server.staff.questions import queries
from actions_server.staff.questions.alike import ALIKE
from knowledge_base.embedding import Encoder

KEPT_DAYS = 90


def open_unanswered(engine: Engine, encoder: Encoder) -> Unanswered:
    """What takes in unanswered questions and writes them to the database."""

    def add(session: Session, batch) -> None:  # noqa: ANN001 - as Save has it
        queries.add(session, encoder.name, batch)

    return Unanswered(saving(engine, add), partial(_vector, encoder), ALIKE)


def delete_old(session: Session, today: date) -> None:
    """Delete what was asked more than 90 days ago."""
    queries.delete_before(session, today - timedelta(days=KEPT_DAYS))


def _vector(encoder: Encoder, text: str):  # noqa: ANN202 - a vector
    return encoder.encode([text])[0]
