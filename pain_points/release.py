"""A month's release: the band, or nothing, of every cell of the plan. No count gets past here."""

from dataclasses import dataclass

from pain_points.aggregate import THE_HEADLINE, MonthCounts, Place
from pain_points.bands import Band
from pain_points.months import Month
from pain_points.plan import Plan
from pain_points.suppress import headline, protect


@dataclass(frozen=True)
class Shown:
    """What is shown of a month: a band for each cell, None where it is not shown, and the headline.

    Every cell of the plan is in it, so that which cells there are tells nothing. rows_alone: no
    conversation is in two cells.
    """

    month: Month
    cells: dict[Place, Band | None]
    headline: Band | None
    rows_alone: bool = False


def suppress(counts: MonthCounts, month: Month, plan: Plan) -> Shown:
    """What may be shown of a month's counts."""
    cells: dict[Place, Band | None] = {}
    for measure in plan.measures:
        for cell in measure.cells:
            cells[measure.id, cell] = protect(counts.of((measure.id, cell)))
    for measure in plan.measures:
        if measure.inside:
            for cell in measure.cells:
                # Whoever found an answer unhelpful was answered: a shown part of what is hidden
                # would prove how great that is at least.
                if cells[measure.inside, cell] is None:
                    cells[measure.id, cell] = None
    proven = at_least(cells, plan, counts.rows_alone)
    return Shown(month, cells, headline(counts.of(THE_HEADLINE), proven), counts.rows_alone)


def at_least(cells: dict[Place, Band | None], plan: Plan, rows_alone: bool) -> int:
    """How many conversations the shown cells prove: the greatest sum of low ends over cells that
    hold no conversation twice."""
    if rows_alone:
        return sum(band.low for band in cells.values() if band is not None)
    sums: dict[tuple[str, Place], int] = {}
    for measure in plan.measures:
        for cell in measure.cells:
            band = cells[measure.id, cell]
            if band is not None:
                group = (measure.id, measure.group(cell))
                sums[group] = sums.get(group, 0) + band.low
    return max(sums.values(), default=0)
