"""The only SQL of this package: functions that take a session and return content."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge_base.article import Article
from knowledge_base.passages import digest
from knowledge_base.service import Service
from knowledge_base.tables import ArticleRow, EmbeddingRow, ServiceRow

_AT_ONCE = 500  # SQLite takes at most 999 values in one statement
Row = TypeVar("Row", ArticleRow, ServiceRow)


def articles(session: Session, areas: Iterable[str]) -> list[Article]:
    """Every published article of the areas, by slug."""
    rows = session.scalars(
        select(ArticleRow).where(ArticleRow.area.in_(list(areas))).order_by(ArticleRow.slug)
    )
    return [Article.model_validate(row.content) for row in rows]


def article(session: Session, slug: str) -> Article | None:
    """The published article of that slug, or None."""
    row = session.get(ArticleRow, slug)
    return Article.model_validate(row.content) if row else None


def services(session: Session, areas: Iterable[str]) -> list[Service]:
    """Every directory entry of the areas, by id."""
    rows = session.scalars(
        select(ServiceRow).where(ServiceRow.area.in_(list(areas))).order_by(ServiceRow.id)
    )
    return [Service.model_validate(row.content) for row in rows]


def edition(session: Session) -> tuple:
    """What changes whenever an article or service is published, changed or taken down."""
    counts = select(func.count(), func.max(ArticleRow.changed_at)).select_from(ArticleRow)
    others = select(func.count(), func.max(ServiceRow.changed_at)).select_from(ServiceRow)
    return (*session.execute(counts).one(), *session.execute(others).one())


def replace_articles(session: Session, wanted: list[Article]) -> int:
    """Make the table hold exactly these articles; the number of rows that changed."""
    return _replace(session, ArticleRow, {item.slug: item for item in wanted})


def replace_services(session: Session, wanted: list[Service]) -> int:
    """Make the table hold exactly these services; the number of rows that changed."""
    return _replace(session, ServiceRow, {item.id: item for item in wanted})


def embeddings(session: Session, encoder: str, digests: Iterable[str]) -> dict[str, np.ndarray]:
    """The vectors already made for these digests; absent ones are left out."""
    found: dict[str, np.ndarray] = {}
    wanted = list(digests)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(
            select(EmbeddingRow.digest, EmbeddingRow.vector).where(
                EmbeddingRow.encoder == encoder,
                EmbeddingRow.digest.in_(wanted[start : start + _AT_ONCE]),
            )
        )
        found |= {row.digest: np.frombuffer(row.vector, dtype="<f4") for row in rows}
    return found


def add_embeddings(session: Session, encoder: str, vectors: dict[str, np.ndarray]) -> None:
    """Keep new vectors; each digest must not be there yet."""
    session.add_all(
        EmbeddingRow(digest=key, encoder=encoder, vector=vector.astype("<f4").tobytes())
        for key, vector in vectors.items()
    )


def _replace(session: Session, kind: type[Row], wanted: dict[str, Article | Service]) -> int:
    now = datetime.now(UTC)
    key = kind.__mapper__.primary_key[0]
    present = {row[0]: row[1] for row in session.execute(select(key, kind.digest))}
    changed = 0
    for name, item in wanted.items():
        content = item.model_dump(mode="json")
        fresh = digest(json.dumps(content, sort_keys=True))
        if present.get(name) != fresh:
            row = {key.name: name, "area": item.area, "content": content}
            session.merge(kind(**row, digest=fresh, changed_at=now))
            changed += 1
    gone = set(present) - set(wanted)
    if gone:
        session.execute(delete(kind).where(key.in_(gone)))
    return changed + len(gone)
