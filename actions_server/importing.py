"""Content files into the database: one area's pack or all of them, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from knowledge_base import queries
from knowledge_base.problems import Problem
from knowledge_base.reading import CONTENT, read_content


@dataclass(frozen=True)
class Imported:
    """How many rows changed, and which files were left out and why."""

    articles: int
    services: int
    problems: list[Problem]


def import_files(session: Session, root: Path = CONTENT) -> Imported:
    """Make the database hold what the files say. A faulty file is left out and named."""
    content = read_content(root)
    return Imported(
        queries.replace_articles(session, content.articles),
        queries.replace_services(session, content.services),
        content.problems,
    )
