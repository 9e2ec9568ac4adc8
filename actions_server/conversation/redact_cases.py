"""The written cases of redaction: what families type, with what has to go marked in the line.

One message a line; `tests/data/redact/README.md` explains the marks. The kind of a case is the name
of its file, or its section (a line that begins with `## `) where a file has any."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from actions_server.conversation.redact import redact
from actions_server.conversation.redact_planted import is_gone
from actions_server.conversation.tidy import tidy

FOLDER = Path("tests/data/redact")
NAMES = "names"
_MARKED = re.compile(r"⟦(?P<typed>[^⟧→]*)(?:→(?P<instead>[^⟧]*))?⟧", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|(n)|(\\))")


class Case(NamedTuple):
    """A message, what has to go from it, and the message as it is to be handed on."""

    kind: str
    typed: str
    gone: tuple[str, ...]
    safe: str


def read(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    kind = path.stem
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:].strip()
        elif line and not line.startswith("# "):
            yield _case(kind, path.stem, line)


def is_right(case: Case) -> bool:
    """Whether the message is handed on as it should be, to the letter.

    A name is right when every word of it is gone, because neighbours may become one `[name]`."""
    return redact(case.typed).text == case.safe


def lost(case: Case) -> list[str]:
    """The marked names of a case of which a word is handed on."""
    safe = redact(case.typed).text
    return [name for name in case.gone if not is_gone(name, safe)]


def _case(kind: str, file: str, line: str) -> Case:
    line = _ESCAPED.sub(_character, line)
    gone = tuple(match["typed"] for match in _MARKED.finditer(line))
    typed = _MARKED.sub(lambda match: match["typed"], line)
    shown = "name" if file == NAMES else kind.replace("_", " ")
    safe = _MARKED.sub(lambda match: match["instead"] or f"[{shown}]", line)
    return Case(kind, typed, gone, tidy(safe))


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return "\n" if match[2] else "\\"
