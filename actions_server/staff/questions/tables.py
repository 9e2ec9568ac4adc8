"""The tables of the question desk: what was not answered, and what staff decided about it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base


class QuestionDecisionRow(Base):
    """What somebody decided about a group of questions.

    what: one of deciding.What; article: the slug that was taught or begun, or empty; asked: how
    many conversations asked it; tried, answered: how many of its wordings search was asked, and how
    many it answered then.
    """

    __tablename__ = "question_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment)
    article: Mapped[str] = mapped_column(String(80))
    asked: Mapped[int]
    tried: Mapped[int]
    answered: Mapped[int]


class QuestionRow(Base):
    """A question that one conversation asked, in words that may be stored.

    id is random, so that the order of rows tells nothing; day: without a time; why: "unclear",
    "no-article", "out-of-scope" or "not-helpful"; article: the slug of the one that did not help,
    or empty; vector: the wording's under the encoder of that name, 32-bit floats, little-endian.
    """

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(Date, index=True)
    wording: Mapped[str] = mapped_column(String(600))
    why: Mapped[str] = mapped_column(String(20))
    article: Mapped[str] = mapped_column(String(80))
    encoder: Mapped[str] = mapped_column(String(80))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    decision: Mapped[int | None] = mapped_column(ForeignKey("question_decision.id"), index=True)
