"""Places that nobody may be told, such as refuges: recognised, and their address never kept.

Feeds mark them in many ways, or forget to. A mark or a word is enough: an address that is left out
by mistake costs a family a call, one that is shown by mistake may cost a life.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from actions_server.directory import clean
from knowledge_base.service import FULL_POSTCODE

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
_MAPS = re.compile(r"//(?:[\w.-]*\.)?(?:what3words|w3w|goo\.gl|maps\.)|google\.[a-z.]+/maps", re.I)
_THREE_WORDS = re.compile(r"/{3}?[a-z]+\.[a-z]+\.[a-z]+\b")
_STREET = re.compile(
    r"\b\d+[A-Za-z]?,? (?:[A-Z][\w'’]* ){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Way"
    r"|Court|Gardens|Place|Terrace|Crescent|Grove|Hill|Park|Square|Mews|Row|Green|Parade)\b"
)
NOT_SHOWN = "[place not shown]"


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


def without_place(said: str, parts: Iterable[str]) -> str:
    """A text without whole postcodes, what looks like a street, or any of the parts of an address.

    parts: lines of the address and the place's name; of a postcode its first half stays.
    """
    said = FULL_POSTCODE.sub(lambda found: found[1].upper(), said)
    for part in sorted(set(parts), key=len, reverse=True):
        said = _spelled_loosely(part).sub(NOT_SHOWN, said)
    said = _STREET.sub(NOT_SHOWN, said)
    return _THREE_WORDS.sub(NOT_SHOWN, said) if "///" in said else said


def telling_parts(lines: Iterable[str]) -> set[str]:
    """The parts of an address that give the place away: lines and what stands between commas."""
    found: set[str] = set()
    for said in lines:
        found |= {said.strip(), *(part.strip() for part in said.split(","))}
    return {part for part in found if len(part) > 4 and any(c.isalpha() for c in part)}


def gives_away(url: str, parts: Iterable[str]) -> bool:
    """Whether a web address shows the place on a map or holds a part of its address."""
    spaced = re.sub(r"[^\w]+|_", " ", unquote(url))
    return bool(_MAPS.search(url)) or without_place(spaced, parts) != spaced


def _spelled_loosely(part: str) -> re.Pattern:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", part)]
    return re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)


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
