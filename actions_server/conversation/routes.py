"""The HTTP interface of a conversation."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.memory import Conversation
from actions_server.conversation.receive import Incoming, receive
from actions_server.messages import Message
from actions_server.problems import Problem

LONGEST_TEXT = 2000  # characters
router = APIRouter(prefix="/api/conversations", tags=["conversations"])
Here = Annotated[Assistant, Depends(the_assistant)]


class Opening(BaseModel):
    """How a conversation starts."""

    model_config = ConfigDict(extra="ignore")
    language: Annotated[str, Field(max_length=16)] = "en"


class Said(BaseModel):
    """What a family sends: words of their own or a choice that was offered; anything else in the
    body is left unread."""

    model_config = ConfigDict(extra="ignore", strict=True)
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)] | None = None
    choice: Annotated[str, Field(min_length=1, max_length=200)] | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "Said":
        if (self.text is None) == (self.choice is None):
            raise ValueError("send either text or choice")
        return self


class Feedback(BaseModel):
    """Whether an answer helped."""

    model_config = ConfigDict(extra="ignore", strict=True)
    answer_id: Annotated[str, Field(min_length=1, max_length=64)]
    helpful: bool


@router.post("", status_code=201)
async def start(here: Here, opening: Opening | None = None) -> dict[str, Any]:
    """Start a conversation; the first message says that this is a computer."""
    conversation = here.conversations.start()
    pack = here.library.pack
    text = wording.WELCOME.format(assistant=pack.assistant_name, area=pack.name)
    conversation.remember(None, [Message(kind="text", outcome="small_talk", text=text)])
    return {"conversation": conversation.id, "messages": _as_json(conversation.messages)}


@router.post("/{conversation_id}/messages")
async def say(here: Here, conversation_id: str, said: Said) -> dict[str, Any]:
    """Answer one message."""
    conversation = _living(here, conversation_id)
    incoming = Incoming(conversation, text=said.text or "", choice=said.choice or "")
    return {"messages": _as_json(await receive(incoming, here.means))}


@router.get("/{conversation_id}/messages")
async def so_far(here: Here, conversation_id: str) -> dict[str, Any]:
    """Every reply so far, and the same by turns with what the family said (redacted)."""
    conversation = _living(here, conversation_id)
    turns = [
        {"said": turn.said, "messages": _as_json(turn.messages)} for turn in conversation.turns
    ]
    return {"messages": _as_json(conversation.messages), "turns": turns}


@router.post("/{conversation_id}/feedback", status_code=204, response_class=Response)
async def feedback(here: Here, conversation_id: str, feedback: Feedback) -> None:
    """Take in whether an answer helped."""
    conversation = _living(here, conversation_id)
    if feedback.answer_id not in {message.answer_id for message in conversation.messages}:
        raise Problem(422, wording.NO_SUCH_ANSWER)
    here.feedback["helpful" if feedback.helpful else "not helpful"] += 1


@router.delete("/{conversation_id}", status_code=204, response_class=Response)
async def end(here: Here, conversation_id: str) -> None:
    """Forget a conversation at once, here and in Rasa; forgetting twice is no error."""
    here.conversations.forget(conversation_id)
    if conversation_id.isalnum():
        await here.rasa.forget(conversation_id)


def _living(here: Assistant, conversation_id: str) -> Conversation:
    conversation = here.conversations.find(conversation_id)
    if conversation is None:
        raise Problem(404, wording.GONE)
    return conversation


def _as_json(messages: list[Message]) -> list[dict[str, Any]]:
    return [message.as_json() for message in messages]
