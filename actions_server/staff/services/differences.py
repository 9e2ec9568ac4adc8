"""Two versions of an entry, field by field and word by word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions_server.directory.words import words
from actions_server.staff.articles.differences import Piece, pieces
from actions_server.staff.services.forms import LABELS
from knowledge_base.entries import differences


@dataclass(frozen=True)
class Side:
    """A field of which two versions say different things. before and after: the words that stayed
    with those that only the one or the other has; whole: all of them as one text."""

    name: str
    label: str
    before: list[Piece]
    after: list[Piece]
    whole: list[Piece]


def sides(fields: Mapping[str, tuple]) -> list[Side]:
    """The fields that differ, each given as (before, after), in the order of the form."""
    order = [*LABELS, *(name for name in fields if name not in LABELS)]
    return [_side(name, *fields[name]) for name in order if name in fields]


def between(before: dict, after: dict) -> list[Side]:
    """The fields in which two versions differ, but for the day on which it was checked."""
    return sides(differences(before, after))


def as_text(value: Any) -> str:
    """The value of a field in words."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return " · ".join(filter(None, map(str, value.values())))
        case list() | tuple():
            return ", ".join(map(str, value))
    return str(value)


def label_of(name: str) -> str:
    """What staff call a field."""
    said = words()["fields"].get(name, name.replace("_", " "))
    return LABELS.get(name, said[:1].upper() + said[1:])


def _side(name: str, before: Any, after: Any) -> Side:
    whole = list(pieces(as_text(before), as_text(after)))
    return Side(
        name,
        label_of(name),
        [piece for piece in whole if piece.what != "in"],
        [piece for piece in whole if piece.what != "out"],
        whole,
    )
