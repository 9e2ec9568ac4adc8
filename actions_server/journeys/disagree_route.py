"""`disagree_route`: the choices in order with their deadlines, free independent help first."""

from datetime import date

from actions_server.answering import compose
from actions_server.ehc_clock.as_message import due_message
from actions_server.ehc_clock.clock import what_is_due
from actions_server.journeys.journey import (
    SKIPPED,
    Answers,
    Journey,
    read_questions,
    read_texts,
)
from actions_server.journeys.local import national_cards, result
from actions_server.messages import Message
from knowledge_base.library import Library

TEXTS = read_texts("disagree_route")
# The decisions that can be appealed, which are stages of the EHC clock.
APPEALABLE = ("refused-assessment", "refused-plan", "final", "plan-to-end")


def needed(known: Answers) -> list[str]:
    """The date matters only where a time limit runs from the letter."""
    asked = ["disagree_with", "disagree_about"]
    return [*asked, "decision_date"] if known.get("disagree_about") in APPEALABLE else asked


def finish(known: Answers, library: Library) -> list[Message]:
    """The choices, then the dates that follow from the letter where its date is known."""
    about = known["disagree_about"]
    appealable = about in APPEALABLE
    first = TEXTS["first"].format(advice=library.pack.independent_advice.name)
    rest = TEXTS["appealable"] if appealable else TEXTS["steps"][about]
    ending = TEXTS["ending"]["appealable" if appealable else "other"]
    topics = TEXTS["topics_for"][about]
    advice = compose.contacts(library)[:1]
    others = national_cards(library, topics)
    choices = result(
        opening=TEXTS["opening"],
        heading=TEXTS["heading"],
        steps=[first, *rest],
        ending=TEXTS["ending"].get(about, ending),
        cards=[*advice, *others],
        article_topics=topics,
        offers=["letter"],
        library=library,
    )
    written = known.get("decision_date", SKIPPED)
    if not appealable or written == SKIPPED:
        return [choices]
    due = what_is_due(about, date.fromisoformat(written), date.today())
    return [choices, due_message(due)]


JOURNEY = Journey("disagree_route", TEXTS, read_questions(TEXTS), needed, finish)
