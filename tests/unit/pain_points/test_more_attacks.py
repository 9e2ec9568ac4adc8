"""The other four of the eight attacks, and a ninth: see test_attacks.py."""

from datetime import date
from pathlib import Path

import pytest

from pain_points import release, suppress
from pain_points.aggregate import THE_HEADLINE, MonthCounts, aggregate
from pain_points.bands import Band
from pain_points.events import Row
from pain_points.plan import plan_from
from pain_points.problems import Refused, ReportProblem
from pain_points.publish import publish
from pain_points.suppress import Profile, protect
from pain_points.vocabulary import Event
from tests.unit.pain_points.attacker import (
    assert_same,
    learns,
    read,
    spans,
)
from tests.unit.pain_points.worlds import (
    ASKED,
    OCTOBER,
    RAW,
    TODAY,
    a_plan,
    answered,
    counted,
    counts_of,
    no_pages,
    spread,
)
from tests.unit.pain_points.worlds import release as release_into

# 5. Filter


def test_a_second_way_to_cut_the_same_events_is_no_plan(tmp_path):
    """Topic alone beside topic by locality would be a filter: the one less the other."""
    finer = {"id": "places", "title": "P", "kinds": ["answered"], "by": ["topic", "locality"]}
    with pytest.raises(ReportProblem, match="A kind feeds one measure only"):
        plan_from({**RAW, "measure": [RAW["measure"][0], finer]})

    # Weakened: two plans, one after the other, over one month. North is shown, south is not.
    north = [
        row._replace(event=row.event._replace(locality="north")) for row in answered("plans", 18)
    ]
    south = [
        row._replace(
            event=row.event._replace(locality="south"), conversation=f"s{row.conversation}"
        )
        for row in answered("plans", 3)
    ]
    coarse = a_plan()
    fine = plan_from({**RAW, "measure": [finer]})
    one = spans(release_into(counted([*north, *south], coarse), tmp_path / "a", plan=coarse))
    two = spans(release_into(counted([*north, *south], fine), tmp_path / "b", plan=fine))
    all_of_it, shown = one["asked/plans"], two["places/plans/north"]
    assert two["places/plans/south"] is None
    assert learns(all_of_it[0] - shown[1], all_of_it[1] - shown[0]) == (1, 9)


@pytest.mark.parametrize("by", [["age_band", "locality"], ["topic", "stage", "locality"]])
def test_no_plan_joins_what_would_point_at_a_child(by):
    measure = {"id": "x", "title": "X", "kinds": ["person"], "by": by}
    with pytest.raises(ReportProblem, match=r"point at a child|one or two of the columns"):
        plan_from({**RAW, "measure": [measure]})


@pytest.mark.parametrize("column", ["school", "ward", "sex"])
def test_no_plan_knows_school_ward_or_sex(column):
    measure = {"id": "x", "title": "X", "kinds": ["person"], "by": [column]}
    with pytest.raises(ReportProblem, match="columns of an event"):
        plan_from({**RAW, "names": {**RAW["names"], column: {"a": "A"}}, "measure": [measure]})


# 6. The same cell twice


