"""Eight attacks on a release. Each fails on what we release, and works once its rule is weakened.

An attacker reads released files only. `learns` is what an attack learns about a hidden cell: a
range that is narrower than 0 to 9, or None. The weakened twin shows that the attack is a real one.
"""

from pathlib import Path

import pytest

from pain_points import derive, release, suppress
from pain_points.aggregate import MonthCounts
from pain_points.auditor.audit import audit
from pain_points.bands import Band, share
from pain_points.months import Month
from pain_points.problems import Refused
from pain_points.suppress import Profile
from tests.unit.pain_points.attacker import (
    Range,
    assert_same,
    derived,
    learns,
    spans,
)
from tests.unit.pain_points.worlds import (
    ASKED,
    a_plan,
    counts_of,
    profile,
)
from tests.unit.pain_points.worlds import release as release_into

# 1. Total minus shown


def total_minus_shown(folder: Path) -> Range | None:
    cells = {name: span for name, span in spans(folder).items() if name.startswith("asked/")}
    shown = [span for span in cells.values() if span]
    total = derived(folder, "total", "asked")
    if total is None or len(shown) == len(cells):
        return None
    return learns(total[0] - sum(s[1] for s in shown), total[1] - sum(s[0] for s in shown))


def test_a_total_minus_what_is_shown_leaves_nothing_of_the_hidden(tmp_path, monkeypatch):
    counts = counts_of(400, plans=37, speech=8, travel=22)
    folder = release_into(counts, tmp_path / "ours")
    # The total is of what is shown, so the hidden topic is not in it at all: with nothing asked
    # about speech, or much on a single evening, every byte is the same.
    for other in (profile(0), profile(9), Profile(60, 1, 60)):
        twin = MonthCounts({**counts.cells, ASKED["speech"]: other})
        assert_same(folder, release_into(twin, tmp_path / f"{other}"))
    assert derived(folder, "total", "asked") == (55, 63)

    # Weakened: the total is of all, hidden or not.
    monkeypatch.setattr(derive, "total", lambda _bands: Band(65, 69))
    with pytest.raises(Refused, match="does not follow from what is shown"):
        release_into(counts, tmp_path / "weak")
    monkeypatch.setattr("pain_points.publish.audit_next", lambda *_: [])
    assert total_minus_shown(release_into(counts, tmp_path / "weak")) == (2, 14)


def test_the_headline_minus_what_is_shown_leaves_nothing_of_the_hidden(tmp_path, monkeypatch):
    """Languages hold nearly every conversation once, so they nearly add up to the headline."""
    counts = counts_of(99)
    counts.cells["languages", ("pa",)] = profile(96)
    counts.cells["languages", ("so",)] = profile(3)
    folder = release_into(counts, tmp_path / "ours")
    assert spans(folder)["conversations"] is None

    monkeypatch.setattr(release, "at_least", lambda *_: 0)
    with pytest.raises(Refused, match="languages/so is not shown, but it can be no more than 4"):
        release_into(counts, tmp_path / "weak")


# 2. Two months cumulative, and a month released twice


def test_two_releases_of_one_month_cannot_be_compared(tmp_path, monkeypatch):
    first, later = counts_of(plans=14), counts_of(plans=15)
    release_into(first, tmp_path)
    with pytest.raises(Refused, match="is released and stays as it is"):
        release_into(later, tmp_path)

    # Weakened: the month grows as events come in, and the step of the band gives the count away.
    monkeypatch.setattr("pain_points.publish._may_be_released", lambda *_: None)
    before = spans(tmp_path / "2026-10")["asked/plans"]
    now = spans(release_into(later, tmp_path))["asked/plans"]
    assert (before, now) == ((10, 14), (15, 19))  # so it is 15, if one event was added
    assert any("released twice" in problem for problem in audit(tmp_path))


