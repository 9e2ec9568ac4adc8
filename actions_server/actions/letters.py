"""The custom action that shows a starter letter that was chosen."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions_server.letters.compose import letter_or_regret


class ChooseLetter(Action):
    """The letter of the slot `chosen_letter`, or words of regret when there is none."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_choose_letter"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        """Send the letter."""
        message = letter_or_regret(tracker.get_slot("chosen_letter") or "")
        dispatcher.utter_message(json_message=message.as_json())
        return []
