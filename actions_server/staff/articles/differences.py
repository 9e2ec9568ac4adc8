"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from actions_server.staff.articles.forms import FIELDS

_WORDS = re.compile(r"\S+\s*|\s+")  # a word with the space after it


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, was taken out or was put in."""

    what: Literal["same", "out", "in"]
    text: str


def changed_fields(before: dict, after: dict) -> list[tuple[str, list[Piece]]]:
    """The fields that differ, by their labels, in the order of the form."""
    pairs = (
        (field.label, _as_text(before, field.name), _as_text(after, field.name)) for field in FIELDS
    )
    return [(label, list(pieces(one, other))) for label, one, other in pairs if one != other]


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The two texts as one, each run of words marked with what became of it."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        if what == "equal":
            yield Piece("same", gone)
            continue
        if gone:
            yield Piece("out", gone)
        if come:
            yield Piece("in", come)


def _as_text(content: dict, name: str) -> str:
    value = content.get(name) or ""
    if name == "sources":
        return "\n".join(" · ".join(filter(None, map(str, one.values()))) for one in value)
    if name == "ages":
        return " to ".join(map(str, value))
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
