"""Indicators: what the board set, and which way they move by shown bands alone."""

from pathlib import Path

import pytest
from justhtml import JustHTML

from pain_points.aggregate import THE_HEADLINE, MonthCounts
from pain_points.auditor.audit import audit
from pain_points.beside import cells_of
from pain_points.months import Month
from pain_points.problems import ReportProblem
from pain_points.publish import publish
from pain_points.suppress import Profile
from pain_points.wording import NOT_SET
from pain_points.writers.all_formats import all_formats
from tests.unit.pain_points.test_formats import TOLD, contents
from tests.unit.pain_points.worlds import TODAY, a_plan, profile

BLANK = {
    **{"milestone": "4.3.2", "title": "Asked about speech", "figure": "asked/speech"},
    **{"direction": "", "baseline": "", "target": "", "success": ""},
}
FILLED = {
    **BLANK,
    **{"direction": "down", "baseline": "60 to 64 (May 2026)", "target": "under 40"},
    "success": "Under 40 in three months running",
}
AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)


def two_months(folder: Path, indicator: dict, before: dict, now: dict) -> Path:
    """September after August, with one indicator; the folder of September."""
    plan = a_plan(told={**TOLD, "indicators": [indicator]}, year_starts=4)
    for month, counts in ((AUGUST, before), (SEPTEMBER, now)):
        cells = {("asked", (topic,)): profile(n) for topic, n in counts.items()}
        cells[THE_HEADLINE] = profile(2_000)
        publish(MonthCounts(cells), month, plan, folder, TODAY, all_formats())
    return folder / "2026-09"


def row_of(release: Path) -> list[str]:
    """The indicator as the page shows it."""
    page = JustHTML((release / "report.html").read_text(), strict=True, sanitize=False)
    (section,) = page.query("section#plan")
    return [cell.to_text().strip() for cell in section.query("tbody")[0].query("th, td")]


def test_a_blank_indicator_says_plainly_that_the_board_has_not_set_it_in_every_format(tmp_path):
    release = two_months(tmp_path, BLANK, {"speech": 52}, {"speech": 37})
    assert row_of(release).count(NOT_SET) == 4
    for name in ("report.html", "report.xlsx", "report.ods", "indicators.csv"):
        text = b"".join(contents(release / name).values()).decode("utf-8", "replace")
        assert "The board has not set this yet" in text, name
    assert audit(tmp_path) == []


def test_a_filled_indicator_shows_what_the_board_set_and_which_way_it_moves(tmp_path):
    release = two_months(tmp_path, FILLED, {"speech": 52}, {"speech": 37})
    assert row_of(release) == [
        *("4.3.2", "Asked about speech", "fewer", "60 to 64 (May 2026)", "35 to 39"),
        *("better than last month; better than the baseline", "under 40"),
        "Under 40 in three months running",
    ]
    for name in ("report.xlsx", "report.ods", "indicators.csv"):
        text = b"".join(contents(release / name).values()).decode("utf-8", "replace")
        assert "better than last month; better than the baseline" in text, name


@pytest.mark.parametrize(
    ("direction", "before", "now", "which_way"),
    [
        ("down", 52, 37, "better than last month"),
        ("up", 52, 37, "worse than last month"),
        ("", 52, 37, "fewer than last month"),
        ("", 37, 52, "more than last month"),
        ("down", 52, 54, "no sure change from last month"),  # the same band
        ("down", 7, 37, "beside last month: not known"),  # not shown then
        ("down", 52, 7, "beside last month: not known"),  # not shown now
    ],
)
def test_which_way_is_told_by_bands_that_do_not_touch(tmp_path, direction, before, now, which_way):
    indicator = {**BLANK, "direction": direction}
    release = two_months(tmp_path, indicator, {"speech": before}, {"speech": now})
    assert row_of(release)[5] == which_way


