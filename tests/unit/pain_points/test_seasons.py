"""Whole seasons: no violation at random, and what is hidden changes not one byte."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pain_points import release as release_module
from pain_points import stress
from pain_points.aggregate import THE_HEADLINE, MonthCounts
from pain_points.bands import Band
from pain_points.months import Month
from pain_points.plan import plan_from
from pain_points.release import suppress
from pain_points.suppress import Profile, band_of
from tests.unit.pain_points.worlds import a_plan, release

SEASONS = 25  # `python -m pain_points.stress 10000` tries many more
SLOW = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))


@given(st.integers(0, 10**9))
@settings(deadline=None, max_examples=SEASONS, suppress_health_check=list(HealthCheck))
def test_the_auditor_finds_nothing_in_a_season_of_twelve_reports(seed):
    assert stress.violations(seed) == []


def weak_headline(profile: Profile, _at_least: int) -> Band | None:
    return band_of(profile.count, 50) if profile.count >= 50 else None


@pytest.mark.parametrize(
    ("name", "weakened"),
    [
        ("headline", weak_headline),
        ("protect", lambda profile: band_of(profile.count) if profile.count >= 5 else None),
        ("at_least", lambda *_: 0),
    ],
)
def test_the_auditor_notices_a_weakened_rule_within_a_few_seasons(monkeypatch, name, weakened):
    monkeypatch.setattr(release_module, name, weakened)
    assert any(stress.violations(seed) for seed in range(60))


def test_the_auditor_notices_a_part_that_proves_the_whole(monkeypatch):
    raw = dict(stress._PLAN)
    loose = plan_from({**raw, "measure": [{**one, "inside": ""} for one in raw["measure"]]})
    strict = plan_from(raw)
    monkeypatch.setattr(release_module, "suppress", suppress)
    month, counts = next(stress.a_season(random.Random(1), strict))
    counts.cells["asked", ("one", "north")] = Profile(40, 8, 30)
    counts.cells["unhelpful", ("one", "north")] = Profile(12, 6, 2)
    assert suppress(counts, month, strict).cells["unhelpful", ("one", "north")] is None
    assert suppress(counts, month, loose).cells["unhelpful", ("one", "north")] is not None


COUNTS = st.integers(0, 60)


@st.composite
def a_month(draw: st.DrawFn) -> MonthCounts:
    """Counts of the small plan, never concentrated, with enough conversations for them."""
    cells = {}
    for measure in a_plan().measures:
        for cell in measure.cells:
            count = draw(COUNTS)
            days = min(count, 8)
            cells[measure.id, cell] = Profile(count, days, -(-count // days) if days else 0)
    for cell in a_plan().measure("asked").cells:
        inner = cells["unhelpful", cell]
        if inner.count > cells["asked", cell].count:
            cells["unhelpful", cell] = cells["asked", cell]
    total = sum(one.count for one in cells.values()) + draw(st.integers(0, 100))
    cells[THE_HEADLINE] = Profile(total, 20, -(-total // 20))
    return MonthCounts(cells)


@given(st.lists(a_month(), min_size=3, max_size=3), st.randoms(use_true_random=False))
@SLOW
def test_a_hidden_cell_may_be_anything_from_0_to_9_and_not_one_byte_changes(months, chance):
    """The promise itself, on the code that releases: other counts behind the same bands and the
    same hidden cells make the same files."""
    plan = a_plan(year_starts=1)
    twins = []
    for counts in months:
        shown = suppress(counts, Month(2026, 9), plan)
        cells = dict(counts.cells)
        for place, band in shown.cells.items():
            count = chance.randint(*band) if band else chance.randint(0, 9)
            days = min(count, 8)
            cells[place] = Profile(count, days, -(-count // days) if days else 0)
        for cell in plan.measure("asked").cells:  # nobody is unhelped who was not answered
            if shown.cells["unhelpful", cell] is None:
                cells["unhelpful", cell] = Profile(0, 0, 0)
        twins.append(MonthCounts(cells))
    assume(any(twin.cells != counts.cells for twin, counts in zip(twins, months, strict=True)))
    assert files_of(months, plan) == files_of(twins, plan)


def files_of(months: list[MonthCounts], plan) -> dict[str, bytes]:
    with TemporaryDirectory() as name:
        for number, counts in enumerate(months, start=7):
            release(counts, Path(name), Month(2026, number), plan)
        return {
            str(path.relative_to(name)): path.read_bytes()
            for path in Path(name).rglob("*")
            if path.is_file()
        }
