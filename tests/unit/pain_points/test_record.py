"""Recording: once a conversation, by the day, shuffled, and nothing that joins two events."""

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import inspect, text

from actions_server.counting import _save, events_of, weeks_band
from actions_server.database import transaction
from actions_server.messages import ArticleLink, Message
from pain_points.aggregate import aggregate
from pain_points.months import Month
from pain_points.queries import delete_before, delete_month, stored_rows
from pain_points.record import NotSaved, Recorder, only_what_counts
from pain_points.vocabulary import SAYS, Event
from tests.unit.pain_points.worlds import ASKED, a_plan

PLANS = Event("answered", topic="plans")
TRAVEL = Event("answered", topic="travel")
STUCK = Event("barrier", stage="early-worry", barrier="transport", service="council")


class Clock:
    """A day that a test can move on."""

    def __init__(self) -> None:
        self.day = date(2026, 10, 31)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def saved():
    return []


@pytest.fixture
def recorder(clock, saved):
    return Recorder(a_plan(), saved.append, clock)


def test_one_conversation_counts_a_topic_and_a_barrier_once(recorder, saved, clock):
    recorder.hear(1, PLANS, PLANS, TRAVEL)
    recorder.hear(1, PLANS, STUCK, STUCK._replace(stage="plan-in-place"))
    recorder.hear(2, PLANS)
    recorder.write(everything=True)
    counted = [event for _, _, event in saved[0]]
    assert counted.count(PLANS) == 2
    assert counted.count(TRAVEL) == 1
    assert [event.stage for event in counted if event.kind == "barrier"] == ["early-worry"]


def test_what_was_written_is_not_counted_again_after_midnight(recorder, saved, clock):
    recorder.hear(1, PLANS)
    clock.day = date(2026, 11, 1)
    recorder.hear(1, PLANS)
    assert recorder.write() == 1
    recorder.hear(1, PLANS)
    clock.day = date(2026, 11, 2)
    assert recorder.write() == 0
    assert saved[0][0][:2] == (date(2026, 10, 31), Month(2026, 10))


def test_a_day_is_written_once_it_is_over(recorder, saved, clock):
    recorder.hear(1, PLANS)
    recorder.forget(1)
    recorder.hear(2, TRAVEL)
    assert recorder.write() == 0
    clock.day = date(2026, 11, 1)
    assert recorder.write() == 2


def test_the_order_of_a_batch_tells_nothing(clock):
    """Conversations come one after the other; what is written is in an order drawn at random."""
    batches = []
    for _ in range(12):
        batch = []
        recorder = Recorder(a_plan(), batch.extend, clock)
        for number in range(30):
            recorder.hear(number, PLANS, TRAVEL, STUCK)
            recorder.forget(number)
        recorder.write(everything=True)
        batches.append(tuple(event.topic + event.barrier for _, _, event in batch))
    assert len(set(batches)) == len(batches)
    # Two events of one conversation stand side by side no more often than any two.
    beside = sum(a != b for batch in batches for a, b in pairwise(batch))
    assert 0.55 < beside / (len(batches) * 89) < 0.78


def test_a_crash_loses_what_is_in_memory_and_nothing_is_counted_twice(clock):
    kept, times = [], []

    def save(batch):
        times.append(len(batch))
        if len(times) == 1:
            raise NotSaved
        kept.extend(batch)

    recorder = Recorder(a_plan(), save, clock)
    recorder.hear(1, PLANS)
    recorder.forget(1)
    clock.day = date(2026, 11, 1)
    assert recorder.write() == 0  # the database was locked; it is tried again
    assert recorder.write() == 1
    assert recorder.write() == 0
    assert len(kept) == 1


def test_a_program_that_floods_is_left_out_and_counted_as_such(clock, saved):
    measure = {"id": "out", "title": "O", "kinds": ["excluded"], "by": ["why"]}
    plan = a_plan(measure=[*a_plan_measures(), measure])
    recorder = Recorder(plan, saved.append, clock)
    recorder.hear(1, PLANS, TRAVEL)
    recorder.exclude(1, "flood")
    recorder.hear(1, STUCK)
    recorder.exclude(1, "staff")
    recorder.hear(2, PLANS)
    recorder.write(everything=True)
    assert sorted(event for _, _, event in saved[0]) == [PLANS, Event("excluded", why="flood")]


