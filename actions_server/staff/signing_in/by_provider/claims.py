"""What the provider says of a person, read: the role, the name, how they signed in."""

import re
import unicodedata
from typing import Any

from actions_server.staff.roles import RIGHTS, Role

NAMES = ("preferred_username", "email", "name")  # the first that is there is shown in the record
LONGEST_NAME = 40  # characters
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._@+-]+")


def values_of(claims: dict[str, Any], path: str) -> list[str]:
    """The words of a claim. Dots lead into it, unless its own name has dots, as in addresses."""
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, str):
        return [found]
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def is_enough(claims: dict[str, Any], path: str) -> bool:
    """Whether claims hold what is needed: something about roles, and a name."""
    return bool(values_of(claims, path)) and any(claims.get(part) for part in NAMES)


def role_of(claims: dict[str, Any], path: str, roles: dict[str, Role]) -> Role | None:
    """The role with the most rights among those that the claim gives, or None for none."""
    given = {roles[value] for value in values_of(claims, path) if value in roles}
    in_order = [role for role in Role if role in given]
    return max(in_order, key=lambda role: len(RIGHTS[role]), default=None)


def has_second_factor(claims: dict[str, Any], wanted: str) -> bool:
    """Whether they signed in as wanted, which is amr=VALUE or acr=VALUE, or empty."""
    claim, _, value = wanted.partition("=")
    return not wanted or value in values_of(claims, claim)


def full_name_of(claims: dict[str, Any]) -> str:
    """As colleagues know the person."""
    both = [claims.get(part) for part in ("given_name", "family_name")]
    whole = " ".join(part for part in both if isinstance(part, str))
    said = [claims.get("name"), whole, *(claims.get(part) for part in NAMES)]
    shown = (_on_one_line(one)[:120] for one in said if isinstance(one, str))
    return next(filter(None, shown), "A colleague")


def readable_name_of(claims: dict[str, Any]) -> str:
    """How the person is called in the record, of letters that are hard to mistake."""
    for part in NAMES:
        said = claims.get(part)
        if isinstance(said, str):
            plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
            name = _NOT_IN_NAMES.sub("-", plain.casefold())[:LONGEST_NAME].strip("-._@+")
            if name:
                return name
    return "colleague"


def _on_one_line(text: str) -> str:
    seen = (" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    return " ".join("".join(seen).split())
