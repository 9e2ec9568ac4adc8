"""The release plan: which cells each measure has, fixed before the first month it serves.

A plan is checked whole. Each kind of event feeds one measure only, so that no conversation's step
can be read off two tables; and no measure joins columns that would point at a child.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from pain_points.months import Month
from pain_points.problems import ReportProblem
from pain_points.vocabulary import LISTED_BY_THE_PLAN, NOT_SAID, SAYS, vocabulary

HEADLINE = "conversations"  # the measure that every plan has, in bands of 50
Cell = tuple[str, ...]
MOST_COLUMNS = 2  # of one measure; three would cut cells so small that hardly one is shown
NEVER_TOGETHER = ({"age_band", "locality"}, {"language", "locality"}, {"language", "age_band"})
ID = set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True)
class Measure:
    """One table. A conversation counts at most once in a cell; what is in no cell is not shown.

    kinds: the events that count; by: the columns that cells differ in; lists: the ids of each;
    inside: a measure with the same cells whose conversations hold these, so that a cell is shown
    only where the other is; alone: whether a conversation is nearly always in one cell only.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    by: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]
    inside: str = ""
    alone: bool = False

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the lists."""
        return tuple(product(*self.lists))

    def group(self, cell: Cell) -> Cell:
        """What one conversation may be in once: with two columns, a topic; else the cell, or all
        cells where a conversation is in one alone."""
        if self.alone:
            return ()
        return cell[:1] if len(cell) > 1 else cell


@dataclass(frozen=True)
class Plan:
    """A plan that has been checked. names: the titles of ids, by column."""

    area: str
    starts: Month
    fixed_on: date
    year_starts: int
    measures: tuple[Measure, ...]
    names: dict[str, dict[str, str]]
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)  # what the report says beside the figures
    invented: bool = False

    def measure(self, name: str) -> Measure | None:
        """The measure of that id, or None."""
        return next((one for one in self.measures if one.id == name), None)

    def title(self, column: str, value: str) -> str:
        """How an id is read."""
        if value == NOT_SAID:
            return "Not said"
        return self.names.get(column, {}).get(value) or vocabulary().get(column, {})[value]

    def cell_title(self, measure: Measure, cell: Cell) -> str:
        """How a cell is read: “Asking for an EHC plan: Forms and paperwork”."""
        return ": ".join(
            self.title(column, value) for column, value in zip(measure.by, cell, strict=True)
        )

    @cached_property
    def digest(self) -> str:
        """What fixes the cells, as a hash; titles and texts may change without it."""
        fixed = [
            [one.id, one.kinds, one.by, one.lists, one.inside, one.alone] for one in self.measures
        ]
        return hashlib.sha256(json.dumps(fixed).encode()).hexdigest()


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises ReportProblem with what to mend."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportProblem(f"The plan {path.name} cannot be read: {error}") from None
    try:
        plan = plan_from(raw)
    except KeyError as error:
        raise ReportProblem(f"The plan {path.name} lacks {error.args[0]}.") from None
    plan.told.update(_beside(path.parent))
    return plan


def _beside(folder: Path) -> dict[str, Any]:
    """What stands beside a plan: the action plan's milestones and the board's indicators."""
    milestones, indicators = folder / "improvement-plan.yaml", folder / "indicators.toml"
    found = {}
    if milestones.exists():
        found["milestones"] = yaml.safe_load(milestones.read_text(encoding="utf-8"))
    if indicators.exists():
        found["indicators"] = tomllib.loads(indicators.read_text(encoding="utf-8"))["indicator"]
    return found


def plan_from(raw: dict[str, Any]) -> Plan:
    """A plan from its parts. Raises ReportProblem or KeyError."""
    names = {column: dict(titles) for column, titles in raw.get("names", {}).items()}
    measures = tuple(_measure(each, names) for each in raw["measure"])
    plan = Plan(
        area=raw["area"],
        starts=Month.read(raw["starts"]),
        fixed_on=_day(raw["fixed_on"]),
        year_starts=int(raw.get("year_starts", 4)),
        measures=measures,
        names=names,
        renamed={column: dict(pairs) for column, pairs in raw.get("renamed", {}).items()},
        told=raw.get("told", {}),
        invented=bool(raw.get("invented", False)),
    )
    faults = [*_faults(plan)]
    if faults:
        raise ReportProblem("The plan cannot be used. " + " ".join(faults))
    return plan


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _measure(raw: dict[str, Any], names: dict[str, dict[str, str]]) -> Measure:
    by = tuple(raw["by"])
    lists = []
    for column in by:
        known = names[column] if column in LISTED_BY_THE_PLAN else vocabulary().get(column, {})
        lists.append(tuple(raw.get("only", {}).get(column) or known))
    return Measure(
        id=raw["id"],
        title=raw["title"],
        kinds=tuple(raw["kinds"]),
        by=by,
        lists=tuple(lists),
        inside=raw.get("inside", ""),
        alone=bool(raw.get("alone", False)),
    )


def _faults(plan: Plan) -> Iterable[str]:
    if plan.fixed_on >= plan.starts.first_day:
        yield (
            f"It was fixed on {plan.fixed_on}, which is not before {plan.starts} begins. "
            "A plan is fixed before the first month it serves."
        )
    feeds: dict[str, str] = {}
    ids = [measure.id for measure in plan.measures]
    if HEADLINE in ids or len(set(ids)) < len(ids):
        yield f"Each measure needs an id of its own, and “{HEADLINE}” is taken."
    for measure in plan.measures:
        yield from _faults_of(measure, plan)
        for kind in measure.kinds:
            if kind in feeds:
                yield (
                    f"Both {feeds[kind]} and {measure.id} count “{kind}”. A kind feeds one measure "
                    "only: a finer table takes the place of the coarser one."
                )
            feeds[kind] = measure.id
    for column, pairs in plan.renamed.items():
        for old, new in pairs.items():
            if old in plan.names.get(column, {}) or new not in plan.names.get(column, {}):
                yield f"“{old}” is renamed to “{new}”: the new name belongs in the list, alone."


def _faults_of(measure: Measure, plan: Plan) -> Iterable[str]:
    where = f"The measure {measure.id}"
    unknown = set(measure.by) - (set(SAYS) - {"kind"})
    if unknown or not measure.by or len(measure.by) > MOST_COLUMNS:
        yield f"{where} needs one or two of the columns of an event, not {list(measure.by)}."
        return
    if set(measure.kinds) - set(vocabulary()["kind"]) or not measure.kinds:
        yield f"{where} counts a kind that is not in the vocabulary: {list(measure.kinds)}."
    if any(apart <= set(measure.by) for apart in NEVER_TOGETHER):
        yield f"{where} may not join {' with '.join(measure.by)}: that would point at a child."
    for column, ids in zip(measure.by, measure.lists, strict=True):
        known = plan.names.get(column) or vocabulary().get(column, {})
        strange = [one for one in ids if one != NOT_SAID and one not in known]
        if strange or not ids or len(set(ids)) < len(ids):
            yield f"{where} lists {column} that are unknown or stand there twice: {strange}."
        if any(set(one) - ID for one in ids):
            yield f"{where}: an id has small letters, figures and hyphens only."
    if measure.inside:
        outer = plan.measure(measure.inside)
        if outer is None or outer.cells != measure.cells:
            yield f"{where} is inside {measure.inside}, which must have the same cells."
