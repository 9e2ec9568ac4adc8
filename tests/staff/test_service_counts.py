"""The page “Service counts”: closed weeks, bands of 50, and no way from it to a family."""

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from actions_server.database import transaction
from actions_server.messages import Message
from actions_server.staff.service_counts import queries
from actions_server.staff.service_counts.routes import UNDER, in_band
from actions_server.tally import (
    LED_ON,
    OUTCOMES,
    QUICK,
    TO_PEOPLE,
    WHAT,
    Tally,
    is_drawn,
    last_closed,
    monday_of,
)
from pain_points.months import uk_day
from pain_points.record import Recorder

PAGE = "/staff/service-counts"
DRAWN, NOT_DRAWN = 2, 3  # numbers of conversations
MONDAY = date(2026, 11, 9)


@pytest.fixture
def counts(engine):
    """Counts of the last closed week, as the page finds them."""

    def put(week=None, **counted: int) -> None:
        week = week or last_closed(uk_day())
        with transaction(engine) as session:
            queries.delete_weeks_before(session, uk_day() + timedelta(days=1))
            rows = {(week, what.replace("_", "-")): n for what, n in counted.items()}
            queries.add_counts(session, rows)

    yield put
    with transaction(engine) as session:
        queries.delete_weeks_before(session, uk_day() + timedelta(days=1))


def a_reply(outcome: str) -> list[Message]:
    return [Message(kind="text", outcome=outcome, text="Yes.")]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, UNDER), (1, UNDER), (49, UNDER), (50, "50 to 99"), (99, "50 to 99"),
     (100, "100 to 149"), (1_234, "1,200 to 1,249")],
)  # fmt: skip
def test_a_count_is_shown_as_a_band_of_50_or_not_at_all(count, shown):
    assert in_band(count) == shown


def test_staff_read_bands_and_a_stranger_signs_in_first(alice, stranger, counts):
    counts(led_on=437, to_people=49, within_1=461)
    row = [cell.to_text() for cell in alice.get(PAGE).all("tbody td")]
    assert row == ["400 to 449", UNDER, UNDER, "450 to 499", UNDER, UNDER]
    assert stranger.get(PAGE).text("h1") == "Sign in"


def test_other_counts_behind_the_same_bands_change_not_one_byte(alice, counts):
    pages = []
    for n, few in ((437, 3), (402, 48)):
        counts(led_on=n, to_people=few)
        pages.append(alice.client.get(PAGE).content)
    assert pages[0] == pages[1]
    assert b"437" not in pages[0]


def test_the_week_that_runs_is_not_shown(alice, counts):
    counts(week=monday_of(uk_day()), led_on=437)
    assert "is over yet" in alice.get(PAGE).text("main")


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 11, 15), date(2026, 11, 2)),  # Sunday
        (date(2026, 11, 16), date(2026, 11, 2)),  # Monday: processes may still be writing
        (date(2026, 11, 17), MONDAY),
        (date(2027, 1, 5), date(2026, 12, 28)),  # over the end of the year
        (date(2026, 3, 31), date(2026, 3, 23)),  # over the change to summer time
    ],
)
def test_a_week_is_closed_from_the_tuesday_after_it(today, week):
    assert last_closed(today) == week


def test_once_a_week_is_over_nothing_finer_than_the_bands_is_kept(engine, counts):
    counts(week=MONDAY, led_on=437, to_people=49)
    for _ in range(2):
        with transaction(engine) as session:
            queries.close_weeks(session, MONDAY)
            assert queries.closed_counts(session, MONDAY, 9) == {MONDAY: {LED_ON: 400}}


def test_what_is_older_than_a_year_is_deleted(engine, counts):
    counts(week=MONDAY, led_on=437)
    with transaction(engine) as session:
        queries.delete_weeks_before(session, MONDAY)
        assert queries.closed_counts(session, MONDAY, 9)
        queries.delete_weeks_before(session, MONDAY + timedelta(days=1))
        assert not queries.closed_counts(session, MONDAY, 9)


