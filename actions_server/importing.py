"""Content files into the database, whole or not at all.

The files are where an installation begins. An article that staff have taken in hand is theirs from
then on: the files do not overwrite it, unless `content restore` is told to.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from actions_server.staff.articles import queries as desk
from actions_server.staff.articles import work
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from knowledge_base import queries
from knowledge_base.problems import ContentError, Problem
from knowledge_base.reading import CONTENT, Content, read_content
from knowledge_base.writing import write_content


@dataclass(frozen=True)
class Imported:
    """How many rows changed, and which files were left out and why."""

    articles: int
    services: int
    problems: list[Problem]


def import_files(session: Session, root: Path = CONTENT) -> Imported:
    """Make the database hold what the files say, but for what staff have taken in hand. A faulty
    file is left out and named."""
    content = read_content(root)
    return Imported(
        queries.replace_articles(session, content.articles, but=desk.slugs(session)),
        queries.replace_services(session, content.services),
        content.problems,
    )


def export_files(session: Session, folder: Path) -> int:
    """Write everything that is published, of every area, as content files; how many."""
    areas = queries.areas(session)
    return write_content(queries.articles(session, areas), queries.services(session, areas), folder)


def restore_files(session: Session, root: Path) -> Imported:
    """Publish exactly what the files say, staff's articles too, which keep what was there as a
    version. Raises ContentError, and changes nothing, when any file is at fault."""
    content = read_content(root)
    if content.problems:
        raise ContentError(content.problems)
    _tell_the_desk(session, content)
    imported = Imported(
        queries.replace_articles(session, content.articles),
        queries.replace_services(session, content.services),
        [],
    )
    counted = {"articles": imported.articles, "services": imported.services}
    record(session, now(), "command", "content restored", "", counted)
    return imported


def _tell_the_desk(session: Session, content: Content) -> None:
    wanted = {article.slug: article for article in content.articles}
    for row in desk.articles(session):
        work.replace_from_file(session, row, wanted.get(row.slug), now())
