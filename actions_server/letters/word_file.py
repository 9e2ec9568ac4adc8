"""A starter letter as a Word file: the blanks stand open, nothing of the family is in it."""

import io
import re
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from actions_server.letters.compose import notes
from actions_server.letters.words import words
from knowledge_base.letter import StarterLetter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARTS = re.compile(r"(\[[^\[\]]*\])")
_SIZE = Pt(12)  # what is easy to read on paper


def as_word_file(letter: StarterLetter) -> bytes:
    """The letter on its own pages, then a page of notes to take out before it is sent."""
    document = Document()
    _set_up(document, letter)
    for text in letter.paragraphs:
        _write(document.add_paragraph(), text)
    document.add_page_break()
    document.add_heading(letter.title, level=1)
    for text in [words()["not_sent"], *notes(letter)]:
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: WordDocument, letter: StarterLetter) -> None:
    """Language, font and properties, so that a screen reader speaks English and no name is kept."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", _SIZE
    language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    style.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = letter.title, "en-GB"
    properties.created = properties.modified = datetime.combine(
        letter.reviewed_on, datetime.min.time()
    )


def _write(paragraph: Paragraph, text: str) -> None:
    """A paragraph whose blanks are marked, so that none is overlooked."""
    for part in _PARTS.split(text):
        if part:
            run = paragraph.add_run(part)
            if _PARTS.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