def test_counts_survive_a_restart_and_are_summed_over_processes(engine, counts):
    counts()

    def save(found):
        with transaction(engine) as session:
            queries.add_counts(session, found)

    for _ in range(3):  # processes, or one that was started again
        tally = Tally(save, lambda: MONDAY)
        for _ in range(20):
            tally.replied(DRAWN, a_reply("answered"), 0.3)
        tally.write()
        tally.write()
    with transaction(engine) as session:
        found = queries.closed_counts(session, MONDAY, 9)
    assert found == {MONDAY: {LED_ON: 60, QUICK: 60}}


def test_what_could_not_be_written_is_written_later():
    saved, fails = [], [True]

    def save(found):
        if fails.pop() if fails else False:
            raise OSError
        saved.append(dict(found))

    tally = Tally(save, lambda: MONDAY)
    tally.replied(DRAWN, a_reply("abstained"), 2)
    with pytest.raises(OSError):
        tally.write()
    tally.write()
    assert saved == [{(MONDAY, TO_PEOPLE): 1, (MONDAY, "within-5"): 1}]


class TestNothingOfAReportCanBeUndone:
    """The argument of docs/pain-points.md, step by step."""

    def test_a_hidden_cell_may_hold_any_number_without_a_change_here(self):
        """Whoever is in a hidden cell may be among those who were not drawn; so whatever is shown
        here, the cell can still be anything from 0 to 9, or 300."""
        shown = set()
        for hidden in (*range(10), 300):
            saved = []
            tally = Tally(lambda found, kept=saved: kept.append(dict(found)), lambda: MONDAY)
            for _ in range(450):
                tally.replied(DRAWN, a_reply("answered"), 0.3)
            for conversation in range(hidden):
                tally.replied(NOT_DRAWN + 2 * conversation, a_reply("refused"), 0.3)
            tally.write()
            shown.add(tuple(sorted(saved[0].items())))
        assert len(shown) == 1

    def test_many_replies_prove_no_conversation_in_any_cell(self):
        """One conversation can have any number of replies, and none of them need be in a cell."""
        saved = []
        tally = Tally(lambda found: saved.append(dict(found)), lambda: MONDAY)
        for _ in range(450):
            tally.replied(DRAWN, a_reply("small_talk"), 0.3)
        tally.write()
        assert saved[0][MONDAY, LED_ON] == 450

    def test_nothing_says_what_it_was_about_who_asked_or_where(self, engine):
        columns = {column["name"] for column in inspect(engine).get_columns("service_count")}
        assert columns == {"week", "what", "number"}
        assert set(OUTCOMES.values()) <= set(WHAT)

    def test_no_kind_of_reply_is_alone_what_a_report_counts(self):
        """What a plan counts by its own, such as who asked for a person or was not answered, is
        joined with something else here."""
        for one in set(OUTCOMES.values()):
            assert sum(group == one for group in OUTCOMES.values()) > 1
        assert OUTCOMES["abstained"] == OUTCOMES["handover"] == OUTCOMES["crisis"]

    def test_about_half_of_all_conversations_are_drawn(self):
        drawn = sum(is_drawn(Recorder.new_number()) for _ in range(4_000))
        assert 1_700 < drawn < 2_300


def test_what_a_family_is_answered_is_counted_and_what_staff_try_is_not(app, alice, stranger):
    tally = app.state.assistant.tally
    kept, found = tally._save, {}
    tally._save = lambda counts: found.update(counts)
    tally.write()
    found.clear()
    for browser in (alice, stranger):
        client = browser.client
        for _ in range(2):
            name = client.post("/api/conversations", json={}).json()["conversation"]
            app.state.assistant.conversations.living(name).number = DRAWN
            body = {"text": "How do I get a blue badge?"}
            client.post(f"/api/conversations/{name}/messages", json=body)
    tally.write()
    tally._save = kept
    week = monday_of(uk_day())
    assert found[week, LED_ON] == 2
    assert sum(n for (_, what), n in found.items() if what.startswith(("within", "over"))) == 2
