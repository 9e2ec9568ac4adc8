"""Starter letters to download."""

from fastapi import APIRouter
from fastapi.responses import Response

from actions_server import wording
from actions_server.letters.word_file import MEDIA_TYPE, as_word_file
from actions_server.problems import Problem
from knowledge_base.letter import read_letters

router = APIRouter(prefix="/letters", tags=["letters"])


@router.get("/{name}.docx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
def word_file(name: str) -> Response:
    """A starter letter as a Word file with its blanks left open."""
    letter = next((item for item in read_letters() if item.id == name), None)
    if letter is None:
        raise Problem(404, wording.NO_SUCH_ARTICLE)
    headers = {"Content-Disposition": f'attachment; filename="{letter.id}.docx"'}
    return Response(as_word_file(letter), media_type=MEDIA_TYPE, headers=headers)
