"""Which e-mail addresses belong to an owner: a role that articles name, never a person.

owners.toml in the data folder holds them:

    [owners]
    "SEND team content lead" = "content@example.gov.uk"
    "Safeguarding lead" = ["safeguarding@example.gov.uk", "duty@example.gov.uk"]
    "Anybody else" = "send@example.gov.uk"
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ANYBODY_ELSE = "Anybody else"
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")


class WrongOwners(Exception):
    """owners.toml cannot be used; says what to mend."""


@dataclass(frozen=True)
class Owners:
    """The addresses by owner."""

    addresses: dict[str, tuple[str, ...]]

    def of(self, owner: str) -> tuple[str, ...]:
        """Where an owner is reached; those of anybody else where the owner has none, or nothing."""
        return self.addresses.get(owner) or self.addresses.get(ANYBODY_ELSE, ())


def read_owners(path: Path) -> Owners:
    """The addresses in a file; none where there is no file. Raises WrongOwners."""
    if not path.exists():
        return Owners({})
    try:
        named = tomllib.loads(path.read_text(encoding="utf-8"))["owners"]
        listed = {name: [said] if isinstance(said, str) else said for name, said in named.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, AttributeError) as error:
        raise WrongOwners(
            f"{path.name}: begin it with [owners], as docs/staff.md shows."
        ) from error
    for name, addresses in listed.items():
        good = isinstance(addresses, list) and addresses
        if not good or not all(isinstance(a, str) and _ADDRESS.fullmatch(a) for a in addresses):
            raise WrongOwners(f"{path.name}: give “{name}” e-mail addresses, one or a list.")
    return Owners({name: tuple(addresses) for name, addresses in listed.items()})
