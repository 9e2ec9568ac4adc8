"""The rules of the EHC clock, read from the researched facts (deadlines.yaml) and nowhere else.

The file says how many days a rule gives, from when, and for whom. What it says in figures is taken
as it stands; the few places where it says a figure in words are parsed here, and a word that does
not fit stops the start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge_base.reading import CONTENT

DEADLINES = CONTENT.parent / "facts" / "deadlines.yaml"
Unit = Literal["days", "weeks", "months", "working days", "tribunal working days"]

_NUMBERS = "one two three four five six seven eight nine ten".split()
_EITHER_EVENT = re.compile(r"(\d+) months? from \((\w)\)")  # the appeal
_BEGINNING_WITH = re.compile(r"(\d+) months beginning with the (\w+)")  # the review after a move
_BY_POST = re.compile(r"allow (\w+) working days after posting")


class RulesUnreadable(Exception):
    """The facts say something that this interpreter does not understand."""


@dataclass(frozen=True)
class Period:
    """So many units, counted from a day. include_first: that day is day 1; before: counted back."""

    n: int
    unit: Unit
    include_first: bool = False
    before: bool = False


@dataclass(frozen=True)
class FixedDay:
    """A day of the calendar in the year of the event. The act must be done before it."""

    day: int
    month: int


@dataclass(frozen=True)
class Exemption:
    """A reason in law that may lift a limit, or change which limit applies."""

    id: str
    law: str
    applies_to: frozenset[str]
    test: str
    effect: str


@dataclass(frozen=True)
class Step:
    """One rule. Its limits go by the name of the event that each counts from, "" for the main one.

    owner: who must meet it, in the words of the file. combine: "later" or "earlier" of several
    limits. avoids_christmas: a family should act before the tribunal closes for Christmas.
    moves_for_tribunal_closure: an end in the closure moves to the first working day after it.
    """

    id: str
    order: int
    name: str
    who_acts: str
    owner: str
    event: str
    use_date: str
    limits: Mapping[str, Period | FixedDay]
    combine: Literal["later", "earlier"]
    exceptions: tuple[str, ...]
    law: tuple[str, ...]
    avoids_christmas: bool
    moves_for_tribunal_closure: bool
    examples: tuple[Mapping[str, Any], ...]

    @property
    def is_familys(self) -> bool:
        """Whether it is the family that must meet it."""
        return self.owner == "family"

    @property
    def limit(self) -> Period:
        """The main limit, for a step that has one of so many units."""
        main = self.limits[""]
        assert isinstance(main, Period), self.id
        return main


@dataclass(frozen=True)
class Rules:
    """The whole file: steps and exceptions by id, in its order."""

    steps: Mapping[str, Step]
    exceptions: Mapping[str, Exemption]
    not_exceptions: tuple[str, ...]
    bank_holidays: Mapping[int, frozenset[date]]
    definitions: Mapping[str, str]
    days_for_post: int  # working days that a letter to the family is allowed on its way
    output_wording: str
    law_checked_to: str
    exception_examples: Mapping[str, Mapping[str, Any]]


@cache
def rules(path: Path = DEADLINES) -> Rules:
    """The rules as the facts have them; RulesUnreadable where they cannot be understood."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    meta = raw["meta"]
    return Rules(
        steps={entry["id"]: _step(entry) for entry in raw["steps"]},
        exceptions={entry["id"]: _exemption(entry) for entry in raw["exceptions"]},
        not_exceptions=tuple(raw["not_exceptions"]),
        bank_holidays={
            int(year): frozenset(map(date.fromisoformat, days))
            for year, days in meta["bank_holidays"].items()
        },
        definitions=meta["definitions"],
        days_for_post=_number(_found(_BY_POST, meta["service"], "meta.service")[1]),
        output_wording=meta["output_wording"],
        law_checked_to=str(meta["law_checked_to"]),
        exception_examples={
            entry["id"]: entry["worked_example"]
            for entry in raw["exceptions"]
            if "worked_example" in entry
        },
    )


def _step(entry: dict[str, Any]) -> Step:
    limit = entry["limit"] or {}
    return Step(
        id=entry["id"],
        order=entry["order"],
        name=entry["name"],
        who_acts=entry["who_acts"],
        owner=entry["deadline_owner"],
        event=entry["trigger"]["event"],
        use_date=entry["trigger"]["use_date"],
        limits=_limits(limit, entry["formula"], entry["id"]),
        combine="earlier" if "outer_limit_from_meeting_weeks" in limit else "later",
        exceptions=tuple(entry["exceptions"]),
        law=tuple(entry["law"]),
        avoids_christmas="before 25 December" in entry.get("cautious_rule", ""),
        moves_for_tribunal_closure="tribunal-holiday-rule" in entry["exceptions"],
        examples=tuple(entry["worked_examples"]),
    )


def _limits(limit: dict[str, Any], formula: str, step: str) -> dict[str, Period | FixedDay]:
    """Every limit of a step, by the event it counts from."""
    n, unit = limit.get("n"), str(limit.get("unit"))
    # One formula gives the cautious reading in place of the flag.
    first = bool(limit.get("include_trigger_day")) or "day before the corresponding" in formula
    if unit == "fixed dates":
        return {
            name: _fixed_day(value) for name, value in limit.items() if name not in _FIELDS_OF_LIMIT
        }
    if "table" in limit:
        return {name: Period(int(weeks), "weeks") for name, weeks in limit["table"].items()}
    if isinstance(n, str):
        found = _EITHER_EVENT.findall(n) + _BEGINNING_WITH.findall(n)
        if len(found) < 2:
            raise RulesUnreadable(f"{step}: the limit “{n}” is not understood")
        return {name: Period(int(count), "months", first) for count, name in found}
    if n is None:  # a date that follows from other steps, or no date at all
        return {}
    before = unit.endswith(" before")
    main = Period(n, _unit(unit, str(limit["kind"]), step), first, before)
    outer = limit.get("outer_limit_from_meeting_weeks")
    return {"": main} | ({"meeting": Period(outer, "weeks")} if outer else {})


_FIELDS_OF_LIMIT = {"n", "unit", "kind", "include_trigger_day"}


def _unit(unit: str, kind: str, step: str) -> Unit:
    if kind in ("working days", "tribunal working days"):
        return kind
    for known in ("days", "weeks", "months"):
        if unit.startswith(known):
            return known
    raise RulesUnreadable(f"{step}: the unit “{unit}” is not known")


def _fixed_day(text: str) -> FixedDay:
    day = datetime.strptime(f"{text} 2000", "%d %B %Y")
    return FixedDay(day.day, day.month)


def _exemption(entry: dict[str, Any]) -> Exemption:
    return Exemption(
        id=entry["id"],
        law=entry["law"],
        applies_to=frozenset(entry["applies_to"]),
        test=entry["test"],
        effect=entry["effect"],
    )


def _found(pattern: re.Pattern[str], text: str, where: str) -> re.Match[str]:
    found = pattern.search(text)
    if not found:
        raise RulesUnreadable(f"{where}: “{pattern.pattern}” is not in it")
    return found


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1
