"""Names of people."""

import re

from actions_server.conversation.redact_patterns import Found

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
_CALLED = re.compile(
    r"\b(?i:my (?:son|daughter|boy|girl)|called|named|my name is|i am|this is) "
    r"([A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?)"
)


def names(text: str, taken: list[Found]) -> list[Found]:
    """The names in the text, outside what is taken already."""
    found: list[Found] = []
    for pattern in (_TITLED, _CALLED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if all(end <= one.start or start >= one.end for one in [*taken, *found]):
                found.append(Found(start, end, "[name]", "name"))
    return found
