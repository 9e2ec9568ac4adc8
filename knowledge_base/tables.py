"""The tables in which articles, services, feeds and embeddings are kept."""

from datetime import date, datetime

from sqlalchemy import JSON, DateTime, LargeBinary, String, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The root of every table of this package; migrations compare against its metadata."""


class _Published:
    """What every kind of published entry holds: `content` is all of its fields, `digest` theirs."""

    area: Mapped[str] = mapped_column(String(80), index=True)
    content: Mapped[dict] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ArticleRow(_Published, Base):
    """A published article, every field of Article."""

    __tablename__ = "article"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)


class ServiceRow(_Published, Base):
    """A directory entry, every field of Service, with where it comes from and who looked after it.

    origin: "seed" (our files), "feed" (another directory or a spreadsheet) or "staff".
    feed, feed_id: which feed, and what the entry is called there; empty for other origins.
    offered: what the files or the feed said last. pending: what they say now, where staff had
    changed or verified the entry and so have to decide.
    edited_by, edited_on, verified_by, verified_on: the staff member and the day.
    hidden, withdrawn_on, expires_on: families are not shown the entry when staff hid it, when its
    source no longer has it, or after the day on which it expires.
    """

    __tablename__ = "service"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    origin: Mapped[str] = mapped_column(String(10), default="seed", server_default="seed")
    feed: Mapped[str] = mapped_column(String(40), default="", server_default="", index=True)
    feed_id: Mapped[str] = mapped_column(String(200), default="", server_default="")
    offered: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    pending: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    edited_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    edited_on: Mapped[date | None]
    verified_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    verified_on: Mapped[date | None]
    hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    expires_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]

    @property
    def is_in_staff_hands(self) -> bool:
        """Whether staff changed or verified it, so that no source may overwrite it unasked."""
        return self.edited_on is not None or self.verified_on is not None


class FeedRow(Base):
    """A feed that services were imported from, as the last import left it.

    address: the URL or the name of the file; version: "1.0", "3.0" or "csv"; services: how many
    usable ones it had, which the next import is held against.
    """

    __tablename__ = "feed"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    address: Mapped[str] = mapped_column(String(500))
    area: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(10))
    services: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EmbeddingRow(Base):
    """The vector of one text under one encoder: 32-bit floats, little-endian, of length one."""

    __tablename__ = "embedding"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    encoder: Mapped[str] = mapped_column(String(80), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class RedirectRow(Base):
    """Where the address of an article that was taken down leads; never to another redirect."""

    __tablename__ = "redirect"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    leads_to: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
