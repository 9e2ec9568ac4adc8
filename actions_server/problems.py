"""One error root and one body for every error: application/problem+json (RFC 9457)."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions_server import wording
from actions_server.web.pages import problem_page

logger = logging.getLogger(__name__)


# The errors that any address may answer with, as the description of the interface lists them.
_TYPES = {"title": "string", "detail": "string", "status": "integer"}
_SCHEMA = {
    "type": "object",
    "properties": {name: {"type": kind} for name, kind in _TYPES.items()},
    "required": list(_TYPES),
}
Described = dict[int | str, dict[str, Any]]
PROBLEMS: Described = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": _SCHEMA}},
    }
    for status in (400, 403, 404, 405, 408, 413, 422, 429, 503)
}
# The addresses of pages answer a browser with a page.
PAGE_PROBLEMS: Described = {
    status: {**described, "content": {**described["content"], "text/html": {}}}
    for status, described in PROBLEMS.items()
}


class Problem(Exception):
    """Something a caller can be told: a status, and a sentence on what to do about it."""

    def __init__(self, status: int, detail: str, retry_after: int | None = None) -> None:
        self.status = status
        # retry_after: seconds
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}
        self.detail = detail
        super().__init__(detail)


def problem(request: Request, status: int, detail: str) -> Response:
    """The error as a kind page where a browser asks for one, else as the one error body: title,
    detail in plain English, status."""
    page = problem_page(request, status, detail)
    if page:
        return page
    return JSONResponse(
        {"title": HTTPStatus(status).phrase, "detail": detail, "status": status},
        status_code=status,
        media_type="application/problem+json",
    )


def handle_problems(app: FastAPI) -> None:
    """Turn every error into a problem, with nothing of the request in it or in the log."""

    @app.exception_handler(Problem)
    async def known(request: Request, error: Problem) -> Response:
        response = problem(request, error.status, error.detail)
        response.headers.update(error.headers)
        return response

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        return problem(request, 422, _what_is_wrong(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        details = {
            400: wording.NOT_UNDERSTOOD,
            404: wording.NOT_FOUND,
            405: wording.NOT_ALLOWED,
        }
        return problem(
            request, error.status_code, details.get(error.status_code, str(error.detail))
        )


class UnexpectedErrors:
    """ASGI middleware: an error that nobody foresaw becomes a problem, inside the other middleware,
    so that its page has the same headers as every other."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; answer 500 where the application raises before its reply has begun."""
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            # The log writes its kind and place only: its words may hold what a family typed.
            logger.error("an unexpected error", exc_info=error)
            await problem(Request(scope), 500, wording.OUR_FAULT)(scope, receive, send)


def _what_is_wrong(error: RequestValidationError) -> str:
    kinds = {fault["type"] for fault in error.errors()}
    if "string_too_long" in kinds:
        return wording.TOO_LONG
    if "string_too_short" in kinds:
        return wording.EMPTY
    return wording.NOT_UNDERSTOOD
