"""The pages beside the guides: the chat, the demonstration page, reports and promises."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.conversation.routes import LONGEST_TEXT
from actions_server.web.pages import STATIC, render
from knowledge_base.article import STAGE_TITLES

LOADER_TYPE = "text/javascript"
FRESH_FOR = 3600  # seconds a council's page may keep the loader before it looks for a newer one
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Here = Annotated[Assistant, Depends(the_assistant)]


@router.get("/")
async def demonstration(request: Request) -> HTMLResponse:
    """A page such as a council's own, with the widget on it."""
    return render(request, "home.html", stages=STAGE_TITLES)


@router.get("/chat")
async def chat(request: Request, here: Here) -> HTMLResponse:
    """The chat page; everything said in it comes through /api/conversations."""
    return render(
        request,
        "chat/chat.html",
        longest_text=LONGEST_TEXT,
        about_to_end=wording.ABOUT_TO_END,
        idle_minutes=round(here.settings.idle_minutes),
    )


@router.get(
    "/widget.js", response_class=FileResponse, responses={200: {"content": {LOADER_TYPE: {}}}}
)
async def widget() -> FileResponse:
    """The loader that a council's page includes."""
    headers = {"Cache-Control": f"public, max-age={FRESH_FOR}"}
    return FileResponse(STATIC / "widget.js", media_type=LOADER_TYPE, headers=headers)


@router.get("/accessibility")
async def accessibility(request: Request) -> HTMLResponse:
    """How far everybody can use this, what falls short, and whom to tell."""
    return render(request, "accessibility.html")
