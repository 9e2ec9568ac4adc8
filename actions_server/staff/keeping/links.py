"""Links in content: which there are, putting another in the place of one, and what becomes of each
as it is tried."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from actions_server.staff.keeping.tables import StaffLinkRow

# Brackets may stand in an address when they come in pairs, as in Markdown.
_LINK = re.compile(r"https?://(?:[^\s()<>\[\]\"“”]|\([^\s()<>]*\))+")
_AFTER = ".,;:!?'’*_"  # ends a sentence, not an address
SURELY_GONE = 2  # times in a row


class Outcome(StrEnum):
    """What a try of a link came to."""

    FINE = "fine"
    FAILED = "failed"  # no answer, or an error of the server
    GONE = "gone"  # the server says that there is no such page
    REFUSED = "refused"  # the server wants no programs; a person has to look
    NOT_ASKED = "not asked"  # our own rules forbid to ask


@dataclass(frozen=True)
class Tried:
    """One try. status: of HTTP, 0 for none; said: what is wrong; leads_to: where it moved to for
    good, or empty."""

    url: str
    outcome: Outcome
    status: int = 0
    said: str = ""
    leads_to: str = ""


class Standing(StrEnum):
    """How it stands with a link after all tries."""

    BROKEN = "broken"
    FAILING = "failing"  # failed, but not often enough to be sure
    MOVED = "moved"
    LOOK = "look"  # a person has to look
    FINE = "fine"
    NEW = "new"  # not tried yet


def is_link(text: str) -> bool:
    """Whether a text is one web address that can stand anywhere in content, and nothing else."""
    return bool(_LINK.fullmatch(text)) and text == text.rstrip(_AFTER)


def links_in(content: Any) -> Iterator[str]:
    """Every web address in the texts of content, however deep."""
    if isinstance(content, str):
        yield from (found[0].rstrip(_AFTER) for found in _LINK.finditer(content))
    elif isinstance(content, dict):
        for part in content.values():
            yield from links_in(part)
    elif isinstance(content, list | tuple):
        for part in content:
            yield from links_in(part)


def with_link(content: Any, old: str, new: str) -> Any:
    """The content with one address put in the place of another, wherever that stands whole."""
    if isinstance(content, str):
        return _LINK.sub(lambda found: _replaced(found[0], old, new), content)
    if isinstance(content, dict):
        return {name: with_link(part, old, new) for name, part in content.items()}
    if isinstance(content, list | tuple):
        return [with_link(part, old, new) for part in content]
    return content


def note(row: StaffLinkRow, tried: Tried, now: datetime) -> None:
    """Let what is known of a link take in one more try."""
    has_failed = tried.outcome in (Outcome.FAILED, Outcome.GONE)
    row.outcome, row.status, row.said = tried.outcome, tried.status, tried.said[:300]
    row.leads_to, row.tried_at = tried.leads_to, now
    row.failed_since = (row.failed_since or now) if has_failed else None
    row.gone_times = (row.gone_times or 0) + 1 if tried.outcome == Outcome.GONE else 0


def standing(row: StaffLinkRow | None) -> Standing:
    """How it stands with a link. Broken is what failed on two days in a row of tries, or was gone
    twice: one bad evening of somebody's server is no work for us."""
    if row is None:
        return Standing.NEW
    if row.failed_since is not None:
        another_day = row.failed_since.date() < row.tried_at.date()
        is_sure = another_day or row.gone_times >= SURELY_GONE
        return Standing.BROKEN if is_sure else Standing.FAILING
    if row.outcome in (Outcome.REFUSED, Outcome.NOT_ASKED):
        return Standing.LOOK
    return Standing.MOVED if row.leads_to else Standing.FINE


def _replaced(found: str, old: str, new: str) -> str:
    whole = found.rstrip(_AFTER)
    return new + found[len(whole) :] if whole == old else found
