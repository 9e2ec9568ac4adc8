"""What the content itself publishes: its numbers, addresses and links belong to no family.

Everything is taken from the files under `knowledge_base/content`, so nothing about an area stands
in code: another area pack brings its own."""

import re
from functools import cache

import yaml

from knowledge_base.reading import CONTENT

_PHONE = re.compile(r"(?<![\w.-])(?:\+44 ?|0)\d[\d ]{7,12}\d\b|\b(?:116 \d{3}|[1-9]\d{2})\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)")
_SCHOOL = re.compile(
    r"\b((?:[A-Z][\w’']+ ){1,4})(?:School|Primary|Academy|College|Nursery|Infants?|Juniors?|High)\b"
)
_CAPITALS = re.compile(r"\b[A-Z][a-z’']+(?: [A-Z][a-z’']+){1,3}\b")
# Where people, too, have pages; a link there is to a person whoever else is there.
_PEOPLE_ARE_THERE = re.compile(
    r"facebook|instagram|twitter|linkedin|tiktok|youtube|wixsite|docslib"
)


@cache
def _content() -> str:
    paths = [*sorted(CONTENT.rglob("*.md")), *sorted(CONTENT.rglob("*.yaml"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def national(digits: str) -> str:
    """The digits of a phone number as dialled within the country."""
    digits = re.sub(r"\D", "", digits)
    digits = re.sub(r"^(?:00)?44(?=0?[1-9]\d{8,9}$)", "", digits)
    return digits if digits.startswith("0") or len(digits) < 9 else "0" + digits


@cache
def phones() -> frozenset[str]:
    """Every phone number the content gives, as national digits."""
    return frozenset(national(match[0]) for match in _PHONE.finditer(_content()))


@cache
def emails() -> frozenset[str]:
    """Every email address the content gives, in lower case."""
    return frozenset(match[0].lower() for match in _EMAIL.finditer(_content()))


@cache
def hosts() -> frozenset[str]:
    """Every site the content links to, in lower case and without www."""
    found = {match[1].lower().rstrip(".") for match in _HOST.finditer(_content())}
    return frozenset(host for host in found if not _PEOPLE_ARE_THERE.search(host))


@cache
def schools() -> frozenset[str]:
    """The schools that the content names, in lower case and without “School” and the like."""
    return frozenset(match[1].strip().lower() for match in _SCHOOL.finditer(_content()))


@cache
def localities() -> frozenset[str]:
    """The places that the area packs name, in lower case, whole and word by word."""
    found: set[str] = set()
    for path in sorted(CONTENT.glob("*/area.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name in [pack["name"], *pack.get("localities", {})]:
            found |= {part.strip().lower() for part in re.split(r",| and ", name)}
    return frozenset(found - {""})


@cache
def outward() -> frozenset[str]:
    """The outward postcodes of the area packs, such as TW3."""
    found: set[str] = set()
    for path in sorted(CONTENT.glob("*/area.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {code.upper() for codes in pack.get("localities", {}).values() for code in codes}
    return frozenset(found)


@cache
def proper_phrases() -> frozenset[tuple[str, ...]]:
    """Runs of two to four words with capitals in articles and services, in lower case: names of
    schools, places and bodies. Families' own wording (`asked_as`) is left out."""
    found: set[tuple[str, ...]] = set()
    for path in [*CONTENT.rglob("*.md"), *CONTENT.rglob("services/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            text = text.split("\n---\n", 1)[-1]
        for match in _CAPITALS.finditer(text):
            found.add(tuple(re.sub(r"[’']s?$", "", word).lower() for word in match[0].split()))
    return frozenset(found)


@cache
def proper_words() -> frozenset[str]:
    """The words that begin such runs, where they name a place or a school."""
    bodies = {"school", "primary", "academy", "college", "leisure", "park", "house", "centre"}
    return frozenset(run[0] for run in proper_phrases() if bodies & set(run[1:]))


@cache
def service_words() -> frozenset[str]:
    """The words with a capital in the names of services and of those who run them, and inside the
    sentences of articles and services."""
    found = re.findall(r"\b[A-Z][a-z’']{2,}", " ".join(services()))
    for path in [*CONTENT.rglob("*.md"), *CONTENT.rglob("services/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        found += re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text.split("\n---\n", 1)[-1])
    return frozenset(re.sub(r"[’']s?$", "", word).lower() for word in found)


@cache
def services() -> tuple[str, ...]:
    """The names of services and of those who run them, as written."""
    found: list[str] = []
    for path in sorted(CONTENT.glob("*/services/*.yaml")):
        service = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [service.get("name", ""), service.get("organization", "")]
    return tuple(dict.fromkeys(name for name in found if name))
