"""What each part of a report says, out of shown bands and the texts of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pain_points import wording
from pain_points.bands import Band, in_words, ranked, total
from pain_points.derive import Figure, figures, name_of
from pain_points.document import Chart, Section, Table
from pain_points.months import Month
from pain_points.plan import Measure, Plan
from pain_points.release import Shown

THERAPY = "therapy"
MOST_BARS = 15


@dataclass(frozen=True)
class Facts:
    """What a report is made of. did: what changed, as staff entered it."""

    now: Shown
    earlier: Mapping[Month, Shown]
    plan: Plan
    did: Sequence[Mapping[str, str]] = ()

    @cached_property
    def figures(self) -> list[Figure]:
        """Every derived figure."""
        return figures(self.now, self.earlier, self.plan)

    def figure(self, table: str, item: str) -> Figure | None:
        """One derived figure of this month, or None."""
        return self._by_name.get((table, item))

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Figure]:
        return {(one.table, one.item): one for one in self.figures}

    def band(self, item: str) -> Band | None:
        """The band of a total, group, theme or cell, by its name in the files."""
        for table in ("total", "group", "theme"):
            if found := self.figure(table, item):
                return found.band
        measure, *cell = item.split("/")
        return self.now.cells.get((measure, tuple(cell)))


def measured(part: str, facts: Facts) -> Section | None:
    """The part of one measure; None where the plan has no such measure."""
    measure = facts.plan.measure(part)
    if measure is None:
        return None
    return Section(
        id=part,
        heading=wording.PARTS.get(part, measure.title),
        lead=wording.LEADS.get(part, ""),
        sentences=said_of(measure, facts),
        tables=(cells_table(measure, measure.cells, facts), *_over(measure, facts)),
    )


def said_of(measure: Measure, facts: Facts) -> tuple[str, ...]:
    """The sum of what is shown, how much is not, and what was renamed."""
    bands = [facts.now.cells[measure.id, cell] for cell in measure.cells]
    hidden = sum(band is None for band in bands)
    said = []
    if hidden == len(bands):
        said.append(wording.NONE_SHOWN.format(all=len(bands)))
    else:
        said.append(wording.SUM_OF_SHOWN.format(band=in_words(total(bands))))
        if hidden:
            said.append(wording.HIDDEN.format(hidden=hidden, all=len(bands)))
    for column in measure.by:
        for old, new in facts.plan.renamed.get(column, {}).items():
            said.append(wording.RENAMED.format(old=old, new=facts.plan.title(column, new)))
    return tuple(said)


def cells_table(
    measure: Measure, cells: Sequence[tuple[str, ...]], facts: Facts, title: str = ""
) -> Table:
    """The shown cells, greatest first, with share and trend."""
    now, plan = facts.now, facts.plan
    titles = {plan.cell_title(measure, cell): cell for cell in cells}
    order = ranked((name, now.cells[measure.id, cell]) for name, cell in titles.items())
    rows = []
    for name, band in order:
        item = name_of(measure.id, titles[name])
        share, trend = facts.figure("share", item), facts.figure("trend", item)
        percent = f"{share.band}%" if share and share.band else wording.NOT_SHOWN
        rows.append((name, str(band), percent, trend.word if trend else "not known"))
    heading = title or measure.title
    return Table(
        id=measure.id,
        title=heading,
        columns=("", "Conversations", "Share of what is shown", "Beside last month"),
        rows=tuple(rows),
        chart=chart(heading, order),
    )


def chart(title: str, order: Sequence[tuple[str, Band]]) -> Chart | None:
    """The greatest bars of a table, described in words; None where nothing is shown."""
    bars = tuple(order[:MOST_BARS])
    if not bars:
        return None
    listed = "; ".join(f"{name}: {band}" for name, band in bars)
    return Chart(title, f"Bars of conversations, the greatest first. {listed}.", bars)


def _over(measure: Measure, facts: Facts) -> list[Table]:
    """The sums over a quarter or year that ends with the month."""
    made = []
    for table, words in (("quarter", wording.QUARTER), ("year", wording.YEAR)):
        sums = [
            one
            for one in facts.figures
            if one.table == table and one.item.split("/")[0] == measure.id and one.band
        ]
        if not sums:
            continue
        titles = {name_of(measure.id, cell): cell for cell in measure.cells}
        named = {facts.plan.cell_title(measure, titles[one.item]): one for one in sums}
        order = ranked((name, one.band) for name, one in named.items())
        made.append(
            Table(
                id=f"{measure.id}-{table}",
                title=f"{words.format(period=_period(sums[0].period))}. {wording.OVER}",
                columns=("", "Conversations", "Months shown"),
                rows=tuple((name, str(band), str(named[name].months)) for name, band in order),
            )
        )
    return made


def _period(period: str) -> str:
    first, _, last = period.partition(" to ")
    return f"{Month.read(first).words} to {Month.read(last).words}"
