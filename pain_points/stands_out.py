"""What stands out in a month: at most three things to act on, with figures and reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from pain_points import wording
from pain_points.bands import Band, part_of, ranked
from pain_points.beside import Moved, moved
from pain_points.contents import Facts
from pain_points.derive import name_of
from pain_points.document import Section, Table
from pain_points.months import Month
from pain_points.plan import Cell, Measure

MOST = 3
_ORDER = ("up", "about the same", "not known", "down")  # what grew comes first


@dataclass(frozen=True)
class Point:
    """One thing: what it is about, as an id; how it is read; its band; and why it matters."""

    about: str
    title: str
    band: Band
    moved: Moved
    why: tuple[str, ...]


def summary(facts: Facts) -> Section:
    """The headline, and a table of the things to act on; those that grew come first."""
    now, month = facts.now, facts.now.month.words
    first = wording.HEADLINE.format(band=now.headline, month=month)
    if now.headline is None:
        first = wording.NO_HEADLINE.format(month=month)
    found: dict[str, Point] = {}
    for point in _points(facts):
        found.setdefault(point.about, point)
    chosen = sorted(list(found.values())[:MOST], key=lambda one: _ORDER.index(one.moved.word))
    if not chosen:
        return Section("summary", wording.SUMMARY, (wording.NOTHING_TO_ACT,), lead=first)
    rows = tuple((p.title, str(p.band), p.moved.words, " ".join(p.why)) for p in chosen)
    table = Table("stands-out", wording.STANDS_OUT, wording.STANDS_OUT_COLUMNS, rows)
    return Section("summary", wording.SUMMARY, (wording.HOW_CHOSEN,), (table,), lead=first)


def _points(facts: Facts) -> Iterator[Point]:
    yield from _stuck_most(facts)
    yield from _helped_least(facts)
    yield from _rising(facts)
    yield from _late(facts)
    yield from _asked_most(facts)


def _first(name: str, facts: Facts) -> tuple[Measure, Cell, Band, tuple[str, ...]] | None:
    """The greatest shown cell of a measure, and the sentence that names its equals."""
    measure = facts.plan.measure(name)
    if measure is None:
        return None
    titles = {facts.plan.cell_title(measure, cell): cell for cell in measure.cells}
    order = ranked((title, facts.now.cells[name, cell]) for title, cell in titles.items())
    if not order:
        return None
    (title, band), *rest = order
    equal = "; ".join(other for other, theirs in rest if theirs == band)
    said = (wording.AS_OFTEN.format(names=equal),) if equal else ()
    return measure, titles[title], band, said


def _stuck_most(facts: Facts) -> Iterator[Point]:
    if found := _first("stuck", facts):
        measure, cell, band, equal = found
        shifts = [one for one in facts.plan.told.get("shift", ()) if one["barrier"] in cell]
        aims = [wording.SHIFT_SAID.format(from_=one["from"], to=one["to"]) for one in shifts]
        title = facts.plan.cell_title(measure, cell)
        why = (wording.WHY_STUCK, *equal, *aims, *_milestones(cell, facts))
        yield Point(title, title, band, moved(name_of("stuck", cell), facts), why)


def _helped_least(facts: Facts) -> Iterator[Point]:
    if found := _first("unhelpful", facts):
        measure, cell, band, equal = found
        why: tuple[str, ...] = (wording.WHY_UNHELPFUL, *equal)
        if asked := facts.now.cells.get((measure.inside, cell)):
            share = part_of(band, asked)
            why = (wording.WHY_UNHELPFUL, wording.OF_WHOM.format(asked=asked, share=share), *equal)
        title = wording.UNHELPFUL.format(cell=facts.plan.cell_title(measure, cell))
        item = name_of("unhelpful", cell)
        yield Point(cell[0], title, band, moved(item, facts), (*why, *_milestones(cell, facts)))


def _rising(facts: Facts) -> Iterator[Point]:
    measure = facts.plan.measure("asked")
    if measure is None:
        return
    titles = {facts.plan.cell_title(measure, cell): cell for cell in measure.cells}
    for title, band in ranked((t, facts.now.cells["asked", cell]) for t, cell in titles.items()):
        moves = moved(name_of("asked", titles[title]), facts)
        if moves.word == "up":
            why = (wording.WHY_RISING, *_milestones(titles[title], facts))
            yield Point(titles[title][0], wording.ASKED.format(cell=title), band, moves, why)
            return


def _late(facts: Facts) -> Iterator[Point]:
    band = facts.band("late")
    if band and (found := _first("late", facts)):
        measure, cell, most, equal = found
        title = facts.plan.cell_title(measure, cell)
        most_often = wording.MOST_OFTEN.format(cell=f"{title[0].lower()}{title[1:]}", band=most)
        why = (wording.WHY_LATE, most_often, *equal)
        yield Point("late", wording.PARTS["late"], band, moved("late", facts), why)


def _asked_most(facts: Facts) -> Iterator[Point]:
    if found := _first("asked", facts):
        measure, cell, band, equal = found
        title = wording.ASKED.format(cell=facts.plan.cell_title(measure, cell))
        why = (wording.WHY_ASKED, *equal, *_milestones(cell, facts))
        yield Point(cell[0], title, band, moved(name_of("asked", cell), facts), why)


def _milestones(cell: Cell, facts: Facts) -> Iterator[str]:
    """The milestones whose indicator is about the same thing, each with its date."""
    known = {one["reference"]: one for one in facts.plan.told.get("milestones", ())}
    for indicator in facts.plan.told.get("indicators", ()):
        milestone = known.get(indicator["milestone"])
        if milestone and indicator["figure"].rpartition("/")[2] in cell:
            date = Month.read(milestone["revised"] or milestone["due"])
            said = wording.MILESTONE_PASSED if date < facts.now.month else wording.MILESTONE
            yield said.format(
                reference=milestone["reference"], name=milestone["milestone"], date=date.words
            )
