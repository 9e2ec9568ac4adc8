"""When an article's review is so long overdue that families are told, and what it then costs."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Self

from knowledge_base.article import Article

SETTINGS = Path(__file__).with_name("freshness.toml")


@dataclass(frozen=True)
class Freshness:
    """The values of freshness.toml; see there for why they are what they are.

    stale_after: time after review_by; penalty: in logits, off the score of the article's topic.
    """

    stale_after: timedelta
    penalty: float

    @classmethod
    @cache
    def load(cls) -> Self:
        """Read the file; a missing value is an error at start, never a silent zero."""
        raw = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
        return cls(timedelta(days=raw["stale_after_days"]), raw["penalty"])

    def is_stale(self, article: Article, today: date) -> bool:
        """Whether the review is so long overdue that families are told."""
        return today > article.review_by + self.stale_after

    def penalty_of(self, article: Article, today: date) -> float:
        """What the score of an article's topic loses on that day."""
        return self.penalty if self.is_stale(article, today) else 0.0
