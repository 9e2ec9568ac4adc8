"""An events file: what is read, and what is refused with the line and the remedy."""

from datetime import UTC, date, datetime

import pytest

from pain_points.aggregate import MonthCounts, aggregate
from pain_points.bands import Band
from pain_points.events import has_conversations, read_events
from pain_points.months import Month, quarter, uk_day, year
from pain_points.problems import ReportProblem
from pain_points.release import suppress
from tests.unit.pain_points.worlds import ASKED, OCTOBER, a_plan

HEADER = "day,kind,why,weeks_band,topic,stage,barrier,service,age_band,locality,language,channel"
GOOD = "2026-10-01,answered,,,plans,,,,,north,,chat"


@pytest.fixture
def write(tmp_path):
    def written(*lines: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\n"):
        path = tmp_path / "events.csv"
        path.write_bytes(end.join([header, *lines, ""]).encode(encoding))
        return path

    return written


def read(path, plan=None):
    return list(read_events(path, plan or a_plan()))


def test_a_line_is_read(write):
    (row,) = read(write(GOOD))
    assert (row.day, row.month, row.conversation) == (date(2026, 10, 1), OCTOBER, "")
    assert (row.event.kind, row.event.topic, row.event.locality) == ("answered", "plans", "north")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("01/10/2026,answered,,,plans,,,,,,,", "line 3: “01/10/2026” is not a day"),
        ("2026-10-01T12:00,answered,,,plans,,,,,,,", "is not a day such as 2026-10-31, without"),
        ("2026-02-30,answered,,,plans,,,,,,,", "is not a day"),
        ("2026-10-01,asked,,,plans,,,,,,,", "“asked” is no kind"),
        ("2026-10-01,,,,plans,,,,,,,", "the kind is missing"),
        ("2026-10-01,answered,,,schools,,,,,,,", r"“schools” is no topic.*\[renamed.topic\]"),
        ("2026-10-01,answered,,,plans,,,,7 years,,,", "no age band"),
        ("2026-10-01,answered,,,plans", "it has 5 values for 12 columns"),
        ('2026-10-01,answered,,,"plans,,,,,,,', "line"),
    ],
)
def test_an_events_file_edited_by_hand_is_refused_with_line_and_remedy(write, line, said):
    with pytest.raises(ReportProblem, match=said):
        read(write(GOOD, line))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("channel", "school"), "has a column “school”. No report may know"),
        (HEADER.replace("channel", "ward"), "take the column out"),
        (HEADER.replace("channel", "mood"), "“mood” is not one of them"),
        (HEADER.replace("channel", "topic"), "each once"),
        (HEADER.replace("day", "channel"), "day and kind are needed"),
        (HEADER.replace(",", ";"), "semicolons"),
        ("", "must name the columns"),
    ],
)
def test_a_file_with_other_columns_is_refused(write, header, said):
    with pytest.raises(ReportProblem, match=said):
        read(write(GOOD, header=header))


def test_a_file_from_a_spreadsheet_is_read_with_its_mark_and_line_ends(write):
    header = HEADER.replace("stage", "Journey stage").replace("age_band", "Age band")
    assert len(read(write(GOOD, "", GOOD, header=header, encoding="utf-8-sig", end="\r\n"))) == 2


def test_a_file_in_another_encoding_is_refused_plainly(write):
    with pytest.raises(ReportProblem, match="not UTF-8"):
        read(write(GOOD.replace("plans", "plåns"), encoding="cp1252"))


def test_a_topic_that_was_renamed_in_the_middle_of_a_month_is_one_cell(write):
    """Half the month under the old name, half under the new; a conversation of both counts once."""
    plan = a_plan(renamed={"topic": {"ehcp": "plans"}})
    old = [f"2026-10-{day:02},answered,ehcp,{day}" for day in range(1, 8)]
    new = [f"2026-10-{day:02},answered,plans,{day}" for day in range(5, 13)]
    path = write(*old, *new, header="day,kind,topic,conversation")
    counts = aggregate(read_events(path, plan), plan, has_conversations(path))[OCTOBER]
    assert counts.of(ASKED["plans"]).count == 12
    with pytest.raises(ReportProblem, match=r"“ehcp” is no topic"):
        read(path)


def test_a_rename_to_a_name_that_is_not_listed_is_no_plan():
    with pytest.raises(ReportProblem, match="the new name belongs in the list"):
        a_plan(renamed={"topic": {"ehcp": "gone"}})


def test_a_late_event_counts_in_the_month_it_names(write):
    header = "day,kind,topic,month"
    (row,) = read(write("2026-10-31,answered,plans,2026-11", header=header))
    assert (row.day, row.month) == (date(2026, 10, 31), Month(2026, 11))
    with pytest.raises(ReportProblem, match="which is earlier"):
        read(write("2026-10-31,answered,plans,2026-09", header=header))


def test_a_month_with_nothing_shows_nothing():
    shown = suppress(MonthCounts(), OCTOBER, a_plan())
    assert shown.headline is None
    assert set(shown.cells.values()) == {None}


def test_a_month_with_one_event_looks_like_a_month_with_nothing(write):
    path = write(GOOD)
    counts = aggregate(read_events(path, a_plan()), a_plan(), False)[OCTOBER]
    assert suppress(counts, OCTOBER, a_plan()) == suppress(
        MonthCounts(rows_alone=True), OCTOBER, a_plan()
    )


def test_rows_without_conversations_count_one_each(write):
    lines = [f"2026-10-{n % 20 + 1:02},answered,,,plans,,,,,,," for n in range(60)]
    path = write(*lines)
    assert not has_conversations(path)
    counts = aggregate(read_events(path, a_plan()), a_plan(), False)[OCTOBER]
    assert suppress(counts, OCTOBER, a_plan()).cells[ASKED["plans"]] == Band(60, 64)
    # All the file says of conversations is that there are sixty at most, one a row.
    assert counts.rows_alone


def test_what_was_left_out_counts_nowhere_but_as_left_out(write):
    plan = a_plan(
        measure=[{"id": "left-out", "title": "L", "kinds": ["excluded"], "by": ["why"],
                  "only": {"why": ["flood", "staff"]}}],
    )  # fmt: skip
    lines = [f"2026-10-{n % 20 + 1:02},excluded,flood,,,,,,,,," for n in range(40)]
    counts = aggregate(read_events(write(*lines), plan), plan, False)[OCTOBER]
    shown = suppress(counts, OCTOBER, plan)
    assert shown.cells["left-out", ("flood",)] == Band(40, 44)
    assert shown.headline is None


def test_the_year_ends_where_it_should(write):
    lines = ["2025-12-31,answered,plans", "2026-01-01,answered,plans"]
    months = {row.month for row in read(write(*lines, header="day,kind,topic"))}
    assert months == {Month(2025, 12), Month(2026, 1)}
    assert Month(2025, 12).plus(1) == Month(2026, 1)
    assert Month(2026, 1).plus(-1) == Month(2025, 12)
    assert quarter(Month(2025, 12)) == (Month(2025, 10), Month(2025, 11), Month(2025, 12))
    assert year(Month(2026, 3), 4)[0] == Month(2025, 4)
    assert year(Month(2026, 3), 4)[-1] == Month(2026, 3)
    assert Month(2028, 2).last_day == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # already July in summer time
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), date(2026, 10, 31)),  # winter time again
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # the night of the change
    ],
)
def test_a_day_is_a_day_in_the_united_kingdom(at, day):
    assert uk_day(at) == day
