"""A question to Messages: search decides, compose words it. The one way to answer."""

import re
from dataclasses import dataclass

from actions_server import wording
from actions_server.answering import compose, refusing
from actions_server.answering.about_send import is_about_send
from actions_server.answering.narrowing import is_vague, narrow
from actions_server.messages import Message
from knowledge_base import glossary
from knowledge_base.library import Library
from knowledge_base.spelling import common_words

MOST_CHOICES = 3
MOST_OTHERS = 2
JARGON = "jargon"  # the topic


@dataclass(frozen=True)
class Answered:
    """Messages for the family, and what the conversation is about from here on.

    article: the slug answered with, or None; candidates: slugs of others it may have been;
    failures: how many messages in a row were not answered.
    """

    messages: list[Message]
    article: str | None = None
    candidates: tuple[str, ...] = ()
    failures: int = 0


def answer_question(
    question: str, library: Library, before: str | None = None, failures: int = 0
) -> Answered:
    """Answer an open question.

    before: the slug of the article that was answered with last; failures: how many messages
    before this one, in a row, were not answered.
    """
    if is_vague(question):
        text = wording.TOPICS_INSTEAD if failures else wording.NARROW
        return Answered([narrow(library, text)], None, (), failures + 1)
    if refusing.is_surely_refused(question):
        refusal = refusing.refuse(question, library, failures > 0)
        return Answered([refusal], before, (), failures + 1)
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
        text = wording.CLARIFY_AGAIN if failures % 2 else wording.CLARIFY
        message = compose.clarify(articles[:MOST_CHOICES], library, text)
        return Answered([message], None, slugs, failures + 1)
    message = _abstain(question, result.why or "unclear", library, failures)
    return Answered([message], None, slugs, failures + 1)


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
    offered, rest = known[:MOST_OTHERS], known[MOST_OTHERS:]
    message = compose.clarify(offered, library, wording.OTHER_CHOICES, ["barrier"])
    return Answered([message], None, tuple(other.slug for other in rest))


def hand_over(library: Library, article: str | None, text: str = wording.HAND_OVER) -> Answered:
    """Who to contact about what the conversation is about."""
    about = library.article(article) if article else None
    return Answered([compose.people(text, "handover", library, about)], article)


def _meanings(question: str) -> str:
    """What the abbreviations in a question mean, in the words of the glossary; empty for none."""
    found = glossary.mentioned(question)
    return " ".join(wording.MEANS.format(short=t.short, meaning=t.meaning) for t in found)


def _abstain(question: str, why: str, library: Library, failures: int) -> Message:
    again = failures > 0
    match why:
        case "unsafe":
            return refusing.refuse(question, library, again)
        case "empty":
            return Message(kind="text", outcome="abstained", text=wording.NOTHING_TO_READ)
        case "small-talk" if not again:
            return Message(kind="text", outcome="abstained", text=wording.WHAT_WOULD_YOU_LIKE)
        # Search takes what no article comes near for a question about something else; a message in
        # the words of SEND is not that, and tells staff which guide is missing.
        case "out-of-scope" | "unclear" if is_about_send(question):
            return _without_a_guide(library, again)
        case "out-of-scope" if _has_words(question):
            return refusing.outside(library, again)
        case _:
            return _not_understood(library, failures)


def _has_words(question: str) -> bool:
    """Whether there is any English word in a text, so that it can be about something else."""
    return any(word in common_words() for word in re.findall(r"[a-z']{2,}", question.casefold()))


def _without_a_guide(library: Library, again: bool) -> Message:
    """The question was understood, and no guide settles it."""
    text = wording.NO_GUIDE_AGAIN if again else wording.NO_GUIDE
    who = library.pack.independent_advice.name
    return compose.people(text.format(who=who), "abstained", library)


def _not_understood(library: Library, failures: int) -> Message:
    """Never the same sentence twice in a row: say it another way, then topics, then a person."""
    match failures % 3:
        case 0:
            text = wording.NOT_SURE.format(who=library.pack.independent_advice.name)
            return compose.people(text, "abstained", library)
        case 1:
            return narrow(library, wording.TOPICS_INSTEAD, "abstained")
        case _:
            return compose.people(wording.STILL_NOT_SURE, "handover", library)
