"""Starter letters: to choose from, to read and print with open blanks, and to download."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from actions_server import wording
from actions_server.letters.compose import word_file as address_of_word_file
from actions_server.letters.word_file import MEDIA_TYPE, as_word_file
from actions_server.problems import Problem
from actions_server.web.pages import render
from knowledge_base.letter import StarterLetter, read_letters

router = APIRouter(prefix="/letters", tags=["letters"])


@router.get("/", response_class=HTMLResponse)
def letters(request: Request) -> HTMLResponse:
    """Every starter letter, with what it is for."""
    return render(request, "letters/index.html", letters=read_letters())


@router.get("/{name}.docx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
def word_file(name: str) -> Response:
    """A starter letter as a Word file with its blanks left open."""
    letter = _letter(name)
    headers = {"Content-Disposition": f'attachment; filename="{letter.id}.docx"'}
    return Response(as_word_file(letter), media_type=MEDIA_TYPE, headers=headers)


@router.get("/{name}", response_class=HTMLResponse)
def letter(request: Request, name: str) -> HTMLResponse:
    """A starter letter on a page of its own, which prints with lines to write on."""
    found = _letter(name)
    return render(
        request, "letters/letter.html", letter=found, word_file=address_of_word_file(found)
    )


def _letter(name: str) -> StarterLetter:
    letter = next((item for item in read_letters() if item.id == name), None)
    if letter is None:
        raise Problem(404, wording.NO_SUCH_ARTICLE)
    return letter
