"""The tables in which articles, services and embeddings are kept."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The root of every table of this package; migrations compare against its metadata."""


class ArticleRow(Base):
    """A published article; `content` holds every field of Article, `digest` that of the content."""

    __tablename__ = "article"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    area: Mapped[str] = mapped_column(String(80), index=True)
    content: Mapped[dict] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ServiceRow(Base):
    """A directory entry; `content` holds every field of Service."""

    __tablename__ = "service"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    area: Mapped[str] = mapped_column(String(80), index=True)
    content: Mapped[dict] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EmbeddingRow(Base):
    """The vector of one text under one encoder: 32-bit floats, little-endian, of length one."""

    __tablename__ = "embedding"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    encoder: Mapped[str] = mapped_column(String(80), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