def a_plan_measures():
    from tests.unit.pain_points.worlds import RAW

    return RAW["measure"]


def test_nothing_is_kept_that_no_report_uses():
    plan = a_plan()
    full = Event("answered", topic="plans", locality="north", language="pa", age_band="5-10")
    assert only_what_counts(full, plan) == PLANS
    assert only_what_counts(STUCK, plan).service == ""
    assert only_what_counts(Event("answered", topic="crisis-child"), plan) is None
    assert only_what_counts(Event("person"), plan) is None


def test_without_a_plan_nothing_is_kept(saved, clock):
    recorder = Recorder(None, saved.append, clock)
    recorder.hear(1, PLANS)
    recorder.exclude(1, "flood")
    recorder.write(everything=True)
    assert saved == []


def test_what_comes_late_counts_in_the_next_open_month(saved, clock):
    recorder = Recorder(a_plan(), saved.append, clock, lambda: Month(2026, 11))
    recorder.hear(1, PLANS)
    recorder.write(everything=True)
    assert saved[0][0][:2] == (date(2026, 10, 31), Month(2026, 11))


def test_the_table_knows_no_conversation_no_time_and_no_text(engine):
    columns = {column["name"] for column in inspect(engine).get_columns("event")}
    assert columns == {"id", "day", "month", *SAYS}


def test_a_month_goes_through_the_database_to_its_counts(engine, clock):
    recorder = Recorder(a_plan(), _save(engine), clock)
    for number in range(60):
        clock.day = date(2026, 10, number % 20 + 1)
        recorder.hear(number, PLANS, Event("conversation"))
    recorder.write(everything=True)
    with transaction(engine) as session:
        counts = aggregate(stored_rows(session, a_plan()), a_plan(), with_conversations=False)
        assert counts[Month(2026, 10)].of(ASKED["plans"]).count == 60
        assert not counts[Month(2026, 10)].rows_alone
        delete_before(session, Month(2026, 10))
        assert session.execute(text("SELECT count(*) FROM event")).scalar() == 120
        delete_month(session, Month(2026, 10))
        assert session.execute(text("SELECT count(*) FROM event")).scalar() == 0


def test_a_batch_that_fails_is_written_whole_or_not_at_all(engine, clock):
    recorder = Recorder(a_plan(), _save(engine), clock)
    recorder.hear(1, PLANS)
    with transaction(engine) as session:
        session.execute(text("ALTER TABLE event RENAME TO away"))
    assert recorder.write(everything=True) == 0
    with transaction(engine) as session:
        session.execute(text("ALTER TABLE away RENAME TO event"))
    assert recorder.write(everything=True) == 1


@pytest.mark.parametrize(
    ("days", "band"),
    [(1, "up-to-2"), (14, "up-to-2"), (15, "3-to-6"), (42, "3-to-6"), (43, "7-to-12"),
     (84, "7-to-12"), (85, "13-to-26"), (182, "13-to-26"), (183, "over-26")],
)  # fmt: skip
def test_a_late_date_falls_into_a_band_of_weeks(days, band):
    assert weeks_band(days) == band


def test_replies_count_by_their_outcome():
    link = ArticleLink(
        slug="a",
        title="A",
        url="/guides/a",
        topics=["plans"],
        area="england",
        reviewed_on="2026-01-01",
    )
    answer = Message(kind="answer", outcome="answered", text="Yes.", article=link)
    refused = Message(kind="text", outcome="refused", text="No.")
    abroad = Message(kind="notice", outcome="answered", text="Namaste", language="pa")
    assert events_of([answer, refused, abroad], "ask") == [
        Event("conversation", language="pa", channel="ask"),
        Event("answered", topic="plans"),
        Event("abstained", why="unsafe"),
    ]
