"""The ledger of releases: JSON lines, each holding the hash of the one before and its own.

It names files by their hashes, and never the events: a hash of a small file of events could be
guessed at until it fits.
"""

import fcntl
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pain_points.months import Month
from pain_points.problems import Refused

LEDGER = "ledger.jsonl"
FIRST = "0" * 64
SIGNERS = 2


@dataclass(frozen=True)
class Entry:
    """One line: a month was prepared (files by name, plan) or signed (by)."""

    number: int
    action: str
    month: Month
    on: date
    details: dict[str, Any]
    hash: str


class Ledger:
    """The ledger in a folder of releases. Opening it checks every line; raises Refused."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LEDGER
        self.entries = _read(self._path)

    def prepared(self, month: Month) -> Entry | None:
        """How a month was released, or None."""
        return self._last("prepared", month)

    def signers(self, month: Month) -> list[str]:
        """Who has signed a month, in order."""
        return [
            entry.details["by"]
            for entry in self.entries
            if entry.action == "signed" and entry.month == month
        ]

    def is_published(self, month: Month) -> bool:
        """Whether two people have signed a month."""
        return self.prepared(month) is not None and len(set(self.signers(month))) >= SIGNERS

    def months(self) -> list[Month]:
        """Every month that was released, in the order of the calendar."""
        return sorted({entry.month for entry in self.entries if entry.action == "prepared"})

    def add(self, action: str, month: Month, on: date, details: dict[str, Any]) -> Entry:
        """Write one more line. Raises Refused where somebody else wrote one since it was opened."""
        with self._path.open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if [entry.hash for entry in _read(self._path)] != [one.hash for one in self.entries]:
                raise Refused("Somebody else wrote to the ledger at this moment. Try again.")
            line = self._line(action, month, on, details)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        entry = _entry(line)
        self.entries.append(entry)
        return entry

    def _line(self, action: str, month: Month, on: date, details: dict[str, Any]) -> dict[str, Any]:
        last = self.entries[-1].hash if self.entries else FIRST
        body = {
            "number": len(self.entries) + 1,
            "action": action,
            "month": str(month),
            "on": on.isoformat(),
            **details,
            "previous": last,
        }
        return {**body, "hash": _hash(body)}

    def sign(self, month: Month, name: str, on: date) -> int:
        """Sign a month; how many have. Raises Refused for an unknown month or the same person."""
        if self.prepared(month) is None:
            raise Refused(f"{month.words} has not been released, so nobody can sign it.")
        plain = " ".join(name.split())
        if len(plain.split()) < 2:
            raise Refused("Sign with first name and surname, so that everybody knows who it was.")
        if plain.casefold() in {other.casefold() for other in self.signers(month)}:
            raise Refused(f"{plain} has signed {month.words} already. It takes two people.")
        self.add("signed", month, on, {"by": plain})
        return len(self.signers(month))

    def _last(self, action: str, month: Month) -> Entry | None:
        found = [one for one in self.entries if one.action == action and one.month == month]
        return found[-1] if found else None


def hash_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> list[Entry]:
    entries: list[Entry] = []
    previous = FIRST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            body = json.loads(line)
            stated = body.pop("hash")
            fits = body["previous"] == previous and body["number"] == number
            if not fits or _hash(body) != stated:
                raise ValueError
            entries.append(_entry({**body, "hash": stated}))
        except (ValueError, KeyError, TypeError):
            raise Refused(
                f"Line {number} of the ledger {path.name} was changed after it was written, or a "
                "line before it is missing. Put the ledger back as it was; releases rest on it."
            ) from None
        previous = stated
    return entries


def _entry(line: dict[str, Any]) -> Entry:
    known = {"number", "action", "month", "on", "previous", "hash"}
    return Entry(
        line["number"],
        line["action"],
        Month.read(line["month"]),
        date.fromisoformat(line["on"]),
        {key: value for key, value in line.items() if key not in known},
        line["hash"],
    )


def _hash(body: dict[str, Any]) -> str:
    return hash_of(json.dumps(body, sort_keys=True, ensure_ascii=False).encode())
