"""What an attacker has: the released files, and what follows from them."""

import csv
from pathlib import Path

Range = tuple[int, int]


def read(folder: Path, file: str) -> list[dict[str, str]]:
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def spans(folder: Path) -> dict[str, Range | None]:
    """The cells as an attacker reads them."""
    return {
        row["cell"]: (int(row["from"]), int(row["to"])) if row["from"] else None
        for row in read(folder, "cells.csv")
    }


def derived(folder: Path, table: str, item: str) -> Range | None:
    for row in read(folder, "derived.csv"):
        if (row["table"], row["item"]) == (table, item) and row["from"]:
            return int(row["from"]), int(row["to"])
    return None


def learns(low: int, high: int) -> Range | None:
    """What is learned about a cell that is known to be hidden; nothing, if 0 to 9 remains."""
    return None if low <= 0 and high >= 9 else (max(low, 0), high)


def assert_same(one: Path, other: Path) -> None:
    """Every byte of two releases is the same, but for the paths they lie under."""
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for file in files:
        assert (one / file).read_bytes() == (other / file).read_bytes(), file
