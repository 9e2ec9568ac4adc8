"""The parts of a report that lay figures beside something: the vision, the plan, what was done."""

from collections.abc import Callable

from pain_points import wording
from pain_points.bands import in_words, ranked
from pain_points.contents import THERAPY, Facts, cells_table, chart, measured
from pain_points.derive import name_of
from pain_points.document import Section, Table
from pain_points.months import Month
from pain_points.plan import Measure
from pain_points.vocabulary import vocabulary


def summary(facts: Facts) -> Section:
    """The headline and three things to act on, each with the figure it rests on."""
    now, month = facts.now, facts.now.month.words
    if now.headline:
        first = wording.HEADLINE.format(band=now.headline, month=month)
    else:
        first = wording.NO_HEADLINE.format(month=month)
    points = [*_stuck_most(facts), *_helped_least(facts), *_rising(facts), *_asked_most(facts)]
    points = list(dict.fromkeys(points))[:3] or [wording.NOTHING_TO_ACT]
    return Section("summary", wording.SUMMARY, tuple(points), is_list=True, lead=first)


def _order(measure: Measure, facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    titles = {facts.plan.cell_title(measure, cell): cell for cell in measure.cells}
    shown = ranked((name, facts.now.cells[measure.id, cell]) for name, cell in titles.items())
    return [(name, titles[name]) for name, _ in shown]


def _point(template: str, measure: Measure, name: str, cell: tuple[str, ...], facts: Facts) -> str:
    band = facts.now.cells[measure.id, cell]
    trend = facts.trend(name_of(measure.id, cell))
    return template.format(cell=name, band=band, trend=trend).strip()


def _stuck_most(facts: Facts) -> list[str]:
    measure = facts.plan.measure("stuck")
    for name, cell in _order(measure, facts)[:1] if measure else ():
        said = _point(wording.ACT_STUCK, measure, name, cell, facts)
        shifts = [one for one in facts.plan.told.get("shift", ()) if one["barrier"] in cell]
        aim = [wording.SHIFT_SAID.format(from_=one["from"], to=one["to"]) for one in shifts]
        return [" ".join([said, *aim])]
    return []


def _helped_least(facts: Facts) -> list[str]:
    measure = facts.plan.measure("unhelpful")
    order = _order(measure, facts)[:1] if measure else []
    return [_point(wording.ACT_UNHELPFUL, measure, name, cell, facts) for name, cell in order]


def _rising(facts: Facts) -> list[str]:
    measure = facts.plan.measure("asked")
    for name, cell in _order(measure, facts) if measure else ():
        trend = facts.figure("trend", name_of("asked", cell))
        if trend and trend.word == "up":
            band = facts.now.cells["asked", cell]
            return [wording.ACT_RISING.format(cell=name, band=band)]
    return []


def _asked_most(facts: Facts) -> list[str]:
    late = facts.band("late")
    found = [wording.ACT_LATE.format(band=late)] if late else []
    measure = facts.plan.measure("asked")
    order = _order(measure, facts)[:1] if measure else []
    return found + [_point(wording.ACT_ASKED, measure, name, cell, facts) for name, cell in order]


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
    of_vision = Table(
        "shifts",
        "The seven shifts" if len(listed) == 7 else "The shifts",
        ("From this", "To this", "What families call it", "Conversations, of shown rows"),
        tuple(
            (one["from"], one["to"], names[one["barrier"]], in_words(shown[one["barrier"]]))
            for one in listed
        ),
        chart("How often families named what a shift is from",
              ranked((names[barrier], band) for barrier, band in shown.items())),
    )  # fmt: skip
    others = [barrier for barrier in names if barrier not in shown]
    rest = Table(
        "other-barriers",
        "What else families found hard",
        ("What families call it", "Conversations, of shown rows"),
        tuple((names[one], in_words(facts.band(f"stuck/barrier/{one}"))) for one in others),
    )
    return _section("shifts", (), (of_vision, rest))


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
    indicators = facts.plan.told.get("indicators", [])
    dated = Table(
        "milestones",
        "Milestones of the action plan",
        ("Reference", "Milestone", "Due", "Revised"),
        tuple(
            (one["reference"], one["milestone"], _month(one["due"]), _month(one["revised"]))
            for one in milestones
        ),
    )
    measured = Table(
        "indicators",
        "How the board will know",
        ("Milestone", "Indicator", "This month", "Better", "Baseline", "Target", "Success is"),
        tuple(
            (
                one["milestone"],
                one["title"],
                in_words(facts.band(one["figure"])),
                wording.DOWN if one["direction"] == "down" else wording.UP,
                *(one[part] or wording.NOT_SET for part in ("baseline", "target", "success")),
            )
            for one in indicators
        ),
    )
    if not milestones:
        return _section("plan", (wording.NO_MILESTONES,), ())
    return _section("plan", (), (dated, measured) if indicators else (dated,))


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
