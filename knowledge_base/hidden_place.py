"""A place that nobody may be told, such as a refuge: how everything that tells it is cut out."""

import re
from collections.abc import Collection, Iterable
from urllib.parse import unquote

from knowledge_base.service import FULL_POSTCODE

NOT_SHOWN = "[place not shown]"
TEXTS = ("name", "organization", "description", "how_to_get", "opening_hours", "cost", "alert")
_MAPS = re.compile(r"//(?:[\w.-]*\.)?(?:what3words|w3w|goo\.gl|maps\.)|google\.[a-z.]+/maps", re.I)
_THREE_WORDS = re.compile(r"/{3}?[a-z]+\.[a-z]+\.[a-z]+\b")
_STREET = re.compile(
    r"\b\d+[A-Za-z]?,? (?:[A-Z][\w'’]* ){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Way"
    r"|Court|Gardens|Place|Terrace|Crescent|Grove|Hill|Park|Square|Mews|Row|Green|Parade)\b"
)


def veiled(content: dict, place: Iterable[str] = ()) -> dict:
    """The fields of a service, given with its place, as those of one whose place is hidden.

    place: what else than the address gives it away, such as the name of the house.
    """
    parts = telling_parts(re.split(r"[;\n]", content.get("address") or "")) | set(place)
    texts = {name: without_place(content.get(name) or "", parts) for name in TEXTS}
    source = content["source"]
    source = {**source, "title": without_place(source["title"], parts)}
    addresses = {"url": content.get("url") or ""}
    if gives_away(addresses["url"], parts):
        addresses["url"] = ""
    if gives_away(source.get("url") or "", parts):
        source["url"] = ""
    return {**content, **texts, **addresses, "source": source, "address": "", "place_hidden": True}


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


def gives_away(url: str, parts: Collection[str]) -> bool:
    """Whether a web address shows the place on a map or holds a part of its address."""
    spaced = re.sub(r"[^\w]+|_", " ", unquote(url))
    # In an address of the web the number of a house may stand anywhere.
    streets = telling_parts(re.sub(r"\b\d+[a-z]?\b", "", part, flags=re.I) for part in parts)
    return bool(_MAPS.search(url)) or without_place(spaced, {*parts, *streets}) != spaced


def _spelled_loosely(part: str) -> re.Pattern:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", part)]
    return re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)
