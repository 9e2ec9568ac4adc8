"""The custom actions of the journeys: what a form asks, takes in and ends with."""

import asyncio
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.journeys.journey import Journey, shared
from actions_server.journeys.turn import OPEN_INTENTS, Said, ask, begin, take
from knowledge_base.library import Library

REQUESTED = "requested_slot"
SAY_FIRST = "say_first"  # the slot with what the next question begins with
IN_JOURNEY = "journey"  # the slot with the name of the journey that was started last
# Messages of any other intent tell nothing of the child ("can I talk to someone").
TELLING = OPEN_INTENTS | set(JOURNEYS)
EARLIER_READ = 4  # messages of the family that a journey looks back at


class TakeAnswer(Action):
    """`validate_<form>`: reads the latest message and says which question comes next.

    Setting no slot tells Rasa that the message is no answer; Rasa then answers it by its rules,
    and asks the question again.
    """

    def __init__(self, journey: Journey, library: Callable[[], Library]) -> None:
        self._journey = journey
        self._library = library

    def name(self) -> str:
        """The action's name in the domain."""
        return f"validate_{self._journey.form}"

    async def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """The slots that change, then the next slot to ask for."""
        journey = self._journey.within(self._library().pack)
        known = _known(journey, tracker)
        asked = tracker.get_slot(REQUESTED)
        if asked not in journey.slots or tracker.get_slot(IN_JOURNEY) != journey.name:
            return self._begin(tracker)
        if _was_interrupted(tracker, journey):
            return [SlotSet(SAY_FIRST, shared()["resumed"]), SlotSet(REQUESTED, asked)]
        step = take(journey, known, asked, _said(tracker))
        if step is None:
            return []
        known |= step.changes
        known = {slot: value for slot, value in known.items() if value is not None}
        return [
            SlotSet(SAY_FIRST, step.first or None),
            *(SlotSet(slot, value) for slot, value in step.changes.items()),
            SlotSet(REQUESTED, journey.next_slot(known)),
        ]

    def _begin(self, tracker: Tracker) -> list[EventType]:
        journey = self._journey
        step = begin(journey, _known(journey, tracker), _earlier(tracker))
        known = {**_known(journey, tracker), **step.changes}
        return [
            SlotSet(IN_JOURNEY, journey.name),
            SlotSet(SAY_FIRST, step.first or None),
            *(SlotSet(slot, value) for slot, value in step.changes.items()),
            SlotSet(REQUESTED, journey.next_slot(known)),
        ]


class AskFor(Action):
    """`action_ask_<form>_<slot>`: the question for a slot, with what is to be said first."""

    def __init__(self, journey: Journey, slot: str, library: Callable[[], Library]) -> None:
        self._journey = journey
        self._library = library
        self._slot = slot

    def name(self) -> str:
        """The action's name in the domain."""
        return f"action_ask_{self._journey.form}_{self._slot}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask."""
        journey = self._journey.within(self._library().pack)
        known = _known(journey, tracker)
        message = ask(journey, self._slot, known, tracker.get_slot(SAY_FIRST) or "")
        dispatcher.utter_message(json_message=message.as_json())
        return [SlotSet(SAY_FIRST, None)]


class Finish(Action):
    """`action_<journey>`: what the journey ends in; its own answers are then forgotten."""

    def __init__(self, journey: Journey, library: Callable[[], Library]) -> None:
        self._journey = journey
        self._library = library

    def name(self) -> str:
        """The action's name in the domain."""
        return f"action_{self._journey.name}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Send the messages; what other journeys may use stays known."""
        known = _known(self._journey, tracker)
        # In a thread, as answering is: what it looks up may take a moment.
        messages = await asyncio.to_thread(self._journey.finish, known, self._library())
        for message in messages:
            dispatcher.utter_message(json_message=message.as_json())
        return forget(self._journey)


def forget(journey: Journey) -> list[EventType]:
    """Empty the slots that belong to one journey alone."""
    own = [slot for slot in journey.slots if slot not in shared()["questions"]]
    return [SlotSet(slot, None) for slot in own]


def leave(tracker: Tracker) -> list[EventType]:
    """End the journey that is going on, if there is one."""
    name = (tracker.active_loop or {}).get("name")
    journey = next((one for one in JOURNEYS.values() if one.form == name), None)
    if journey is None:
        return []
    return [*forget(journey), SlotSet(REQUESTED, None), ActiveLoop(None)]


def journey_actions(library: Callable[[], Library]) -> list[Action]:
    """Every action of every journey, to be registered."""
    actions: list[Action] = []
    for journey in JOURNEYS.values():
        actions += [TakeAnswer(journey, library), Finish(journey, library)]
        actions += [AskFor(journey, slot, library) for slot in journey.slots]
    return actions


def _known(journey: Journey, tracker: Tracker) -> dict[str, str]:
    slots = {slot: tracker.get_slot(slot) for slot in journey.slots}
    return {slot: value for slot, value in slots.items() if value is not None}


def _said(tracker: Tracker) -> Said:
    latest = tracker.latest_message
    entities = {found["entity"]: found["value"] for found in latest.get("entities") or ()}
    return Said(
        latest.get("text") or "",
        (latest.get("intent") or {}).get("name") or "",
        entities.get("option", ""),
    )


def _intent(event: dict[str, Any]) -> str:
    return ((event.get("parse_data") or {}).get("intent") or {}).get("name") or ""


def _was_interrupted(tracker: Tracker, journey: Journey) -> bool:
    """Whether something else was done since the family's last message."""
    # Rasa writes the form itself down before it asks here.
    own = ("action_listen", "action_extract_slots", journey.form, None)
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action" and event["name"] not in own:
            return True
    return False


def _earlier(tracker: Tracker) -> list[str]:
    """What the family wrote, newest first, as far back as it started again."""
    texts: list[str] = []
    for event in reversed(tracker.events):
        if event["event"] == "action" and event["name"] == "action_start_again":
            break
        if event["event"] == "user" and event.get("text") and _intent(event) in TELLING:
            texts.append(event["text"])
    return texts[:EARLIER_READ]
