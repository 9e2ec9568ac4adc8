"""The HTTP interface of a conversation."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.entrance import paused
from actions_server.conversation.memory import Conversation
from actions_server.conversation.rating import rate
from actions_server.conversation.receive import Incoming, help_alone, receive
from actions_server.messages import Message
from actions_server.problems import Problem
from actions_server.web.limits import address_of

LONGEST_TEXT = 2000  # characters
router = APIRouter(prefix="/api/conversations", tags=["conversations"])
Here = Annotated[Assistant, Depends(the_assistant)]


class Opening(BaseModel):
    """How a conversation starts."""

    model_config = ConfigDict(extra="ignore")
    language: Annotated[str, Field(max_length=16)] = "en"
    # Programs with which staff try the assistant say so, and are left out of every count; in their
    # browsers staff are known by their session.
    staff: bool = False


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


class Replies(BaseModel):
    """What comes back for a message."""

    messages: list[Message]


class Living(Replies):
    """Replies of a conversation that lives; expires_in: seconds until it is gone, if nobody does
    anything more."""

    expires_in: int | None = None


class Opened(Living):
    """A conversation that has begun."""

    conversation: str


class Exchange(Replies):
    """What the family said (redacted; null when nothing) and the replies."""

    said: str | None


class History(Living):
    """Every reply, and the same in turns."""

    turns: list[Exchange]


# The replies themselves leave absent parts out, so the models describe them and do not make them.
@router.post("", status_code=201, response_model=None, responses={201: {"model": Opened}})
async def start(here: Here, request: Request, opening: Opening | None = None) -> dict[str, Any]:
    """Start a conversation; the first message says that this is a computer.

    No limit stands before it, since a cry for help needs a conversation to be sent to.
    """
    conversation = here.conversations.start()
    if opening and opening.staff:
        here.leave_out_staff(conversation)
    await here.know_staff(request, conversation)
    pack = here.library.pack
    text = wording.WELCOME.format(assistant=pack.assistant_name, area=pack.name)
    welcome = Message(kind="text", outcome="small_talk", text=text)
    pausing = [paused(here.library)] if here.entrance.is_paused else []
    conversation.remember(None, pausing or [welcome])
    return {
        "conversation": conversation.id,
        "messages": _as_json(conversation.messages),
        "expires_in": here.conversations.seconds_left(conversation),
    }


@router.post("/{conversation_id}/messages", response_model=None, responses={200: {"model": Living}})
async def say(here: Here, request: Request, conversation_id: str, said: Said) -> dict[str, Any]:
    """Answer one message. A risk is answered with help even where the conversation has ended."""
    text, choice = said.text or "", said.choice or ""
    if here.conversations.find(conversation_id) is None and (help_ := help_alone(text, here.means)):
        return {"messages": _as_json(help_)}
    conversation = _living(here, conversation_id)
    await here.know_staff(request, conversation)
    incoming = Incoming(conversation, text=text, choice=choice, address=address_of(request))
    return {
        "messages": _as_json(await receive(incoming, here.means)),
        "expires_in": here.conversations.seconds_left(conversation),
    }


@router.get("/{conversation_id}/messages", response_model=None, responses={200: {"model": History}})
async def so_far(here: Here, conversation_id: str) -> dict[str, Any]:
    """Every reply so far, and the same by turns with what the family said (redacted).

    expires_in: seconds until all of it is gone if the family does nothing more, so that a page can
    warn two minutes before. Asking for it counts as doing something.
    """
    conversation = _living(here, conversation_id)
    turns = [
        {"said": turn.said, "messages": _as_json(turn.messages)} for turn in conversation.turns
    ]
    return {
        "messages": _as_json(conversation.messages),
        "turns": turns,
        "expires_in": here.conversations.seconds_left(conversation),
    }


@router.post("/{conversation_id}/feedback", status_code=204, response_class=Response)
async def feedback(here: Here, conversation_id: str, feedback: Feedback) -> None:
    """Take in whether an answer helped."""
    conversation = _living(here, conversation_id)
    rate(conversation, feedback.answer_id, feedback.helpful, here.means)


@router.delete("/{conversation_id}", status_code=204, response_class=Response)
async def end(here: Here, conversation_id: str) -> None:
    """Forget a conversation at once, here and in Rasa; forgetting twice is no error."""
    await here.forget(conversation_id)


def _living(here: Assistant, conversation_id: str) -> Conversation:
    conversation = here.conversations.find(conversation_id)
    if conversation is None:
        raise Problem(404, wording.GONE)
    return conversation


def _as_json(messages: list[Message]) -> list[dict[str, Any]]:
    return [message.as_json() for message in messages]