def test_a_cell_is_never_shown_in_two_bands(tmp_path, monkeypatch):
    folder = release_into(counts_of(plans=14), tmp_path / "ours")
    cells = [row["cell"] for row in read(folder, "cells.csv")]
    assert len(set(cells)) == len(cells)

    # Weakened: once in bands from 0 and once in bands from 2. 10 to 14 and 12 to 16: 12 to 14.
    from_two = Band(2 + 5 * ((14 - 2) // 5), 6 + 5 * ((14 - 2) // 5))
    both = (max(10, from_two.low), min(14, from_two.high))
    assert both == (12, 14)
    monkeypatch.setattr(release, "protect", lambda _profile: from_two)
    with pytest.raises(Refused, match="which is no band"):
        release_into(counts_of(plans=14), tmp_path / "weak")


# 7. The order of a chart


def order(folder: Path) -> list[str]:
    """The cells in the order in which files name them."""
    return [row["cell"] for row in read(folder, "cells.csv") if row["measure"] == "asked"]


def test_the_order_tells_nothing_that_the_bands_do_not(tmp_path):
    ours = release_into(counts_of(plans=10, speech=14, travel=13), tmp_path / "ours")
    other = release_into(counts_of(plans=14, speech=10, travel=11), tmp_path / "other")
    assert_same(ours, other)
    assert order(ours) == ["asked/plans", "asked/speech", "asked/travel"]

    # Weakened: sorted by count, equal bands would still say which of two is greater.
    weak = sorted({"plans": 10, "speech": 14, "travel": 13}.items(), key=lambda one: -one[1])
    assert [name for name, _ in weak] != [cell.partition("/")[2] for cell in order(ours)]


# 8. One family, twelve chats in an evening


def twelve_chats(day: int) -> list[Row]:
    event = Event("barrier", stage="plan-in-place", barrier="transport")
    return [Row(date(2026, 10, day), OCTOBER, event, f"chat {day} {n}") for n in range(12)]


def test_one_family_of_twelve_chats_in_an_evening_shows_nothing(tmp_path, monkeypatch):
    counts = counted(twelve_chats(8))
    folder = release_into(counts, tmp_path / "ours")
    assert set(spans(folder).values()) == {None}

    monkeypatch.setattr(suppress, "HIDING", (suppress.is_too_small,))
    weak = release_into(counts, tmp_path / "weak")
    assert spans(weak)["stuck/plan-in-place/transport"] == (10, 14)


def test_a_family_that_comes_back_on_four_evenings_shows_nothing(tmp_path, monkeypatch):
    counts = counted([row for day in (3, 10, 17, 24) for row in twelve_chats(day)])
    assert set(spans(release_into(counts, tmp_path / "ours")).values()) == {None}

    monkeypatch.setattr(suppress, "FEWEST_DAYS", 4)
    weak = release_into(counts, tmp_path / "weak")
    assert spans(weak)["stuck/plan-in-place/transport"] == (45, 49)


def test_one_conversation_that_asks_twelve_times_counts_once():
    rows = [row._replace(conversation="the same") for row in answered("plans", 12)]
    assert counted(rows).of(ASKED["plans"]).count == 1
    weak = aggregate(rows, a_plan(), with_conversations=False)[OCTOBER]
    assert protect(weak.of(ASKED["plans"])) == Band(10, 14)


# And: a part that proves the whole


def test_a_shown_part_never_proves_a_hidden_whole(tmp_path, monkeypatch):
    """Whoever was not helped was answered. Here most answers fell on one evening, so that topic is
    hidden; the unhelpful ones are spread, and alone could be shown."""
    counts = MonthCounts({ASKED["plans"]: Profile(40, 8, 30)})
    counts.cells["unhelpful", ("plans",)] = Profile(12, 6, 2)
    folder = release_into(counts, tmp_path / "ours")
    assert spans(folder)["unhelpful/plans"] is None

    outright = a_plan()
    loose = plan_from(
        {**RAW, "measure": [{**RAW["measure"][1], "inside": ""} if one["id"] == "unhelpful" else one
                            for one in RAW["measure"]]}
    )  # fmt: skip
    shown = spans(release_into(counts, tmp_path / "weak", plan=loose))
    assert shown["unhelpful/plans"] == (10, 14)
    assert outright.measure("unhelpful").inside == "asked"


def test_the_headline_counts_a_conversation_once(tmp_path):
    rows = [*answered("plans", 60), *spread(Event("answered", topic="speech"), 60)]
    same = [row._replace(conversation=f"{n % 60}") for n, row in enumerate(rows)]
    assert counted(same).of(THE_HEADLINE).count == 60
    publish(counted(same), OCTOBER, a_plan(), tmp_path, TODAY, no_pages)