def test_what_is_summed_over_months_is_only_what_was_shown(tmp_path):
    """A cumulative count of two months, less the first month, would be the second."""
    months = [Month(2026, 8), Month(2026, 9)]
    plan = a_plan(year_starts=1)
    for month, count in zip([Month(2026, 7), *months], (30, 30, 7), strict=True):
        folder = release_into(counts_of(plans=count), tmp_path, month, plan)
    quarter = derived(folder, "quarter", "asked/plans")
    # July and August alone: taking them off leaves nothing, whatever September was.
    assert quarter == (60, 68)
    assert quarter == tuple(2 * end for end in (30, 34))


# 3. Quarter minus months


def quarter_minus_months(folder: Path) -> Range | None:
    months = ["2026-07", "2026-08", "2026-09"]
    shown = [spans(folder / month)["asked/plans"] for month in months]
    hidden = [span for span in shown if span is None]
    total = derived(folder / months[-1], "quarter", "asked/plans")
    if total is None or len(hidden) != 1:
        return None
    known = [span for span in shown if span]
    return learns(total[0] - sum(s[1] for s in known), total[1] - sum(s[0] for s in known))


def test_a_quarter_minus_its_months_leaves_nothing_of_the_hidden(tmp_path, monkeypatch):
    plan = a_plan(year_starts=1)

    def a_quarter(september: int, folder: Path) -> Path:
        for number, count in ((7, 33), (8, 41), (9, september)):
            release_into(counts_of(plans=count), folder, Month(2026, number), plan)
        return folder

    ours = a_quarter(6, tmp_path / "ours")
    for other in (0, 9):
        assert_same(ours, a_quarter(other, tmp_path / str(other)))

    # Weakened: the quarter is counted anew from the events of its three months.
    true = suppress.band_of(33 + 41 + 6)

    def counted_anew(_table, months, _shown, _plan):
        period = f"{months[0]} to {months[-1]}"
        return [derive.Figure("quarter", period, "asked/plans", true, 3)]

    monkeypatch.setattr(derive, "_sums", counted_anew)
    with pytest.raises(Refused, match="quarter of"):
        a_quarter(6, tmp_path / "weak")
    monkeypatch.setattr("pain_points.publish.audit_next", lambda *_: [])
    assert quarter_minus_months(a_quarter(6, tmp_path / "weaker")) == (2, 14)


# 4. Percentage


def hidden_by_percentage(percents: list[float], bands: list[Range]) -> set[int]:
    """What the hidden cell can be, if these are the shares of all that the shown cells have."""
    fits = set()
    for first in range(bands[0][0], bands[0][1] + 1):
        for second in range(bands[1][0], bands[1][1] + 1):
            for everything in range(first + second, 2 * (bands[0][1] + bands[1][1])):
                shares = [round(100 * one / everything, 1) for one in (first, second)]
                if shares == percents:
                    fits.add(everything - first - second)
    return fits


def test_a_percentage_leaves_nothing_of_the_hidden(tmp_path, monkeypatch):
    counts = counts_of(plans=40, speech=7, travel=33)
    folder = release_into(counts, tmp_path / "ours")
    for other in (0, 9):
        twin = MonthCounts({**counts.cells, ASKED["speech"]: profile(other)})
        assert_same(folder, release_into(twin, tmp_path / f"{other}"))
    assert derived(folder, "share", "asked/speech") is None
    # Shares are of what is shown: they add up to all of it, and leave the hidden no part.
    assert derived(folder, "share", "asked/plans") == (4000 // (40 + 34), -(-4400 // (44 + 30)))

    # Weakened: the shares of all conversations, to one decimal place. 50.0% and 41.2%.
    exact = [round(100 * one / 80, 1) for one in (40, 33)]
    assert hidden_by_percentage(exact, [(40, 44), (30, 34)]) == {7}
    monkeypatch.setattr(derive, "share", lambda part, _others: part and Band(50, 50))
    with pytest.raises(Refused, match="share of"):
        release_into(counts, tmp_path / "weak")


def test_a_share_needs_no_count():
    assert share(Band(10, 14), [Band(10, 14), None]) == share(Band(10, 14), [Band(10, 14)])
