"""An article cut into passages: short texts that can be found on their own."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.article import Article

LONGEST = 120  # words; the encoders read about this much before they stop listening
_HEADING = re.compile(r"^#{2,4} +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A piece of an article.

    trail: where it stands, such as "The council is late › When it may be late";
    digest: changes when, and only when, what would be embedded changes.
    """

    slug: str
    trail: str
    text: str

    @property
    def searchable(self) -> str:
        """What is embedded and indexed: the trail lends a short passage its subject."""
        return f"{self.trail}. {self.text}"

    @property
    def digest(self) -> str:
        """SHA-256 of the searchable text, in hexadecimal."""
        return digest(self.searchable)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def split(article: Article) -> list[Passage]:
    """The answer first, then the steps, then the body section by section."""
    passages = [
        Passage(article.slug, article.title, article.answer),
        Passage(article.slug, f"{article.title} › What to do next", " ".join(article.steps)),
    ]
    for heading, section in _sections(article.body):
        trail = f"{article.title} › {heading}" if heading else article.title
        passages += [Passage(article.slug, trail, piece) for piece in _pieces(section)]
    return passages


def _sections(body: str) -> Iterator[tuple[str, str]]:
    parts = _HEADING.split(body)
    yield "", parts[0]
    waiting: list[str] = []  # headings with no text of their own join the next one's trail
    for heading, section in zip(parts[1::2], parts[2::2], strict=True):
        waiting.append(heading)
        if section.strip():
            yield " › ".join(waiting), section
            waiting = []
    yield "", " ".join(waiting)


def _pieces(section: str) -> Iterator[str]:
    """Whole paragraphs, gathered until the next one would be too long."""
    gathered: list[str] = []
    for paragraph in filter(None, (part.strip() for part in section.split("\n\n"))):
        words = sum(len(part.split()) for part in [*gathered, paragraph])
        if gathered and words > LONGEST:
            yield " ".join(gathered)
            gathered = []
        gathered.append(" ".join(paragraph.split()))
    if gathered:
        yield " ".join(gathered)