def test_counts_behind_the_same_bands_move_no_indicator(tmp_path):
    rows = [
        row_of(two_months(tmp_path / str(n), FILLED, {"speech": a}, {"speech": b}))
        for n, (a, b) in enumerate([(50, 39), (54, 35)])
    ]
    assert rows[0] == rows[1]


def test_a_row_that_is_shown_for_the_first_time_is_no_growth_of_a_sum(tmp_path):
    """A theme is compared by the rows that are shown in both months."""
    theme = {**BLANK, "figure": "asked/School", "direction": "down"}
    now = {"plans": 40, "travel": 90}
    release = two_months(tmp_path, theme, {"plans": 40, "travel": 8}, now)
    assert row_of(release)[4:6] == ["130 to 138", "no sure change from last month"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"figure": "asked/nowhere"}, "is no figure of the plan"),
        ({"direction": "sideways"}, "direction is"),
        ({"milestone": ""}, "milestone may not be blank"),
    ],
)
def test_an_indicator_that_cannot_be_measured_is_refused_with_what_to_mend(tmp_path, change, fault):
    with pytest.raises(ReportProblem, match=fault):
        two_months(tmp_path, {**BLANK, **change}, {}, {})
    assert not (tmp_path / "2026-08").exists()


@pytest.mark.parametrize(
    ("item", "cells"),
    [("asked", 3), ("asked/plans", 1), ("asked/School", 2), ("stuck/barrier/transport", 2),
     ("stuck/early-worry/transport", 1), ("stuck/stage/nowhere", 0), ("asked/nothing", 0),
     ("nothing", 0), ("stuck/barrier", 0)],
)  # fmt: skip
def test_a_figure_is_found_by_its_name_in_the_files(item, cells):
    assert len(cells_of(item, a_plan())) == cells


class TestWhatStandsOut:
    """The first table of every page: at most three things, out of shown bands."""

    def points(self, folder: Path, before: dict, now: dict) -> list[list[str]]:
        plan = a_plan(told={**TOLD, "indicators": [FILLED]}, year_starts=4)
        for month, counts in ((AUGUST, before), (SEPTEMBER, now)):
            cells = {place: profile(n) for place, n in counts.items()}
            cells[THE_HEADLINE] = Profile(2_000, 30, 90)
            publish(MonthCounts(cells), month, plan, folder, TODAY, all_formats())
        page = JustHTML(
            (folder / "2026-09" / "report.html").read_text(), strict=True, sanitize=False
        )
        (section,) = page.query("section#summary")
        rows = section.query("tbody tr")
        return [[cell.to_text().strip() for cell in row.query("th, td")] for row in rows]

    def test_each_has_its_figure_and_says_why_and_what_grew_comes_first(self, tmp_path):
        stuck = ("stuck", ("early-worry", "transport"))
        speech, unhelpful = ("asked", ("speech",)), ("unhelpful", ("speech",))
        before = {stuck: 52, speech: 100, unhelpful: 22}
        now = {stuck: 37, speech: 101, unhelpful: 31}
        points = self.points(tmp_path, before, now)
        assert [point[:3] for point in points] == [
            ["Speech therapy: the answer did not help", "30 to 34", "up (last month 20 to 24)"],
            ["First worries: Getting there", "35 to 39", "down (last month 50 to 54)"],
        ]
        assert "That is 28 to 34 in every 100 of the 100 to 104 who asked." in points[0][3]
        assert "Milestone 4.3.2, A new model: its date, April 2024, has passed." in points[0][3]
        assert "from a broken-up system to one that is joined up" in points[1][3]
        assert audit(tmp_path) == []

    def test_what_is_as_great_is_named_and_stands_in_the_order_of_names(self, tmp_path):
        now = {("asked", (topic,)): 31 + n for n, topic in enumerate(("travel", "plans"))}
        (point,) = self.points(tmp_path, {}, now)
        assert point[0] == "EHC plans: asked about"
        assert "Just as often: Travel." in point[3]

    def test_nothing_shown_points_at_nothing(self, tmp_path):
        assert self.points(tmp_path, {}, {("asked", ("plans",)): 9}) == []
