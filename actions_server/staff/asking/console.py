"""What the assistant would make of a question now, step by step."""

from dataclasses import dataclass

from actions_server.answering.answer import answer_question
from actions_server.conversation.crisis_help import crisis_reply
from actions_server.conversation.guard import recognise
from actions_server.conversation.redact import redact
from actions_server.conversation.tidy import tidy
from actions_server.messages import Message
from knowledge_base.library import Library
from knowledge_base.search import Result

LOOKED_AT = 8  # articles shown, those that nearly matched included


@dataclass(frozen=True)
class Tried:
    """heard: the question as search reads it, after personal details are left out; risk: what the
    guard recognised, or empty; result: what search found; messages: what a family would read."""

    heard: str
    risk: str
    result: Result
    messages: list[Message]


def try_question(question: str, library: Library) -> Tried | None:
    """Ask as a family that begins a conversation; None when there is nothing to read.

    Rasa is left out: it decides whether a message is a question at all, or the start of a journey.
    """
    plain = tidy(question)
    if not plain:
        return None
    risk = recognise(plain)
    heard = redact(plain).text
    result = library.search(heard, limit=LOOKED_AT)
    messages = answer_question(heard, library).messages
    if risk:
        messages = [Message.model_validate(crisis_reply(risk, library.pack)), *messages]
    return Tried(heard, str(risk.kind) if risk else "", result, messages)
