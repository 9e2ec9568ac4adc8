"""Changes of law, guidance and rates that are known to come, and which articles they concern."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge_base.article import Article, Line, Slug

FILE = Path(__file__).with_name("national_changes.yaml")
A_QUARTER = timedelta(days=91)  # how often one is read while nobody knows the day


class NationalChange(BaseModel):
    """Something that will be otherwise for families in England.

    starts: its first day, or None where none is known; facts: what it rests on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    what: Line
    starts: date | None = None
    topics: Annotated[list[Slug], Field(min_length=1)]
    facts: Annotated[list[Slug], Field(min_length=1)]
    source: Line

    def concerns(self, article: Article) -> bool:
        """Whether an article rests on the facts that change, or is about one of the topics."""
        about = set(self.topics) & set(article.topics)
        return bool(about or set(self.facts) & set(article.facts))

    def due(self, article: Article) -> date | None:
        """The day by which an article that it concerns is to be read because of it; None where it
        was read since it started."""
        if self.starts is None:
            return article.reviewed_on + A_QUARTER
        return self.starts if article.reviewed_on < self.starts else None


@cache
def read_changes() -> tuple[NationalChange, ...]:
    """Every change of national_changes.yaml, in its order; read once."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(NationalChange.model_validate(entry) for entry in raw)
