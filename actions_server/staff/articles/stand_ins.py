"""An unfinished article as far as it goes: what is missing or wrong has something in its place."""

from datetime import date, timedelta
from typing import Any

from knowledge_base.article import STAGE_TITLES, Article
from knowledge_base.problems import Problem
from knowledge_base.reading import article_of

# Shown as they were typed, however long or short.
_WORDS = ("title", "answer", "body", "owner")
_ASKED = [f"(way of asking {number} is missing)" for number in range(1, 9)]


def as_far_as_it_goes(content: dict, today: date) -> tuple[Article, list[Problem]]:
    """The article, and the problems of the fields that it cannot be made from as they are."""
    problems: list[Problem] = []
    article = article_of(content, problems)
    if article is not None:
        return article, problems
    instead = _instead(content, today)
    fit = content
    # A second round: two fields may be wrong only together, such as the two dates.
    for _ in range(2):
        found: list[Problem] = []
        article = article_of(fit, found)
        if article is not None:
            break
        wrong = {problem.field.split(".")[0] for problem in found}
        fit = {name: value for name, value in fit.items() if name in instead}
        fit |= {name: instead[name] for name in instead if name in wrong or name not in fit}
    if article is None:
        article = Article.model_validate(instead)
    typed = {name: content[name] for name in _WORDS if str(content.get(name, "")).strip()}
    return article.model_copy(update=typed), problems


def fields_at_fault(problems: list[Problem]) -> set[str]:
    """The fields that the problems are about."""
    return {problem.field.split(".")[0] for problem in problems}


def _instead(content: dict, today: date) -> dict[str, Any]:
    return {
        "slug": content["slug"],
        "area": content["area"],
        "title": "(no title yet)",
        "answer": "(no answer yet)",
        "steps": ["(no step yet)"],
        "asked_as": _ASKED,
        "body": "(nothing here yet)",
        "sources": [{"title": "(no source yet)"}],
        "facts": [],
        "services": [],
        "offers": [],
        "topics": ["jargon"],
        "stage": next(iter(STAGE_TITLES)),
        "ages": [0, 25],
        "reviewed_on": today,
        "review_by": today + timedelta(days=1),
        "valid_until": None,
        "owner": "(nobody yet)",
    }
