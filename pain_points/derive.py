"""Everything a report says beyond its cells, worked out from shown bands alone."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pain_points.bands import Band, share, total, trend
from pain_points.months import Month, quarter, year
from pain_points.plan import HEADLINE, Cell, Measure, Plan
from pain_points.release import Shown

SEPARATOR = "/"  # between a measure and the parts of a cell, in the files


class Figure(NamedTuple):
    """One derived figure. table: total, group, theme, share, trend, quarter or year; item: the
    measure, the cell or the group; months: how many shown months are in a sum; word: a trend."""

    table: str
    period: str
    item: str
    band: Band | None
    months: int = 1
    word: str = ""


def name_of(measure: str, cell: Cell) -> str:
    """A cell's name in the files: stuck/early-worry/transport."""
    return SEPARATOR.join([measure, *cell])


def figures(now: Shown, earlier: Mapping[Month, Shown], plan: Plan) -> list[Figure]:
    """The derived figures of a month. earlier: the releases before it, by month."""
    found: list[Figure] = []
    before = earlier.get(now.month.plus(-1))
    for measure in plan.measures:
        found += _of_measure(now, before, measure, plan)
    found.append(_trend(HEADLINE, now, now.headline, before and before.headline))
    for table, months in _periods_that_end(now.month, plan.year_starts):
        found += _sums(table, months, {**earlier, now.month: now}, plan)
    return found


def _of_measure(now: Shown, before: Shown | None, measure: Measure, plan: Plan) -> list[Figure]:
    period = str(now.month)
    bands = {cell: now.cells[measure.id, cell] for cell in measure.cells}
    found = [Figure("total", period, measure.id, total(bands.values()))]
    if len(measure.by) > 1:
        for place in range(len(measure.by)):
            for value in measure.lists[place]:
                part = total(band for cell, band in bands.items() if cell[place] == value)
                item = SEPARATOR.join([measure.id, measure.by[place], value])
                found.append(Figure("group", period, item, part))
    for theme, values in themes(measure, plan).items():
        part = total(band for cell, band in bands.items() if cell[0] in values)
        found.append(Figure("theme", period, f"{measure.id}{SEPARATOR}{theme}", part))
    for cell, band in bands.items():
        name = name_of(measure.id, cell)
        others = [other for one, other in bands.items() if one != cell]
        found.append(Figure("share", period, name, share(band, others)))
        last = before.cells.get((measure.id, cell)) if before else None
        found.append(_trend(name, now, band, last))
    return found


def themes(measure: Measure, plan: Plan) -> dict[str, list[str]]:
    """The themes of the first column of a measure: the ids in each, as the plan groups them."""
    grouped = plan.told.get("themes", {}).get(measure.by[0], {})
    return {
        theme: [one for one in ids if one in measure.lists[0]] for theme, ids in grouped.items()
    }


def _trend(name: str, now: Shown, band: Band | None, last: Band | None) -> Figure:
    return Figure("trend", str(now.month), name, None, word=trend(last, band))


def _periods_that_end(month: Month, year_starts: int) -> list[tuple[str, Sequence[Month]]]:
    periods = [
        ("quarter", quarter(month, year_starts)),
        ("year", year(month, year_starts)),
    ]
    return [(table, months) for table, months in periods if months[-1] == month]


def _sums(
    table: str, months: Sequence[Month], shown: Mapping[Month, Shown], plan: Plan
) -> list[Figure]:
    """Sums over the months in which a cell was shown; never a count over the whole period."""
    released = [shown[month] for month in months if month in shown]
    period = f"{months[0]} to {months[-1]}"
    found = []
    for measure in plan.measures:
        for cell in measure.cells:
            bands = [one.cells.get((measure.id, cell)) for one in released]
            name = name_of(measure.id, cell)
            found.append(Figure(table, period, name, total(bands), _shown(bands)))
    bands = [one.headline for one in released]
    found.append(Figure(table, period, HEADLINE, total(bands), _shown(bands)))
    return found


def _shown(bands: Sequence[Band | None]) -> int:
    return sum(band is not None for band in bands)
