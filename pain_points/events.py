"""Events out of a file: CSV with the columns of `COLUMNS`, checked line by line."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pain_points.months import Month
from pain_points.plan import Plan
from pain_points.problems import ReportProblem
from pain_points.vocabulary import LISTED_BY_THE_PLAN, SAYS, Event, vocabulary

# conversation: a number that the rows of one conversation share, so that it counts once in a cell.
# The database has none; there, a conversation was counted once when its rows were written.
# month: the month a late event counts in, where that is not the month of its day.
COLUMNS = ("day", *SAYS, "conversation", "month")
ALSO_CALLED = {"journey_stage": "stage", "weeks": "weeks_band", "age": "age_band", "date": "day"}
NEVER = {
    *("school", "ward", "postcode", "sex", "gender", "name", "time", "text", "message"),
    *("ethnicity", "diagnosis", "address", "email", "phone"),
}


class Row(NamedTuple):
    """One line: the day, the month it counts in, what happened, and the conversation or ""."""

    day: date
    month: Month
    event: Event
    conversation: str


def read_events(path: Path, plan: Plan) -> Iterator[Row]:
    """Each event of a file, in order. Raises ReportProblem with line, fault and remedy."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(csv.reader(lines, strict=True), plan, path.name)
    except UnicodeDecodeError:
        raise ReportProblem(f"{path.name} is not UTF-8 text. Save it as “CSV UTF-8”.") from None
    except OSError as error:
        raise ReportProblem(f"{path.name} cannot be read: {error.strerror}.") from None


def has_conversations(path: Path) -> bool:
    """Whether the file says which rows belong to one conversation."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return "conversation" in _names(next(csv.reader(lines), []))


def _rows(reader: Iterator[list[str]], plan: Plan, file: str) -> Iterator[Row]:
    names = _columns(next(reader, []), file)
    at = {name: names.index(name) for name in names}
    places = [at.get(name) for name in SAYS]
    day_at, month_at, conversation_at = at["day"], at.get("month"), at.get("conversation")
    days: dict[tuple[str, str], tuple[date, Month]] = {}
    events: dict[tuple[str, ...], Event] = {}
    try:
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(names):
                raise _Wrong(f"it has {len(cells)} values for {len(names)} columns")
            when = (cells[day_at], "" if month_at is None else cells[month_at])
            if when not in days:
                days[when] = _when(*when)
            said = tuple("" if place is None else cells[place] for place in places)
            event = events.get(said)
            if event is None:
                event = events[said] = _event(said, plan)
            who = "" if conversation_at is None else cells[conversation_at]
            if conversation_at is not None and not who:
                raise _Wrong("the conversation is missing")
            yield Row(*days[when], event, who)
    except (_Wrong, csv.Error) as wrong:
        line = getattr(reader, "line_num", 0)
        raise ReportProblem(f"{file}, line {line}: {wrong}. Nothing was released.") from None


class _Wrong(Exception):
    """What is wrong with a line."""


def _names(header: list[str]) -> list[str]:
    plain = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in header]
    return [ALSO_CALLED.get(name, name) for name in plain]


def _columns(header: list[str], file: str) -> list[str]:
    names = _names(header)
    if len(names) == 1 and ";" in names[0]:
        raise ReportProblem(f"{file} has semicolons between its columns. Save it with commas.")
    barred = [name for name in names if name in NEVER]
    if barred:
        raise ReportProblem(
            f"{file} has a column “{barred[0]}”. No report may know that: take the column out."
        )
    unknown = [name for name in names if name not in COLUMNS]
    lacking = [name for name in ("day", "kind") if name not in names]
    if unknown or lacking or len(set(names)) < len(names):
        raise ReportProblem(
            f"{file}: its first line must name the columns, each once, out of "
            f"{', '.join(COLUMNS)}; day and kind are needed."
            + (f" “{unknown[0]}” is not one of them." if unknown else "")
        )
    return names


def _when(day: str, month: str) -> tuple[date, Month]:
    try:
        there = date.fromisoformat(day)
        if there.isoformat() != day:
            raise ValueError
    except ValueError:
        raise _Wrong(f"“{day}” is not a day such as 2026-10-31, without a time") from None
    try:
        counts_in = Month.read(month) if month else Month.of(there)
    except ReportProblem as problem:
        raise _Wrong(str(problem).rstrip(".")) from None
    if counts_in < Month.of(there):
        raise _Wrong(f"a day in {Month.of(there)} cannot count in {counts_in}, which is earlier")
    return there, counts_in


def _event(said: tuple[str, ...], plan: Plan) -> Event:
    """The event, with ids that were renamed under their new name."""
    event = Event(*said)
    changes = {}
    for column, value in zip(SAYS, said, strict=True):
        if value and value in plan.renamed.get(column, {}):
            changes[column] = plan.renamed[column][value]
        elif value and not _is_known(column, value, plan):
            raise _Wrong(
                f"“{value}” is no {column.replace('_', ' ')} of the vocabulary or the plan. If it "
                f"was renamed, add it to the plan under [renamed.{column}]"
            )
    if not event.kind:
        raise _Wrong("the kind is missing")
    return event._replace(**changes) if changes else event


def _is_known(column: str, value: str, plan: Plan) -> bool:
    listed = column in LISTED_BY_THE_PLAN
    known = plan.names.get(column, {}) if listed else vocabulary().get(column, {})
    return value in known
