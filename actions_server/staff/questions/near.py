"""The articles that come nearest to a question, and why each lost."""

from dataclasses import dataclass

from knowledge_base.article import Article
from knowledge_base.library import Library
from knowledge_base.search import Result

SHOWN = 3


@dataclass(frozen=True)
class Near:
    """An article with the probability that it settles the question, and why it is not given."""

    article: Article
    score: float
    why: str


def nearest(phrase: str, library: Library, not_helpful: frozenset[str]) -> list[Near]:
    """The nearest articles, the likeliest first."""
    result = library.search(phrase, limit=SHOWN)
    return [
        Near(found.article, found.score, _why(place, result, library, not_helpful))
        for place, found in enumerate(result.found)
    ]


def _why(place: int, result: Result, library: Library, not_helpful: frozenset[str]) -> str:
    tuning, found = library.searcher.tuning, result.found[place]
    is_given = result.decision == "answer" and place < (2 if result.both else 1)
    if is_given and found.article.slug in not_helpful:
        return "It is given, and families said that it did not help."
    if is_given:
        return "It is given now."
    if place and found.score < result.found[0].score / 2:
        return "The one above is nearer."
    if result.why == "out-of-scope":
        return "The question sounds as if it were about something else."
    if found.score < tuning.clarify_from:
        return f"It takes {tuning.clarify_from:.0%} to be offered as a choice."
    if found.score < tuning.answer_from:
        return f"Offered as a choice. It takes {tuning.answer_from:.0%} to be the answer."
    return "Offered as a choice, since another one is too near."
