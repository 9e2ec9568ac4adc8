"""The audit of a folder of releases: the ledger, every file, every figure, every hidden cell."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pain_points.auditor.possible import impossible
from pain_points.auditor.reading import NotRight, Released, read_release
from pain_points.auditor.recompute import expected

LEDGER = "ledger.jsonl"
_START = "0" * 64


def audit(folder: Path) -> list[str]:
    """What is wrong with the releases in a folder, in sentences; empty when all is well."""
    try:
        ledger = list(_ledger(folder / LEDGER))
        problems = list(_against_ledger(folder, ledger))
        earlier: dict[str, Released] = {}
        for month in sorted({line["month"] for line in ledger if line["action"] == "prepared"}):
            release = read_release(folder / month)
            problems += audit_month(release, earlier)
            earlier[month] = release
    except NotRight as error:
        return [str(error)]
    return problems


def audit_next(release: Path, earlier: list[Path]) -> list[str]:
    """What is wrong with the figures in a folder, before the ledger names it. earlier: the folders
    of the months before it."""
    try:
        before = [read_release(folder) for folder in earlier]
        return audit_month(read_release(release), {one.month: one for one in before})
    except NotRight as error:
        return [str(error)]


def audit_month(now: Released, earlier: Mapping[str, Released]) -> list[str]:
    """What is wrong with one month's figures, given those before it."""
    return [
        *_plan(now, earlier),
        *_cells(now),
        *_derived(now, earlier),
        *impossible(now),
    ]


def _plan(now: Released, earlier: Mapping[str, Released]) -> Iterator[str]:
    plan = now.plan
    if not plan["fixed_on"] < f"{plan['starts']}-01" <= f"{now.month}-01":
        yield f"{now.month}: the plan was not fixed before the month it serves"
    kinds = [kind for measure in plan["measures"] for kind in measure["kinds"]]
    if len(set(kinds)) < len(kinds):
        yield f"{now.month}: two tables count the same events"
    last = max((month for month in earlier if month < now.month), default=None)
    if last and earlier[last].plan["measures"] != plan["measures"] and plan["starts"] <= last:
        yield f"{now.month}: the cells changed in the middle of a plan"


def _cells(now: Released) -> Iterator[str]:
    planned = {name for measure in now.measures for name in now.names(measure)}
    for name in sorted(planned ^ set(now.cells)):
        yield f"{now.month}: {name} is in the plan or in the figures, not in both"


def _derived(now: Released, earlier: Mapping[str, Released]) -> Iterator[str]:
    if set(now.cells) != {name for measure in now.measures for name in now.names(measure)}:
        return
    right = list(expected(now, earlier))
    if sorted(right) != sorted(now.lines):
        odd = sorted(set(now.lines) ^ set(right))
        where = f"{odd[0][0]} of {odd[0][2]}" if odd else "a line that stands there twice"
        yield f"{now.month}: {where} does not follow from what is shown"


def _against_ledger(folder: Path, ledger: list[dict[str, Any]]) -> Iterator[str]:
    prepared: dict[str, dict[str, Any]] = {}
    signed: dict[str, list[str]] = {}
    for line in ledger:
        if line["action"] == "prepared":
            if line["month"] in prepared:
                yield f"{line['month']}: it was released twice, and the two can be compared"
            prepared[line["month"]] = line
        elif line["action"] == "signed":
            signed.setdefault(line["month"], []).append(line["by"].casefold())
    for month, names in signed.items():
        if len(set(names)) < len(names) or month not in prepared:
            yield f"{month}: its signatures are not those of two people"
    for month, line in prepared.items():
        yield from _files(folder / month, line["files"])
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in prepared:
            yield f"{path.name}: the ledger knows nothing of this folder"


def _files(folder: Path, stated: dict[str, str]) -> Iterator[str]:
    found = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    for name in sorted(found.keys() ^ stated.keys()):
        yield f"{folder.name}: {name} is missing, or the ledger does not name it"
    for name in sorted(found.keys() & stated.keys()):
        if hashlib.sha256(found[name].read_bytes()).hexdigest() != stated[name]:
            yield f"{folder.name}: {name} was changed after the release"


def _ledger(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise NotRight(f"{path.parent}: there is no ledger here")
    before = _START
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            stated = line.pop("hash")
            plain = json.dumps(line, sort_keys=True, ensure_ascii=False).encode()
            is_right = (
                line["number"] == number
                and line["previous"] == before
                and hashlib.sha256(plain).hexdigest() == stated
                and line["month"]
                and line["action"] in {"prepared", "signed"}
            )
        except (ValueError, KeyError, TypeError):
            is_right = False
        if not is_right:
            raise NotRight(f"ledger, line {number}: it was changed after it was written")
        before = stated
        yield line
