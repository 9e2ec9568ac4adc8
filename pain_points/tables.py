"""The one table of events: no conversation, no time, no text."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The root of every table of this package; migrations compare against its metadata."""


class EventRow(Base):
    """One event. month: the month it counts in, as 2026-10; the rest as Event has it.

    Rows are written once a day in a shuffled batch, so the order of `id` tells nothing.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    day: Mapped[date] = mapped_column(Date)
    month: Mapped[str] = mapped_column(String(7), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(String(20))
    weeks_band: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str] = mapped_column(String(80))
    stage: Mapped[str] = mapped_column(String(40))
    barrier: Mapped[str] = mapped_column(String(40))
    service: Mapped[str] = mapped_column(String(20))
    age_band: Mapped[str] = mapped_column(String(20))
    locality: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(String(40))
    choice: Mapped[str] = mapped_column(String(40))
