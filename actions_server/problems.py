"""One error root and one body for every error: application/problem+json (RFC 9457)."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from actions_server import wording
from actions_server.web.pages import problem_page

logger = logging.getLogger(__name__)


class Problem(Exception):
    """Something a caller can be told: a status, and a sentence on what to do about it."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
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
        return problem(request, error.status, error.detail)

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        return problem(request, 422, _what_is_wrong(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        details = {404: wording.NOT_FOUND, 405: wording.NOT_ALLOWED}
        return problem(
            request, error.status_code, details.get(error.status_code, str(error.detail))
        )

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        # The type and place only: a message of an exception may hold what a family typed.
        logger.error("unexpected %s", type(error).__name__)
        return problem(request, 500, wording.OUR_FAULT)


def _what_is_wrong(error: RequestValidationError) -> str:
    kinds = {fault["type"] for fault in error.errors()}
    if "string_too_long" in kinds:
        return wording.TOO_LONG
    if "string_too_short" in kinds:
        return wording.EMPTY
    return wording.NOT_UNDERSTOOD
