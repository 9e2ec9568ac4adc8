"""What is kept for a time is gone when the time is over, by itself and by the command."""

import asyncio
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from sqlalchemy import Engine, func, select

from actions_server.conversation.unanswered import Question
from actions_server.counting import REPORTS
from actions_server.database import transaction
from actions_server.purging import keep_purging, purge
from actions_server.settings import Settings
from actions_server.staff.articles import queries as articles
from actions_server.staff.articles.tables import StaffUnsavedRow
from actions_server.staff.moments import now
from actions_server.staff.questions import queries as questions
from actions_server.staff.questions.tables import QuestionRow
from actions_server.staff.service_counts.queries import add_counts
from actions_server.staff.service_counts.tables import ServiceCountRow
from pain_points.ledger import Ledger
from pain_points.months import Month
from pain_points.problems import ReportProblem
from pain_points.queries import add_events
from pain_points.tables import EventRow
from pain_points.vocabulary import Event

NOW = now()
TODAY = NOW.date()
THIS_MONTH = Month.of(TODAY)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder without any report."""
    return Settings(data_folder=tmp_path)


def count(engine: Engine, table: type) -> int:
    with transaction(engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def keep_events(engine: Engine, *months: Month) -> None:
    event = Event("conversation", channel="chat")
    with transaction(engine) as session:
        add_events(session, [(date(month.year, month.number, 3), month, event) for month in months])


def keep_question(engine: Engine, day: date) -> None:
    asked = Question(day, "how do we get a dog", "no-article", "", np.zeros(4, "f4"))
    with transaction(engine) as session:
        questions.add(session, "an encoder", [asked])


def keep_unsaved(engine: Engine, slug: str, at: datetime) -> None:
    with transaction(engine) as session:
        row = StaffUnsavedRow(slug=slug, by="alice", content={}, seen=1, at=at)
        articles.keep_unsaved(session, row)


def test_events_older_than_thirteen_months_go_reported_or_not(engine, settings):
    keep_events(engine, THIS_MONTH.plus(-14), THIS_MONTH.plus(-13), THIS_MONTH)
    purge(engine, settings, NOW)
    with transaction(engine) as session:
        left = set(session.scalars(select(EventRow.month)))
    assert left == {str(THIS_MONTH.plus(-13)), str(THIS_MONTH)}


def test_the_events_of_a_month_go_once_two_people_signed_its_report(engine, settings, tmp_path):
    signed, waiting = THIS_MONTH.plus(-1), THIS_MONTH.plus(-2)
    keep_events(engine, signed, waiting)
    (tmp_path / REPORTS).mkdir()
    for month, people in ((waiting, ("Ada Adams",)), (signed, ("Ada Adams", "Ben Brown"))):
        Ledger(tmp_path / REPORTS).add("prepared", month, TODAY, {"files": {}})
        for name in people:
            Ledger(tmp_path / REPORTS).add("signed", month, TODAY, {"by": name})
    purge(engine, settings, NOW)
    with transaction(engine) as session:
        assert list(session.scalars(select(EventRow.month))) == [str(waiting)]


def test_a_question_goes_after_ninety_days(engine, settings):
    keep_question(engine, TODAY - timedelta(days=89))
    keep_question(engine, TODAY - timedelta(days=91))
    purge(engine, settings, NOW)
    assert count(engine, QuestionRow) == 1


def test_what_staff_did_not_save_goes_after_a_month(engine, settings):
    keep_unsaved(engine, "exams", NOW - timedelta(days=29))
    keep_unsaved(engine, "bullying", NOW - timedelta(days=31))
    purge(engine, settings, NOW)
    with transaction(engine) as session:
        assert articles.unsaved(session, "exams", "alice")
        assert articles.unsaved(session, "bullying", "alice") is None


def test_counts_of_the_service_go_after_a_year(engine, settings):
    monday = TODAY - timedelta(days=TODAY.weekday())
    with transaction(engine) as session:
        weeks = (monday, monday - timedelta(weeks=54))
        add_counts(session, {(week, "answered"): 50 for week in weeks})
    purge(engine, settings, NOW)
    with transaction(engine) as session:
        assert list(session.scalars(select(ServiceCountRow.week))) == [monday]


def test_a_ledger_changed_by_hand_is_told_and_keeps_nothing_else_alive(engine, settings, tmp_path):
    folder = tmp_path / REPORTS
    folder.mkdir()
    ledger = Ledger(folder)
    ledger.add("prepared", THIS_MONTH.plus(-2), TODAY, {"files": {}})
    (file,) = folder.iterdir()
    line = json.loads(file.read_text("utf-8").splitlines()[0])
    file.write_text(json.dumps(line | {"month": "2020-01"}) + "\n", "utf-8")
    keep_question(engine, TODAY - timedelta(days=91))
    with pytest.raises(ReportProblem):
        purge(engine, settings, NOW)
    assert count(engine, QuestionRow) == 0


def test_a_running_service_does_it_by_itself(engine, settings):
    keep_question(engine, TODAY - timedelta(days=91))
    assistant = SimpleNamespace(engine=engine, settings=settings)

    async def for_a_moment():
        work = asyncio.create_task(keep_purging(assistant))
        while count(engine, QuestionRow):
            await asyncio.sleep(0.01)
        work.cancel()

    asyncio.run(asyncio.wait_for(for_a_moment(), 30))
