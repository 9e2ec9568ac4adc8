"""Personal details out of a tidied message, before anything is handed on."""

from dataclasses import dataclass

from actions_server.conversation.redact_names import names
from actions_server.conversation.redact_patterns import identifiers


@dataclass(frozen=True)
class Redacted:
    """The message with placeholders, and what was left out, in order of appearance.

    Each thing in `removed` reads well in "I left out a name and a phone number"."""

    text: str
    removed: tuple[str, ...]


def redact(text: str) -> Redacted:
    """A tidied message with every personal detail that was recognised replaced."""
    found = identifiers(text)
    found += names(text, found)
    found.sort()
    parts, removed, at = [], [], 0
    for one in found:
        parts += [text[at : one.start], one.instead]
        removed.append(one.what)
        at = one.end
    return Redacted("".join([*parts, text[at:]]), tuple(removed))
