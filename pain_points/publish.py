"""Counts to a release in its folder: made aside, audited, put in place whole, or refused."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from pain_points.aggregate import MonthCounts
from pain_points.auditor.audit import audit_next
from pain_points.derive import figures
from pain_points.ledger import Ledger, hash_of
from pain_points.months import Month, is_closed
from pain_points.plan import Plan
from pain_points.problems import Refused
from pain_points.release import Shown, suppress
from pain_points.released import CELLS, DERIVED, cells_csv, derived_csv, read_cells

PLAN = "plan.json"
# Makes the readable files of a release: name and bytes, from what is shown now and before.
Writers = Callable[[Shown, Mapping[Month, Shown], Plan], dict[str, bytes]]


def publish(
    counts: MonthCounts, month: Month, plan: Plan, folder: Path, today: date, write: Writers
) -> Path:
    """Prepare the release of a month; the folder it lies in. Raises Refused, leaving nothing.

    It still needs the signatures of two people before families see it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(folder)
    _may_be_released(month, plan, ledger, today)
    earlier = {one: read_cells(folder / str(one)) for one in ledger.months() if one < month}
    shown = suppress(counts, month, plan)
    files = figure_files(shown, earlier, plan) | write(shown, earlier, plan)
    aside = folder / f".{month}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        for name, content in files.items():
            (aside / name).write_bytes(content)
        problems = audit_next(aside, [folder / str(one) for one in earlier])
        if problems:
            raise Refused("The auditor refuses this release. " + ". ".join(problems) + ".")
        # A folder that the ledger does not name is what a crash left of an earlier try.
        shutil.rmtree(folder / str(month), ignore_errors=True)
        aside.rename(folder / str(month))
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    hashes = {name: hash_of(content) for name, content in sorted(files.items())}
    ledger.add("prepared", month, today, {"plan": plan.digest, "files": hashes})
    return folder / str(month)


def figure_files(shown: Shown, earlier: Mapping[Month, Shown], plan: Plan) -> dict[str, bytes]:
    """The files that the auditor reads: plan, cells and derived figures."""
    return {
        PLAN: _plan_json(plan, shown).encode(),
        CELLS: cells_csv(shown, plan).encode(),
        DERIVED: derived_csv(figures(shown, earlier, plan)).encode(),
    }


def _may_be_released(month: Month, plan: Plan, ledger: Ledger, today: date) -> None:
    if ledger.prepared(month):
        raise Refused(
            f"{month.words} is released and stays as it is: a second version could be compared "
            "with the first. What came late counts in the next month."
        )
    if not is_closed(month, today):
        raise Refused(f"{month.words} is not over yet. Only whole months are released.")
    if month < plan.starts:
        raise Refused(f"The plan begins with {plan.starts.words}, after {month.words}.")
    later = [one for one in ledger.months() if one > month]
    if later:
        raise Refused(
            f"{later[0].words} is released already, and {month.words} comes before it. Months are "
            "released in order, since each is compared with the one before."
        )
    last = ledger.months()[-1] if ledger.months() else None
    entry = ledger.prepared(last) if last else None
    if entry and entry.details["plan"] != plan.digest and plan.starts <= last:
        raise Refused(
            "The cells of the plan changed after a month was released under it. Give the changed "
            f"plan a start after {last.words}, fixed before that day."
        )


def _plan_json(plan: Plan, shown: Shown) -> str:
    return json.dumps(
        {
            "area": plan.area,
            "starts": str(plan.starts),
            "fixed_on": plan.fixed_on.isoformat(),
            "year_starts": plan.year_starts,
            "invented": plan.invented,
            "rows_alone": shown.rows_alone,
            "themes": plan.told.get("themes", {}),
            "renamed": plan.renamed,
            "measures": [
                {
                    "id": one.id,
                    "title": one.title,
                    "kinds": one.kinds,
                    "by": one.by,
                    "lists": one.lists,
                    "inside": one.inside,
                    "alone": one.alone,
                }
                for one in plan.measures
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
