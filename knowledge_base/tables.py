"""The tables in which articles, services and embeddings are kept."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, LargeBinary, String
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
    """A directory entry, every field of Service."""

    __tablename__ = "service"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)


class EmbeddingRow(Base):
    """The vector of one text under one encoder: 32-bit floats, little-endian, of length one."""

    __tablename__ = "embedding"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    encoder: Mapped[str] = mapped_column(String(80), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
