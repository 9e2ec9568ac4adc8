"""Personal details out of a message, before anything is handed on."""

from dataclasses import dataclass

from actions_server.conversation.redact_dates import birth_beside
from actions_server.conversation.redact_names import names
from actions_server.conversation.redact_patterns import identifiers
from actions_server.conversation.redact_view import Found, masked, view
from actions_server.conversation.tidy import tidy

_ROUNDS = 4


@dataclass(frozen=True)
class Redacted:
    """The message with placeholders, and what was left out, in order of appearance.

    Each thing in `removed` reads well in "I left out a name and a phone number"."""

    text: str
    removed: tuple[str, ...]


def redact(text: str) -> Redacted:
    """The message tidied and with every personal detail that was recognised replaced.

    Redacting the result again changes nothing."""
    removed: list[tuple[int, str]] = []
    text = tidy(text)
    for _ in range(_ROUNDS):
        found = _find(text)
        if not found:
            break
        text = _replaced(text, found, removed)
    return Redacted(text, tuple(what for _, what in removed))


def redact_line(text: str) -> dict[str, str | list[str]]:
    """What `send-navigator redact` prints for a line: both ways in which a text is made safe."""
    from actions_server.conversation.stored import if_stored

    safe = redact(text)
    return {"at_the_door": safe.text, "removed": list(safe.removed), "if_stored": if_stored(text)}


def _find(text: str) -> list[Found]:
    seen = view(text)
    found = identifiers(text, seen)
    people = names(masked(text), found)
    found += people
    for person in people:
        for birth in birth_beside(seen, person.end) if not seen.starts else ():
            if all(birth.end <= one.start or birth.start >= one.end for one in found):
                found.append(birth)
    return sorted(found)


def _replaced(text: str, found: list[Found], removed: list[tuple[int, str]]) -> str:
    """The text with every stretch replaced; what went is added to removed in its place."""
    parts, at, moved, places = [], 0, 0, []
    for one in found:
        parts += [text[at : one.start], one.instead]
        places.append((one.start + moved, one.what))
        moved += len(one.instead) - (one.end - one.start)
        at = one.end
    earlier = [(_moved(place, found), what) for place, what in removed]
    removed[:] = sorted([*earlier, *places], key=lambda item: item[0])
    return "".join([*parts, text[at:]])


def _moved(place: int, found: list[Found]) -> int:
    """Where a place of the text is after the stretches before it were replaced."""
    return place + sum(
        len(one.instead) - (one.end - one.start) for one in found if one.end <= place
    )
