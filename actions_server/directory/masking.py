"""Places that nobody may be told, such as refuges: recognised, and their address never kept.

Feeds mark them in many ways, or forget to. A mark or a word is enough: an address that is left out
by mistake costs a family a call, one that is shown by mistake may cost a life. What is then cut
from the texts: knowledge_base/hidden_place.py.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from actions_server.directory import clean

_NOT_FOR_ANYONE = {
    *("internal", "internalonly", "isinternal", "hidden", "ishidden", "private", "isprivate"),
    *("draft", "isdraft"),
}
_PLACE_HIDDEN = {
    *("maskexactaddress", "maskaddress", "masked", "ismasked", "addresshidden", "hideaddress"),
    *("placehidden", "hideplace", "confidential", "isconfidential", "confidentialaddress"),
    *("addressconfidential", "sensitive", "issensitive", "addresswithheld"),
}
_FOR_EVERYONE = {"visible", "isvisible", "public", "ispublic", "published", "ispublished"}
_WHO_SEES = {"visibility", "access", "audiencevisibility", "visibleto", "publicationstatus"}
_MARKS = _NOT_FOR_ANYONE | _PLACE_HIDDEN | _FOR_EVERYONE | _WHO_SEES
_CLOSED_WORDS = {"private", "internal", "hidden", "confidential", "draft", "staff", "unpublished"}
_YES = {"true", "yes", "y", "1"}
_NO = {"false", "no", "n", "0"}
_REFUGE = re.compile(
    r"\brefuges?\b|\bsafe[ -]?houses?\b|\bsafe accommodation\b|\bsanctuary scheme\b"
    r"|\b(?:confidential|secret|undisclosed|withheld) (?:address|location|place)\b"
    r"|\b(?:address|location) (?:is )?(?:confidential|secret|undisclosed|withheld|not shown)\b",
    re.IGNORECASE,
)


def is_for_nobody(thing: dict) -> bool:
    """Whether a record is marked as internal, hidden or not published."""
    marks = _marks(thing)
    return (
        any(marks.get(name) in _YES for name in _NOT_FOR_ANYONE)
        or any(marks.get(name) in _NO for name in _FOR_EVERYONE)
        or any(marks.get(name) in _CLOSED_WORDS for name in _WHO_SEES)
    )


def is_masked(thing: dict) -> bool:
    """Whether a service, location or address is marked as one whose place is not told."""
    marks = _marks(thing)
    return is_for_nobody(thing) or any(marks.get(name) in _YES for name in _PLACE_HIDDEN)


def speaks_of_a_refuge(texts: Iterable[str]) -> bool:
    """Whether any of the texts names a kind of place that is kept secret."""
    return any(_REFUGE.search(said) for said in texts)


def _marks(thing: dict[str, Any]) -> dict[str, str]:
    """What a record says about who may see it, by name without a supplier's prefix."""
    found: dict[str, str] = {}
    for name, value in thing.items():
        if not isinstance(value, dict | list):
            for plain in _plain_names(str(name)) & _MARKS:
                found[plain] = clean.text(str(value)).casefold()
    return found


@lru_cache(maxsize=1000)
def _plain_names(name: str) -> frozenset[str]:
    """A field's name in small letters only, with and without what stands before its first “_”."""
    given = (name, name.partition("_")[2])
    return frozenset(re.sub(r"[^a-z]", "", one.casefold()) for one in given)
