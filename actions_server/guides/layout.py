"""What a message says in words of its own, laid out as paragraphs and lists for a plain page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions_server.ehc_clock.in_words import written
from actions_server.messages import Message

_LIST_MARK = re.compile(r"^(?:(•)|\d+\.)\s+")
_WORD_FILE = re.compile(r"(/letters/[a-z0-9-]+)\.docx$")


@dataclass(frozen=True)
class Block:
    """Lines that stand together: of a paragraph, or entries of a list without their marks."""

    kind: Literal["lines", "numbers", "points"]
    lines: list[str]


@dataclass(frozen=True)
class Layout:
    """What stands before the other parts of a message and what follows them, without what those
    parts show again; letter: the address of the page that has the letter on its own, or empty."""

    before: list[Block]
    after: list[Block]
    letter: str = ""


def lay_out(message: Message) -> Layout:
    """The text of a message around its other parts.

    A heading such as “What you can do next:” goes with its list: the parts have their own.
    """
    if message.kind == "answer":
        return Layout(_blocks(message.text.partition("\n\n")[0].splitlines()), [])
    before: list[Block] = []
    after: list[Block] = []
    letter = ""
    place = before
    for paragraph in message.text.split("\n\n"):
        if message.letter and (found := _WORD_FILE.search(paragraph)):
            letter = found[1]
            continue
        if message.letter and paragraph in message.letter.paragraphs:
            place = after
            continue
        lines = paragraph.splitlines()
        own = [line for line in lines if not _is_repeated(line, message)]
        if len(own) < len(lines) and len(own) == 1 and own[0].endswith(":"):
            own = []
        place += _blocks(own)
        if len(own) < len(lines):
            place = after
    return Layout(before, after, letter)


def _is_repeated(line: str, message: Message) -> bool:
    """Whether a line of a list says what a button, a card, a step, a source or a date says."""
    plain = _LIST_MARK.sub("", line)
    if plain == line:
        return False
    shown = {choice.title for choice in message.choices} | set(message.steps)
    shown |= {service.how_to_get for service in message.services}
    shown |= {source.title for source in message.sources}
    starts = [service.name for service in message.services]
    starts += [f"{d.label}: {written(date.fromisoformat(d.date))}" for d in message.dates]
    return plain in shown or plain.startswith(tuple(starts))


def _blocks(lines: Sequence[str]) -> list[Block]:
    """Neighbouring lines of a kind together: plain ones as a paragraph, marked ones as a list."""
    blocks: list[Block] = []
    for line in lines:
        mark = _LIST_MARK.match(line)
        kind = "lines" if mark is None else "points" if mark[1] else "numbers"
        if not blocks or blocks[-1].kind != kind:
            blocks.append(Block(kind, []))
        blocks[-1].lines.append(line[mark.end() :] if mark else line)
    return blocks
