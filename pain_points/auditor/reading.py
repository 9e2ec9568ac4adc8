"""A release as its files tell it."""

import csv
import json
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

Span = tuple[int, int] | None  # from and to; None where nothing is shown
HEADLINE = "conversations"


class NotRight(Exception):
    """Something in a release that must not be; the message says where and what."""


@dataclass(frozen=True)
class Released:
    """One month. cells: the span by name; lines: the derived figures as they stand in the file."""

    folder: Path
    month: str
    plan: dict[str, Any]
    headline: Span
    cells: dict[str, Span]
    lines: list[tuple[str, ...]]

    @property
    def measures(self) -> list[dict[str, Any]]:
        """The measures of the plan, each with id, by, lists, inside and alone."""
        return self.plan["measures"]

    def names(self, measure: dict[str, Any]) -> list[str]:
        """The names of all cells of a measure, in order."""
        return ["/".join([measure["id"], *parts]) for parts in product(*measure["lists"])]


def read_release(folder: Path) -> Released:
    """A release out of its folder. Raises NotRight."""
    try:
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (folder / "derived.csv").open(encoding="utf-8", newline="") as file:
            lines = [tuple(line) for line in csv.reader(file)][1:]
        cells: dict[str, Span] = {}
        for row in rows:
            if row["month"] != folder.name.removeprefix("."):
                raise NotRight(f"{folder.name}: a cell is of {row['month']}")
            if row["cell"] in cells:
                raise NotRight(f"{folder.name}: the cell {row['cell']} stands there twice")
            cells[row["cell"]] = _span(row, folder.name)
        headline = cells.pop(HEADLINE)
        return Released(folder, folder.name.removeprefix("."), plan, headline, cells, lines)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotRight(f"{folder.name}: the files cannot be read ({error})") from None


def _span(row: dict[str, str], where: str) -> Span:
    width, least = (50, 50) if row["cell"] == HEADLINE else (5, 10)
    if row["from"] == "" and row["to"] == "" and row["shown"] == "not shown":
        return None
    low, high = int(row["from"]), int(row["to"])
    if low < least or low % width or high != low + width - 1:
        raise NotRight(f"{where}: {row['cell']} shows {low} to {high}, which is no band")
    if row["shown"] != words((low, high)):
        raise NotRight(f"{where}: {row['cell']} is described as “{row['shown']}”")
    return low, high


def words(span: Span) -> str:
    """How a span must be written."""
    return "not shown" if span is None else f"{span[0]:,} to {span[1]:,}"


def month_before(month: str) -> str:
    """The month before one, both as 2026-10."""
    return (date.fromisoformat(f"{month}-01") - timedelta(days=1)).isoformat()[:7]
