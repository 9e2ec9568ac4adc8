"""The assistant without JavaScript: a form, and the whole conversation on one page.

The conversation's id travels in a hidden field, never in an address. The form is multipart, because
a percent-encoded one would swell 2,000 letters of Punjabi or Urdu past the largest body.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.memory import Conversation
from actions_server.conversation.receive import Incoming, receive
from actions_server.conversation.routes import LONGEST_TEXT
from actions_server.messages import Message
from actions_server.problems import Problem
from actions_server.web.limits import address_of
from actions_server.web.pages import render

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]

# Read by hand, since a form that lacks a field is no error; described here for those who call it.
_FIELDS = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "maxLength": LONGEST_TEXT},
        "choice": {"type": "string"},
        "conversation": {"type": "string"},
        "end": {"type": "string"},
    },
}
FORM = {"requestBody": {"content": {"multipart/form-data": {"schema": _FIELDS}}}}
_LIST_MARK = re.compile(r"^(?:•|\d+\.)\s+")


@dataclass(frozen=True)
class Sent:
    """What the form holds. choice: the value of the choice that was pressed; end: clear it all."""

    text: str
    choice: str
    conversation: str
    end: bool


@router.get("/ask")
async def form(request: Request, here: Here) -> HTMLResponse:
    """The empty form; a conversation starts with the first question."""
    return _page(request, here)


@router.post("/ask", openapi_extra=FORM)
async def ask(request: Request, here: Here) -> HTMLResponse:
    """Answer what was typed or chosen, with the conversation so far; or clear it."""
    sent = _read(await request.form(max_files=0, max_fields=8))
    if sent.end:
        await here.forget(sent.conversation)
        return _page(request, here, notice="ended")
    conversation = here.conversations.find(sent.conversation)
    has_gone = bool(sent.conversation) and conversation is None
    notice = "gone" if has_gone else ""
    fault = _what_is_wrong(sent)
    if has_gone and sent.choice:
        # A choice means nothing without what it was offered with.
        return _page(request, here, text=sent.text, notice=notice, status=404)
    if fault:
        return _page(request, here, conversation, sent.text, notice, fault, 422)
    conversation = conversation or here.conversations.start()
    words = "" if sent.choice else sent.text
    incoming = Incoming(conversation, words, sent.choice, address_of(request))
    try:
        await receive(incoming, here.means)
    except Problem as problem:
        page = _page(request, here, conversation, sent.text, notice, problem.detail, problem.status)
        page.headers.update(problem.headers)
        return page
    left = sent.text if sent.choice else ""
    return _page(request, here, conversation, left, notice)


def own_words(message: Message) -> tuple[list[list[str]], list[list[str]]]:
    """The paragraphs of a message, as lines, without what its other parts show again.

    Two lists: what stands before those parts, and what follows them.
    """
    if message.kind == "answer":
        return [message.text.partition("\n\n")[0].splitlines()], []
    shown = {choice.title for choice in message.choices}
    shown |= {service.how_to_get for service in message.services}
    names = tuple(service.name for service in message.services)

    def is_repeated(line: str) -> bool:
        plain = _LIST_MARK.sub("", line)
        return plain != line and (plain in shown or (bool(names) and plain.startswith(names)))

    before: list[list[str]] = []
    after: list[list[str]] = []
    place = before
    for paragraph in message.text.split("\n\n"):
        lines = paragraph.splitlines()
        own = [line for line in lines if not is_repeated(line)]
        if own:
            place.append(own)
        if len(own) < len(lines):
            place = after
    return before, after


def _read(form: FormData) -> Sent:
    def field(name: str) -> str:
        value = form.get(name, "")
        # Browsers send line ends as two characters but count them as one.
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    return Sent(field("text"), field("choice"), field("conversation"), bool(field("end")))


def _what_is_wrong(sent: Sent) -> str:
    if sent.choice:
        return ""
    if not sent.text.strip():
        return wording.EMPTY
    return wording.TOO_LONG if len(sent.text) > LONGEST_TEXT else ""


def _page(
    request: Request,
    here: Assistant,
    conversation: Conversation | None = None,
    text: str = "",
    notice: str = "",
    fault: str = "",
    status: int = 200,
) -> HTMLResponse:
    """text: what stands in the box; notice: "gone" or "ended"; fault: what to mend."""
    turns = conversation.turns if conversation else []
    return render(
        request,
        "ask/ask.html",
        status,
        conversation=conversation.id if conversation else "",
        latest=turns[-1] if turns else None,
        earlier=turns[:-1],
        text=text,
        notice=notice,
        fault=fault,
        own_words=own_words,
        longest_text=LONGEST_TEXT,
        idle_minutes=round(here.settings.idle_minutes),
    )
