"""The parts of a report that lay figures beside something: the vision, the plan, what was done."""

from collections.abc import Callable, Iterable

from pain_points import wording
from pain_points.bands import Band, in_words, ranked
from pain_points.contents import THERAPY, Facts, cells_table, chart, measured
from pain_points.document import Section, Table
from pain_points.indicators import indicators_table
from pain_points.months import Month
from pain_points.stands_out import summary
from pain_points.vocabulary import vocabulary


def stuck(facts: Facts) -> Section | None:
    """Where families got stuck: by stage and theme, and added up by each."""
    section, measure = measured("stuck", facts), facts.plan.measure("stuck")
    if section is None or measure is None:
        return None
    sums = []
    for column, title in zip(measure.by, (wording.BY_STAGE, wording.BY_BARRIER), strict=False):
        values = measure.lists[measure.by.index(column)]
        bands = [(facts.plan.title(column, v), facts.band(f"stuck/{column}/{v}")) for v in values]
        order = ranked(bands)
        rows = tuple((name, str(band)) for name, band in order)
        sums.append(Table(f"stuck-{column}", title, ("", "Conversations, of shown rows"), rows))
    return Section(
        section.id,
        section.heading,
        section.sentences,
        (section.tables[0], *sums, *section.tables[1:]),
        lead=section.lead,
    )


def shifts(facts: Facts) -> Section | None:
    """The shifts of the shared vision, each beside how often families named what it is from."""
    listed = facts.plan.told.get("shift", [])
    if not listed:
        return None
    names = vocabulary()["barrier"]
    shown = {one["barrier"]: facts.band(f"stuck/barrier/{one['barrier']}") for one in listed}
    places = _greatest_first([(names[barrier], band) for barrier, band in shown.items()])
    of_vision = Table(
        "shifts",
        "The seven shifts" if len(listed) == 7 else "The shifts",
        ("From this", "To this", "What families call it", "Conversations, of shown rows"),
        tuple(
            (one["from"], one["to"], names[one["barrier"]], in_words(shown[one["barrier"]]))
            for one in sorted(listed, key=lambda one: places.index(names[one["barrier"]]))
        ),
        chart("How often families named what a shift is from",
              ranked((names[barrier], band) for barrier, band in shown.items())),
    )  # fmt: skip
    rest_of_them = {
        title: facts.band(f"stuck/barrier/{barrier}")
        for barrier, title in names.items()
        if barrier not in shown
    }
    rest = Table(
        "other-barriers",
        "What else families found hard",
        ("What families call it", "Conversations, of shown rows"),
        tuple(
            (name, in_words(rest_of_them[name])) for name in _greatest_first(rest_of_them.items())
        ),
    )
    return _section("shifts", (), (of_vision, rest))


def _greatest_first(bands: Iterable[tuple[str, Band | None]]) -> list[str]:
    """The names of what is shown, the greatest first, then of what is not, as they were."""
    bands = list(bands)
    shown = [name for name, _ in ranked(bands)]
    return [*shown, *(name for name, band in bands if band is None)]


def therapies(facts: Facts) -> Section | None:
    """The therapy topics: what was asked, and where the answer did not help."""
    tables = []
    for name in ("asked", "unhelpful"):
        measure = facts.plan.measure(name)
        if measure and measure.by[0] == "topic":
            cells = [cell for cell in measure.cells if cell[0].startswith(THERAPY)]
            title = f"Therapies: {measure.title[0].lower()}{measure.title[1:]}"
            table = cells_table(measure, cells, facts, title)
            tables.append(Table(f"therapies-{name}", title, table.columns, table.rows, table.chart))
    return _section("therapies", (), tuple(tables)) if tables else None


def against_the_plan(facts: Facts) -> Section:
    """Milestones with their dates, and the indicators that the board sets."""
    milestones = facts.plan.told.get("milestones", [])
    dated = Table(
        "milestones",
        "Milestones of the action plan",
        ("Reference", "Milestone", "Due", "Revised"),
        tuple(
            (one["reference"], one["milestone"], _month(one["due"]), _month(one["revised"]))
            for one in milestones
        ),
    )
    if not milestones:
        return _section("plan", (wording.NO_MILESTONES,), ())
    measured = indicators_table(facts)
    return _section("plan", (), (measured, dated) if measured else (dated,))


def did(facts: Facts) -> Section:
    """What families said and what was done about it."""
    if not facts.did:
        return _section("did", (wording.NO_DID,), ())
    rows = tuple((one["said"], one["did"], one["by"], one["on"]) for one in facts.did)
    columns = ("You said", "We did", "Who", "When")
    return _section("did", (), (Table("you-said-we-did", wording.PARTS["did"], columns, rows),))


def method(_facts: Facts) -> Section:
    """The method note, in plain English."""
    lead = wording.LEADS["method"]
    return Section("method", wording.PARTS["method"], wording.METHOD, is_list=True, lead=lead)


def _section(name: str, sentences: tuple[str, ...], tables: tuple[Table, ...]) -> Section:
    return Section(name, wording.PARTS[name], sentences, tables, lead=wording.LEADS[name])


def _month(text: str) -> str:
    return Month.read(text).words if text else "no new date"


PARTS: dict[str, Callable[[Facts], Section | None]] = {
    "summary": summary,
    "stuck": stuck,
    "shifts": shifts,
    "therapies": therapies,
    "plan": against_the_plan,
    "did": did,
    "method": method,
}
