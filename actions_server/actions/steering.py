"""The custom actions that steer: beginning again, stopping, and what a stray word is met with."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions_server import wording
from actions_server.actions.journeys import IN_JOURNEY, leave
from actions_server.answering.compose import TALK_TO_A_PERSON, offered
from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.journeys.journey import shared
from actions_server.messages import Choice, Message


class Stop(Action):
    """Whatever was going on is over; it can be taken up again."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_stop"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Leave the journey, if there is one."""
        over = leave(tracker)
        again = _again(tracker.get_slot(IN_JOURNEY)) if over else []
        _say(dispatcher, wording.STOPPED, [*again, TALK_TO_A_PERSON])
        return over


class StartAgain(Action):
    """A fresh start: nothing that was said is carried over."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_start_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Leave the journey and empty every slot."""
        _say(dispatcher, wording.START_AGAIN, [])
        filled = [slot for slot, value in tracker.slots.items() if value is not None]
        return [*leave(tracker), *(SlotSet(slot, None) for slot in filled)]


class ExplainQuestion(Action):
    """A word that answers nothing: how to answer, and that stopping is all right."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_explain_question"

    async def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Say so; the form then asks again."""
        _say(dispatcher, shared()["choose"], [])
        return []


class NoJourney(Action):
    """A choice, or a step back, that belongs to a journey that is over."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_no_journey"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Offer to start it again."""
        again = _again(tracker.get_slot(IN_JOURNEY))
        _say(dispatcher, shared()["ended"], [*again, TALK_TO_A_PERSON])
        return []


STEERING = (Stop, StartAgain, ExplainQuestion, NoJourney)


def _again(name: str | None) -> list[Choice]:
    return offered([name]) if name in JOURNEYS else []


def _say(dispatcher: CollectingDispatcher, text: str, choices: list[Choice]) -> None:
    message = Message(kind="text", outcome="small_talk", text=text, choices=choices)
    dispatcher.utter_message(json_message=message.as_json())
