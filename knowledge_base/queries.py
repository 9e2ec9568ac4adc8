"""The only SQL of this package: functions that take a session and return content."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

import numpy as np
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from knowledge_base.article import Article
from knowledge_base.entries import bring_back, lose, new_row, take
from knowledge_base.passages import digest
from knowledge_base.service import Service
from knowledge_base.tables import ArticleRow, EmbeddingRow, RedirectRow, ServiceRow

_AT_ONCE = 500  # SQLite takes at most 999 values in one statement


def articles(session: Session, areas: Iterable[str]) -> list[Article]:
    """Every published article of the areas, by slug."""
    rows = session.scalars(
        select(ArticleRow).where(ArticleRow.area.in_(list(areas))).order_by(ArticleRow.slug)
    )
    return [Article.model_validate(row.content) for row in rows]


def areas(session: Session) -> list[str]:
    """Every area that has an article or a service."""
    found = [session.scalars(select(kind.area).distinct()) for kind in (ArticleRow, ServiceRow)]
    return sorted({area for rows in found for area in rows})


def article(session: Session, slug: str) -> Article | None:
    """The published article of that slug, or None."""
    row = session.get(ArticleRow, slug)
    return Article.model_validate(row.content) if row else None


def services(session: Session, areas: Iterable[str], today: date | None = None) -> list[Service]:
    """Every directory entry of the areas that families may be shown on that day, by id.

    This is the only way from the table to families: an entry that is hidden, expired or no longer
    in its feed is on no page, in no answer and in no feed, because it is not in this list.
    """
    shown = (
        ServiceRow.area.in_(list(areas)),
        ServiceRow.hidden.is_(False),
        ServiceRow.withdrawn_on.is_(None),
        or_(ServiceRow.expires_on.is_(None), ServiceRow.expires_on >= (today or date.today())),
    )
    found = session.scalars(select(ServiceRow.content).where(*shown).order_by(ServiceRow.id))
    return [Service.model_validate(content) for content in found]


def edition(session: Session) -> tuple[tuple, tuple]:
    """What changes whenever an article is published, changed or taken down, and whenever a service
    is; the latter also when a day begins, because a service may have expired with the last one."""
    articles = select(func.count(), func.max(ArticleRow.changed_at)).select_from(ArticleRow)
    services = select(func.count(), func.max(ServiceRow.changed_at)).select_from(ServiceRow)
    of_articles = tuple(session.execute(articles).one())
    return of_articles, (*session.execute(services).one(), date.today())


def put_article(session: Session, item: Article) -> None:
    """Publish an article, in place of what was published under its slug."""
    session.merge(_article_row(item, datetime.now(UTC)))
    session.execute(delete(RedirectRow).where(RedirectRow.slug == item.slug))


def take_down(session: Session, slug: str, leads_to: str = "") -> None:
    """Publish an article no more; its address, and those that led to it, lead on where given."""
    session.execute(delete(ArticleRow).where(ArticleRow.slug == slug))
    if leads_to:
        now = datetime.now(UTC)
        session.merge(RedirectRow(slug=slug, leads_to=leads_to, made_at=now))
        session.execute(
            update(RedirectRow).where(RedirectRow.leads_to == slug).values(leads_to=leads_to)
        )
    else:
        session.execute(delete(RedirectRow).where(RedirectRow.leads_to == slug))


def redirects(session: Session) -> dict[str, str]:
    """The slugs of articles that were taken down, each with the slug that it leads to."""
    return {row.slug: row.leads_to for row in session.scalars(select(RedirectRow))}


def replace_articles(session: Session, wanted: list[Article], but: Iterable[str] = ()) -> int:
    """Make the table hold exactly these articles, leaving alone those whose slug is in but; the
    number of rows that changed."""
    now, kept = datetime.now(UTC), set(but)
    present = {
        row[0]: row[1] for row in session.execute(select(ArticleRow.slug, ArticleRow.digest))
    }
    changed = 0
    for item in wanted:
        row = _article_row(item, now)
        if item.slug not in kept and present.get(item.slug) != row.digest:
            session.merge(row)
            changed += 1
    gone = set(present) - {item.slug for item in wanted} - kept
    if gone:
        session.execute(delete(ArticleRow).where(ArticleRow.slug.in_(gone)))
    return changed + len(gone)


def replace_services(session: Session, wanted: list[Service]) -> int:
    """Make the entries from our files be exactly these; the number of rows that changed.

    What came from a feed or was made by staff stays, and so does what staff changed or hid.
    """
    rows = {row.id: row for row in session.scalars(select(ServiceRow))}
    changed = 0
    for service in wanted:
        row = rows.get(service.id)
        if row is None:
            session.add(new_row(service, "seed"))
            changed += 1
        else:
            is_back = row.origin == "seed" and bring_back(row)
            changed += take(row, service) or is_back
    names = {service.id for service in wanted}
    for row in rows.values():
        if row.origin != "seed" or row.id in names:
            continue
        if row.is_in_staff_hands or row.hidden:
            # Should the file come back, what staff decided still holds.
            changed += lose(row, date.today())
        else:
            session.delete(row)
            changed += 1
    return changed


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


def _article_row(item: Article, now: datetime) -> ArticleRow:
    content = item.model_dump(mode="json")
    fresh = digest(json.dumps(content, sort_keys=True))
    row = ArticleRow(slug=item.slug, area=item.area, content=content, digest=fresh)
    row.changed_at = now
    return row
