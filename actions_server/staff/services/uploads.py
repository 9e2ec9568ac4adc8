"""A file that staff send: read only once it is known who sends it, and only up to a size."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message

from actions_server import wording
from actions_server.problems import Problem

PATH = "/staff/services/import/file"
LARGEST_FILE = 10_000_000  # bytes; larger lists are brought in by whoever runs the service
SLOWEST = 120.0  # seconds that a file may take to arrive
_ROOM = 10_000  # for the other fields
TOO_LARGE = (
    f"The file is larger than {LARGEST_FILE // 1_000_000} MB, so nothing was read. Ask whoever "
    "runs the service to bring it in, or leave out what families are not shown."
)
SEND_AGAIN = (
    "You were signed out, because you had not used this service for an hour.\n"
    "Sign in, then choose the file once more."
)


@dataclass(frozen=True)
class Sent:
    """The name and the content of a file, both empty where none was chosen, and what was typed
    beside it."""

    file: str
    content: bytes
    typed: str


async def read_upload(request: Request) -> Sent:
    """The file of a request, from its field `file`, and the text of `file_name`.

    Raises Problem 413 as soon as it is too large, and 408 when it is too long in coming.
    """
    came = 0

    async def receive() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > LARGEST_FILE + _ROOM:
            raise MultiPartException(TOO_LARGE)  # so that the parser lets go of what it has
        return message

    claimed = request.headers.get("content-length", "")
    if claimed.isdigit() and int(claimed) > LARGEST_FILE + _ROOM:
        raise Problem(413, TOO_LARGE)
    try:
        limited = Request(request.scope, receive)
        async with asyncio.timeout(SLOWEST), limited.form(max_files=1, max_fields=5) as form:
            sent, typed = form.get("file"), form.get("file_name")
            text = typed if isinstance(typed, str) else ""
            if not isinstance(sent, UploadFile):
                return Sent("", b"", text)
            return Sent(sent.filename or "", await sent.read(), text)
    except HTTPException as error:
        raise Problem(413, TOO_LARGE) if error.detail == TOO_LARGE else error from None
    except TimeoutError:
        raise Problem(408, wording.TOO_SLOW) from None
