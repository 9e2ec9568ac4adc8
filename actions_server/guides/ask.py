"""The assistant without JavaScript: a form, and the whole conversation on one page.

Everything is sent with one form, by POST, and the conversation's id travels in a hidden field: not
in an address, which browsers and proxies remember, and not in a cookie.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from actions_server import wording
from actions_server.answering.compose import NOT_HELPFUL
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.memory import Conversation
from actions_server.conversation.rating import rate
from actions_server.conversation.receive import Incoming, help_alone, receive
from actions_server.conversation.redact import redact
from actions_server.conversation.routes import LONGEST_TEXT
from actions_server.conversation.tidy import tidy
from actions_server.ehc_clock.calendar_file import MEDIA_TYPE, calendar_file, still_to_come
from actions_server.guides.form import described, fields_of
from actions_server.guides.layout import lay_out
from actions_server.problems import Problem
from actions_server.web.limits import address_of
from actions_server.web.pages import render

router = APIRouter(prefix="/ask", tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]
FORM = described("text", "choice", "helpful", "conversation", "after", "end")


@dataclass(frozen=True)
class Sent:
    """What the form holds: words, or a button that was pressed.

    choice: the value of a choice; helpful: "yes:" or "no:" and an answer's id; after: the exchanges
    that the page showed, so that a reload is noticed; end: clear it all.
    """

    text: str = ""
    choice: str = ""
    helpful: str = ""
    conversation: str = ""
    after: str = ""
    end: str = ""


@router.get("")
async def form(request: Request, here: Here) -> HTMLResponse:
    """The empty form; a conversation starts with the first question."""
    return _page(request, here)


@router.post("", openapi_extra=FORM)
async def ask(request: Request, here: Here) -> HTMLResponse:
    """Answer what was typed or pressed, with the conversation so far; or clear it."""
    fields = await fields_of(request)
    sent = Sent(**{name: fields.get(name, "") for name in Sent.__dataclass_fields__})
    if sent.end:
        await here.forget(sent.conversation)
        return _page(request, here, notice="ended")
    conversation = here.conversations.find(sent.conversation)
    if sent.conversation and conversation is None:
        # A choice or a follow-up means nothing without what stood before it.
        found = help_alone(sent.text, here.means)
        return _page(request, here, text=sent.text, notice="gone", help=found, status=404)
    if fault := _what_is_wrong(sent):
        return _page(request, here, conversation, text=sent.text, fault=fault, status=422)
    conversation = conversation or here.conversations.start()
    conversation.channel = "ask"
    await here.know_staff(request, conversation)
    try:
        await _take(sent, conversation, here, address_of(request))
    except Problem as problem:
        page = _page(
            request,
            here,
            conversation,
            text=sent.text,
            fault=problem.detail,
            status=problem.status,
        )
        page.headers.update(problem.headers)
        return page
    was_pressed = sent.choice or sent.helpful
    return _page(request, here, conversation, text=sent.text if was_pressed else "")


@router.post(
    "/dates.ics",
    openapi_extra=described("conversation", "dates"),
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}}},
)
async def calendar(request: Request, here: Here) -> Response:
    """The dates of one exchange that are still to come, for a calendar. dates: which exchange."""
    fields = await fields_of(request)
    conversation = here.conversations.find(fields.get("conversation", ""))
    if conversation is None:
        raise Problem(404, wording.GONE)
    place = fields.get("dates", "")
    turn = dict(enumerate(conversation.turns)).get(int(place) if place.isdecimal() else -1)
    lines = [line for message in turn.messages for line in message.dates] if turn else []
    if not still_to_come(lines):
        raise Problem(422, wording.NOT_OFFERED)
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(calendar_file(lines), media_type=MEDIA_TYPE, headers=headers)


@router.post(
    "/leave",
    openapi_extra=described("conversation"),
    status_code=303,
    response_class=RedirectResponse,
)
async def leave(request: Request, here: Here) -> RedirectResponse:
    """Forget the conversation, then go to a page of another site that says nothing of this one."""
    fields = await fields_of(request)
    await here.forget(fields.get("conversation", ""))
    return RedirectResponse(here.library.pack.quick_exit, status_code=303)


async def _take(sent: Sent, conversation: Conversation, here: Assistant, address: str) -> None:
    """The conversation has what was sent, and the reply to it. Raises Problem."""
    text, choice = ("", sent.choice) if sent.choice or sent.helpful else (sent.text, "")
    if sent.helpful:
        said, _, answer_id = sent.helpful.partition(":")
        is_first = rate(conversation, answer_id, said == "yes", here.means)
        latest = conversation.messages[-1]
        # An earlier answer is only rated: what to try next is about the latest one.
        if not is_first or said == "yes" or latest.answer_id != answer_id:
            return
        choice = NOT_HELPFUL.value
    if not _is_sent_again(sent, choice, conversation):
        await receive(Incoming(conversation, text, choice, address), here.means)


def _is_sent_again(sent: Sent, choice: str, conversation: Conversation) -> bool:
    """Whether this was answered before: the page was reloaded, or sent twice on a bad line."""
    place = int(sent.after) if sent.after.isdecimal() and len(sent.after) < 4 else None
    if place is None or place >= len(conversation.turns):
        return False
    said = conversation.offered.get(choice) if choice else redact(tidy(sent.text)).text
    return conversation.turns[place].said == said


def _what_is_wrong(sent: Sent) -> str:
    if sent.choice or sent.helpful:
        return ""
    if not sent.text.strip():
        return wording.EMPTY
    return wording.TOO_LONG if len(sent.text) > LONGEST_TEXT else ""


def _page(
    request: Request,
    here: Assistant,
    conversation: Conversation | None = None,
    status: int = 200,
    **values: Any,
) -> HTMLResponse:
    """values: text, what stands in the box; notice, "gone" or "ended"; fault, what to mend; help,
    messages for someone in danger whose conversation has gone."""
    return render(
        request,
        "ask/ask.html",
        status,
        **{"text": "", "notice": "", "fault": "", "help": [], **values},
        conversation=conversation.id if conversation else "",
        turns=conversation.turns if conversation else [],
        rated=conversation.rated if conversation else {},
        lay_out=lay_out,
        longest_text=LONGEST_TEXT,
        idle_minutes=round(here.settings.idle_minutes),
    )
