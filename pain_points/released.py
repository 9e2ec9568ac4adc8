"""The figures of a release as CSV, written and read back; the frozen months are read from here."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pain_points.bands import Band, in_words
from pain_points.derive import SEPARATOR, Figure, name_of
from pain_points.months import Month
from pain_points.plan import HEADLINE, Plan
from pain_points.release import Shown

CELLS = "cells.csv"
DERIVED = "derived.csv"
INDICATORS = "indicators.csv"
CELL_COLUMNS = ("month", "measure", "cell", "title", "from", "to", "shown")
DERIVED_COLUMNS = ("table", "period", "item", "from", "to", "months_shown", "shown")


def cells_csv(shown: Shown, plan: Plan) -> str:
    """One line a cell of the plan, shown or not, in the plan's order, the headline first."""
    month = str(shown.month)
    rows = [(month, HEADLINE, HEADLINE, "All conversations", *_ends(shown.headline))]
    for measure in plan.measures:
        for cell in measure.cells:
            title = plan.cell_title(measure, cell)
            band = shown.cells[measure.id, cell]
            rows.append((month, measure.id, name_of(measure.id, cell), title, *_ends(band)))
    return as_csv(CELL_COLUMNS, rows)


def derived_csv(figures: list[Figure]) -> str:
    """One line a derived figure."""
    rows = []
    for one in figures:
        low, high, words = _ends(one.band)
        months = str(one.months) if one.table in {"quarter", "year"} else ""
        rows.append((one.table, one.period, one.item, low, high, months, one.word or words))
    return as_csv(DERIVED_COLUMNS, rows)


def read_cells(folder: Path) -> Shown:
    """What a release in a folder shows."""
    with (folder / CELLS).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    cells, headline = {}, None
    for row in rows:
        band = Band(int(row["from"]), int(row["to"])) if row["from"] else None
        if row["measure"] == HEADLINE:
            headline = band
        else:
            cells[row["measure"], tuple(row["cell"].split(SEPARATOR)[1:])] = band
    return Shown(Month.read(rows[0]["month"]), cells, headline)


def _ends(band: Band | None) -> tuple[str, str, str]:
    words = in_words(band)
    return ("", "", words) if band is None else (str(band.low), str(band.high), words)


def as_csv(columns: Sequence[str], rows: Sequence[tuple]) -> str:
    """Rows as CSV with their columns first, as RFC 4180 has it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return made.getvalue()
