"""What the door may send: a conversation, and either words or a choice."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.domain import Domain

CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Refused(ValueError):
    """The body cannot be used; the message says why, without repeating any of it."""


@dataclass(frozen=True)
class Incoming:
    """One message: words as typed, or an intent that was chosen, with its entities."""

    conversation: str
    text: str = ""
    intent: str | None = None
    entities: dict[str, str] = field(default_factory=dict)

    def as_user_message(self) -> UserMessage:
        """The message as Rasa takes it.

        A choice brings its own reading, so no text is ever parsed for it. Words lose the slashes
        they begin with, because Rasa obeys a text that starts with one ("/restart") as a command.
        """
        words = self.text.lstrip("/\\ \t\r\n")
        intent = self.intent or (None if words else "ask")
        if intent is None:
            return UserMessage(text=words, sender_id=self.conversation, input_channel="door")
        found = [{"entity": name, "value": value} for name, value in self.entities.items()]
        parsed = {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": found}
        return UserMessage(
            text="", sender_id=self.conversation, input_channel="door", parse_data=parsed
        )


def read_incoming(body: bytes, domain: Domain) -> Incoming:
    """The message in a request body. Raises Refused when anything about it is wrong."""
    try:
        given = json.loads(body)
    except ValueError:
        raise Refused("The body must be JSON.") from None
    if not isinstance(given, dict):
        raise Refused("The body must be a JSON object.")
    conversation = given.get("conversation")
    if not isinstance(conversation, str) or not CONVERSATION.fullmatch(conversation):
        raise Refused("conversation must be 1 to 64 letters, digits, hyphens or underscores.")
    if ("text" in given) == ("intent" in given):
        raise Refused("Give exactly one of text and intent.")
    if "text" in given:
        return Incoming(conversation, text=_text(given))
    return Incoming(conversation, intent=_intent(given, domain), entities=_entities(given, domain))


def _text(given: dict[str, Any]) -> str:
    text = given["text"]
    if not isinstance(text, str) or not text.strip():
        raise Refused("text must be words.")
    if "entities" in given:
        raise Refused("entities belong to an intent, not to a text.")
    return text


def _intent(given: dict[str, Any], domain: Domain) -> str:
    # Rasa's own intents ("restart", "back", ...) would run its default actions.
    intent = given["intent"]
    if not isinstance(intent, str) or intent not in set(domain.intents) - set(DEFAULT_INTENTS):
        raise Refused("intent must be one that the assistant knows.")
    return intent


def _entities(given: dict[str, Any], domain: Domain) -> dict[str, str]:
    entities = given.get("entities", {})
    if not isinstance(entities, dict):
        raise Refused("entities must be an object.")
    for name, value in entities.items():
        if name not in domain.entities or not isinstance(value, str):
            raise Refused("entities must be known to the assistant, each with a string.")
    return entities
