"""The custom actions that answer: each reads the tracker, answers, and sets the slots."""

import asyncio
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions_server.answering.answer import (
    Answered,
    answer_question,
    answer_with,
    hand_over,
    other_choices,
)
from knowledge_base.library import Library

Reply = Callable[[Library, Tracker], Answered]
WHAT_WE_KEEP = "privacy"  # the topic
FEWEST_WORDS_OF_A_TOPIC = 5  # "can I talk to someone" names none


class Answering(Action):
    """A Rasa action made of its name and a function from library and tracker to an answer."""

    def __init__(self, name: str, reply: Reply, library: Callable[[], Library]) -> None:
        self._name = name
        self._reply = reply
        self._library = library

    def name(self) -> str:
        """The action's name in the domain."""
        return self._name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Send the messages and set what the next turn is read with."""
        # In a thread, so that a slow search holds up no other conversation.
        answered = await asyncio.to_thread(self._reply, self._library(), tracker)
        for message in answered.messages:
            dispatcher.utter_message(json_message=message.as_json())
        return [
            SlotSet("article", answered.article),
            SlotSet("candidates", list(answered.candidates)),
            SlotSet("failures", answered.failures),
        ]


def answer(library: Library, tracker: Tracker) -> Answered:
    """Answer the latest message."""
    text = tracker.latest_message.get("text") or ""
    failures = int(tracker.get_slot("failures") or 0)
    return answer_question(text, library, tracker.get_slot("article"), failures)


def choose_article(library: Library, tracker: Tracker) -> Answered:
    """Answer with the article that was chosen."""
    slug = tracker.get_slot("chosen_article") or ""
    return answer_with(slug, library, _candidates(tracker))


def offer_others(library: Library, tracker: Tracker) -> Answered:
    """Offer what else it may have been, or people."""
    return other_choices(library, tracker.get_slot("article"), _candidates(tracker))


def name_people(library: Library, tracker: Tracker) -> Answered:
    """Who to contact about what the wish names, or else about what was talked of before."""
    text = tracker.latest_message.get("text") or ""
    result = library.search(text) if len(text.split()) > FEWEST_WORDS_OF_A_TOPIC else None
    if result and result.decision == "answer":
        return hand_over(library, result.found[0].article.slug)
    return hand_over(library, tracker.get_slot("article"))


def what_we_keep(library: Library, tracker: Tracker) -> Answered:
    """The article on privacy, which needs no search."""
    article = library.on_topic(WHAT_WE_KEEP)
    return answer_with(article.slug if article else "", library)


ACTIONS: dict[str, Reply] = {
    "action_answer": answer,
    "action_choose_article": choose_article,
    "action_other_choices": offer_others,
    "action_hand_over": name_people,
    "action_what_we_keep": what_we_keep,
}


def _candidates(tracker: Tracker) -> tuple[str, ...]:
    return tuple(tracker.get_slot("candidates") or ())
