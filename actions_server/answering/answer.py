"""A question to Messages: search decides, compose words it. The one way to answer."""

from dataclasses import dataclass

from actions_server import wording
from actions_server.answering import compose
from actions_server.messages import Message
from knowledge_base import glossary
from knowledge_base.library import Library

MOST_CHOICES = 3
JARGON = "jargon"  # the topic


@dataclass(frozen=True)
class Answered:
    """Messages for the family, and what the conversation is about from here on.

    article: the slug answered with, or None; candidates: slugs of others it may have been.
    """

    messages: list[Message]
    article: str | None = None
    candidates: tuple[str, ...] = ()


def answer_question(question: str, library: Library, before: str | None = None) -> Answered:
    """Answer an open question; before is the slug of the article that was answered with last."""
    earlier = library.article(before) if before else None
    result = library.search(question, before=earlier.topics[0] if earlier else None)
    articles = [found.article for found in result.found]
    slugs = tuple(article.slug for article in articles)
    if result.both:
        messages = [compose.answer(article, library) for article in articles[:2]]
        return Answered(messages, slugs[0], slugs[2:])
    if articles and articles[0].topics[0] == JARGON and (meanings := _meanings(question)):
        return Answered([compose.answer(articles[0], library, meanings)], slugs[0], slugs[1:])
    if result.decision == "answer":
        return Answered([compose.answer(articles[0], library)], slugs[0], slugs[1:])
    if result.decision == "clarify":
        return Answered([compose.clarify(articles[:MOST_CHOICES])], None, slugs)
    return Answered([_abstain(result.why or "unclear", library)], None, slugs)


def answer_with(slug: str, library: Library, candidates: tuple[str, ...] = ()) -> Answered:
    """Answer with the article a family chose; with words of regret when it is gone."""
    article = library.article(slug)
    if article is None:
        gone = Message(kind="text", outcome="error", text=wording.NOTHING_CHOSEN)
        return Answered([gone])
    others = tuple(other for other in candidates if other != slug)
    return Answered([compose.answer(article, library)], slug, others)


def other_choices(library: Library, article: str | None, candidates: tuple[str, ...]) -> Answered:
    """After an answer that did not help: the next nearest articles, or people to ask."""
    others = [library.article(slug) for slug in candidates if slug != article]
    known = [other for other in others if other]
    if not known:
        return hand_over(library, article, wording.NO_OTHER_CHOICES)
    offered, rest = known[:MOST_CHOICES], known[MOST_CHOICES:]
    message = compose.clarify(offered, wording.OTHER_CHOICES)
    return Answered([message], None, tuple(other.slug for other in rest))


def hand_over(library: Library, article: str | None, text: str = wording.HAND_OVER) -> Answered:
    """Who to contact about what the conversation is about."""
    about = library.article(article) if article else None
    return Answered([compose.people(text, "handover", library, about)], article)


def _meanings(question: str) -> str:
    """What the abbreviations in a question mean, in the words of the glossary; empty for none."""
    found = glossary.mentioned(question)
    return " ".join(wording.MEANS.format(short=t.short, meaning=t.meaning) for t in found)


def _abstain(why: str, library: Library) -> Message:
    pack = library.pack
    match why:
        case "unsafe":
            return compose.people(wording.REFUSED, "refused", library)
        case "empty":
            return Message(kind="text", outcome="abstained", text=wording.NOTHING_TO_READ)
        case "small-talk":
            return Message(kind="text", outcome="abstained", text=wording.WHAT_WOULD_YOU_LIKE)
        case "out-of-scope":
            text = wording.OUT_OF_SCOPE.format(switchboard=pack.switchboard.name)
            return compose.people(text, "abstained", library)
        case _:
            text = wording.NOT_SURE.format(who=pack.independent_advice.name)
            return compose.people(text, "abstained", library)
