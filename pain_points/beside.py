"""A figure beside the month before: like with like, from shown bands alone."""

from typing import NamedTuple

from pain_points import wording
from pain_points.aggregate import Place
from pain_points.bands import Band, Trend, total, trend
from pain_points.contents import Facts
from pain_points.derive import SEPARATOR, themes
from pain_points.plan import Plan


class Moved(NamedTuple):
    """How a figure moved since the month before, and its band then, where it is one row."""

    word: Trend
    before: Band | None = None

    @property
    def words(self) -> str:
        """How it is read in a table."""
        said = wording.MOVED[self.word]
        if self.before is None:
            return said
        return wording.LAST_MONTHS.format(moved=said, band=self.before)


def cells_of(item: str, plan: Plan) -> list[Place]:
    """The cells that a figure of the files is made of: a total, a group, a theme or one cell; none
    where the plan has no such figure."""
    measure = plan.measure(item.partition(SEPARATOR)[0])
    if measure is None:
        return []
    parts = item.split(SEPARATOR)[1:]
    cells = [(measure.id, cell) for cell in measure.cells]
    if not parts:
        return cells
    if tuple(parts) in measure.cells:
        return [(measure.id, tuple(parts))]
    if len(parts) == 2 and len(measure.by) > 1 and parts[0] in measure.by:
        place = measure.by.index(parts[0])
        return [one for one in cells if one[1][place] == parts[1]]
    ids = themes(measure, plan).get(parts[0], ()) if len(parts) == 1 else ()
    return [one for one in cells if one[1][0] in ids]


def moved(item: str, facts: Facts) -> Moved:
    """How a figure moved. Of several rows only those count that are shown in both months: else one
    that is shown for the first time would look like growth."""
    before = facts.earlier.get(facts.now.month.plus(-1))
    cells = cells_of(item, facts.plan)
    if before is None or not cells:
        return Moved("not known")
    now = {one: band for one in cells if (band := facts.now.cells[one])}
    then = {one: band for one in now if (band := before.cells.get(one))}
    word = trend(total(then.values()), total(now[one] for one in then))
    return Moved(word, next(iter(then.values())) if len(cells) == 1 and then else None)
