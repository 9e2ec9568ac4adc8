"""The ledger and what stands on it: nothing is changed afterwards without being noticed."""

import json
import shutil
from datetime import date

import pytest

from pain_points.auditor.audit import audit
from pain_points.ledger import LEDGER, Ledger
from pain_points.months import Month
from pain_points.problems import Refused, ReportProblem
from pain_points.publish import publish
from tests.unit.pain_points.worlds import OCTOBER, TODAY, a_plan, counts_of, no_pages, release

SEPTEMBER = Month(2026, 9)


@pytest.fixture
def folder(tmp_path):
    """Two months, signed by two people."""
    for month in (SEPTEMBER, OCTOBER):
        release(counts_of(300, plans=30, travel=12), tmp_path, month)
        ledger = Ledger(tmp_path)
        ledger.sign(month, "Alice Akhtar", TODAY)
        ledger.sign(month, "Bob Brown", TODAY)
    return tmp_path


def test_a_season_as_it_was_released_is_sound(folder):
    assert audit(folder) == []
    assert Ledger(folder).is_published(OCTOBER)


@pytest.mark.parametrize("line", range(6))
def test_a_ledger_line_edited_by_hand_is_noticed(folder, line):
    lines = (folder / LEDGER).read_text().splitlines()
    lines[line] = lines[line].replace("2026-11-22", "2026-11-21")
    (folder / LEDGER).write_text("\n".join(lines) + "\n")
    assert audit(folder) == [f"ledger, line {line + 1}: it was changed after it was written"]
    with pytest.raises(Refused, match=f"Line {line + 1} of the ledger"):
        Ledger(folder)


def test_a_ledger_line_taken_out_is_noticed(folder):
    lines = (folder / LEDGER).read_text().splitlines()
    (folder / LEDGER).write_text("\n".join(lines[:1] + lines[2:]) + "\n")
    assert audit(folder) == ["ledger, line 2: it was changed after it was written"]
    (folder / LEDGER).write_text("\n".join(lines[:3]) + "\n")
    assert audit(folder) == ["2026-10: the ledger knows nothing of this folder"]
    (folder / LEDGER).unlink()
    assert "there is no ledger" in audit(folder)[0]


def test_a_figure_edited_by_hand_is_noticed_twice(folder):
    path = folder / "2026-10" / "cells.csv"
    path.write_bytes(path.read_bytes().replace(b"30,34,30 to 34", b"35,39,35 to 39"))
    problems = audit(folder)
    assert "2026-10: cells.csv was changed after the release" in problems
    assert any("does not follow from what is shown" in problem for problem in problems)


def test_a_file_added_or_taken_away_is_noticed(folder):
    (folder / "2026-10" / "extra.csv").write_text("x")
    (folder / "2026-09" / "derived.csv").rename(folder / "2026-09" / "other.csv")
    problems = audit(folder)
    assert any(
        "extra.csv is missing, or the ledger does not name it" in one for one in problems
    ) or (problems and "cannot be read" in problems[0])


def test_a_line_forged_with_a_fitting_hash_breaks_the_next(folder):
    lines = (folder / LEDGER).read_text().splitlines()
    body = json.loads(lines[1])
    body["by"] = "Mallory Moore"
    body.pop("hash")
    from pain_points.ledger import _hash

    lines[1] = json.dumps({**body, "hash": _hash(body)})
    (folder / LEDGER).write_text("\n".join(lines) + "\n")
    assert audit(folder) == ["ledger, line 3: it was changed after it was written"]


def test_one_person_cannot_sign_for_two(tmp_path):
    release(counts_of(plans=20), tmp_path)
    ledger = Ledger(tmp_path)
    with pytest.raises(Refused, match="has not been released"):
        ledger.sign(SEPTEMBER, "Alice Akhtar", TODAY)
    with pytest.raises(Refused, match="first name and surname"):
        ledger.sign(OCTOBER, "Alice", TODAY)
    assert ledger.sign(OCTOBER, "Alice Akhtar", TODAY) == 1
    assert not ledger.is_published(OCTOBER)
    with pytest.raises(Refused, match="takes two people"):
        ledger.sign(OCTOBER, "alice  AKHTAR", TODAY)
    assert ledger.sign(OCTOBER, "Bob Brown", TODAY) == 2
    assert Ledger(tmp_path).is_published(OCTOBER)


def test_no_hash_of_events_is_kept(folder):
    """A hash of a small file of events could be guessed at until it fits."""
    for line in (folder / LEDGER).read_text().splitlines():
        files = json.loads(line).get("files", {})
        assert set(files) <= {"plan.json", "cells.csv", "derived.csv"}


def test_a_month_that_is_not_over_is_refused(tmp_path):
    with pytest.raises(Refused, match="November 2026 is not over"):
        publish(counts_of(), Month(2026, 11), a_plan(), tmp_path, TODAY, no_pages)
    publish(counts_of(), Month(2026, 11), a_plan(), tmp_path, date(2026, 12, 1), no_pages)


def test_months_are_released_in_order(tmp_path):
    release(counts_of(), tmp_path, OCTOBER)
    with pytest.raises(Refused, match="September 2026 comes before it"):
        release(counts_of(), tmp_path, SEPTEMBER)


def test_a_plan_cannot_change_once_a_month_was_released_under_it(tmp_path):
    release(counts_of(), tmp_path, SEPTEMBER)
    measures = [{"id": "asked", "title": "Asked", "kinds": ["answered"], "by": ["locality"]}]
    changed = a_plan(measure=measures)
    with pytest.raises(Refused, match="Give the changed plan a start after September 2026"):
        release(counts_of(), tmp_path, OCTOBER, changed)
    later = a_plan(measure=measures, starts="2026-10", fixed_on=date(2026, 9, 30))
    release(counts_of(), tmp_path, OCTOBER, later)
    assert audit(tmp_path) == []


def test_a_plan_fixed_after_its_period_began_is_no_plan():
    with pytest.raises(ReportProblem, match="A plan is fixed before the first month"):
        a_plan(starts="2026-10", fixed_on=date(2026, 10, 1))


def test_what_a_crash_left_half_done_does_not_stand_in_the_way(tmp_path):
    made = release(counts_of(plans=20), tmp_path / "there")
    shutil.copytree(made, tmp_path / "here" / "2026-10")
    release(counts_of(plans=20), tmp_path / "here")
    assert audit(tmp_path / "here") == []
