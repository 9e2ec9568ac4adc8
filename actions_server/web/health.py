"""Whether the process lives, and whether the assistant can answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from actions_server.assistant import Assistant, the_assistant
from actions_server.database import transaction

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """200 while the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(here: Annotated[Assistant, Depends(the_assistant)]) -> JSONResponse:
    """200 when a family can be answered, fully or in limited mode; 503 when it cannot."""
    state: dict[str, Any] = {
        "database": _database(here),
        "index": "ok" if here.library.articles else "down",
        "rasa": "ok" if await here.rasa.is_ready() else "down",
        "articles": len(here.library.articles),
    }
    can_answer = state["index"] == "ok" and state["database"] == "ok"
    if can_answer and state["rasa"] == "down":
        state["rasa"] = "limited"
    return JSONResponse(state, status_code=200 if can_answer else 503)


def _database(here: Assistant) -> str:
    try:
        with transaction(here.engine) as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "down"
    return "ok"
