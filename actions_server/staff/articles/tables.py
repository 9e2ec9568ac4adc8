"""The tables of the article desk. What is published stands in `article`, and only there."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base


class StaffArticleRow(Base):
    """An article that staff work on: the working copy, which no family can reach.

    state: one of states.State; content: the fields as they were typed, right or not; revision
    grows with each save; authors: the names of everyone who changed it since it was published
    last; note: what a reviewer asks for; publish_at and approved_by: when, and on whose word, it
    goes live by itself; expire_at: when it is taken down by itself; gate: what the try-out against
    the bank found, with the digest of the content that it tried.
    """

    __tablename__ = "staff_article"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    area: Mapped[str] = mapped_column(String(80), index=True)
    state: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict] = mapped_column(JSON)
    revision: Mapped[int]
    authors: Mapped[list] = mapped_column(JSON)
    saved_by: Mapped[str] = mapped_column(String(60))
    saved_at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(1000))
    publish_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_by: Mapped[str | None] = mapped_column(String(60))
    expire_at: Mapped[datetime | None] = mapped_column(Moment)
    gate: Mapped[dict | None] = mapped_column(JSON)


class StaffArticleVersionRow(Base):
    """An article as it was once: what was saved, published or brought back, by whom and when."""

    __tablename__ = "staff_article_version"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment)


class StaffUnsavedRow(Base):
    """What somebody typed into the editor and has not saved: theirs alone, and no version.

    seen: the revision that they had opened.
    """

    __tablename__ = "staff_unsaved"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    by: Mapped[str] = mapped_column(String(60), primary_key=True)
    content: Mapped[dict] = mapped_column(JSON)
    seen: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment, index=True)
