"""What is due comes on the worklist in time, the most urgent first, and nothing else does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from actions_server.calendars import as_calendar
from actions_server.conversation.crisis_help import check_dates
from actions_server.database import transaction
from actions_server.directory import desk as directory
from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.keeping import gather
from actions_server.staff.keeping.remind import as_days
from actions_server.staff.keeping.task import Kind, Task, by_urgency
from actions_server.staff.keeping.worklist_routes import new_dates
from knowledge_base import queries as published
from knowledge_base.area import AreaPack
from knowledge_base.article import Article
from knowledge_base.national_changes import NationalChange
from knowledge_base.service import Service
from tests.unit.knowledge_base.conftest import area_fields, article_fields, service_fields

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def article(slug="clubs", due_in=100, **changes):
    dates = {"reviewed_on": date(2026, 1, 1), "review_by": TODAY + timedelta(days=due_in)}
    return Article.model_validate(article_fields(slug=slug, **dates, **changes))


def task(name="a", due=TODAY, kind=Kind.REVIEW):
    return Task(kind, name, name.title(), "Read it.", due, "SEND team", f"/staff/{name}")


def a_row(**changes):
    fields = {"slug": "clubs", "state": State.PUBLISHED, "content": {"title": "Clubs"}}
    return StaffArticleRow(**fields | {"publish_at": None, "expire_at": None} | changes)


def the_tasks(engine, *articles, pack=None, today=TODAY):
    """The worklist over a database with these articles."""
    with transaction(engine) as session:
        for one in articles:
            published.put_article(session, one)
        fields = area_fields()
        fields["safeguarding"]["checked_on"] = today
        return gather.everything(session, pack or AreaPack.model_validate(fields), today)


class TestWhatIsNotDue:
    def test_stays_off(self, engine):
        assert the_tasks(engine, article(due_in=31)) == []

    def test_of_another_area_stays_off(self, engine):
        assert the_tasks(engine, article(due_in=-5, area="elsewhere")) == []

    def test_a_service_that_families_are_not_shown_need_not_be_checked(self, engine):
        old = Service.model_validate(service_fields(checked_on=date(2020, 1, 1)))
        with transaction(engine) as session:
            directory.save(session, old, "alice", TODAY)
            directory.hide(session, old.id)
            found = directory.entries(session, ["england"])
        assert list(gather.of_services(found, TODAY)) == []

    def test_a_change_that_an_article_was_read_after_needs_nothing(self):
        change = NationalChange(
            id="new", what="New.", starts=date(2026, 1, 1), topics=["activities"], facts=["f"],
            source="statute: an Act",
        )  # fmt: skip
        assert list(gather.of_changes([article()], (change,), TODAY)) == []

    def test_a_plan_for_a_draft_that_was_sent_back_is_none(self):
        row = a_row(state=State.DRAFT, publish_at=NOON, approved_by="bob")
        assert list(gather.of_plans([row])) == []


class TestWhatIsDue:
    @pytest.mark.parametrize("due_in", [-300, -1, 0, 30])
    def test_an_article_to_read_again_leads_to_where_it_is_mended(self, engine, due_in):
        (found,) = the_tasks(engine, article(due_in=due_in))
        assert (found.kind, found.address) == (Kind.REVIEW, "/staff/articles/clubs")
        assert found.is_late(TODAY) == (due_in < 0)
        assert (found.owner, found.slug) == ("Local Offer lead", "clubs")

    def test_an_article_that_ends_cannot_be_confirmed_as_it_is(self, engine):
        (found,) = the_tasks(engine, article(valid_until=TODAY + timedelta(days=3)))
        assert (found.kind, found.slug) == (Kind.ENDED, "")

    def test_a_service_that_nobody_checked_for_a_year(self, engine):
        day = TODAY - timedelta(days=370)
        old = Service.model_validate(service_fields(checked_on=day))
        with transaction(engine) as session:
            directory.save(session, old, "alice", TODAY)
        (found,) = the_tasks(engine)
        assert found.kind == Kind.SERVICE and found.is_late(TODAY)
        with transaction(engine) as session:
            directory.verify(session, old.id, "alice", TODAY)
        assert the_tasks(engine) == []

    def test_a_service_of_which_nobody_said_when_it_was_checked(self, engine):
        with transaction(engine) as session:
            unsaid = Service.model_validate(service_fields(checked_on=None))
            directory.save(session, unsaid, "alice", TODAY)
        (found,) = the_tasks(engine)
        assert "Nobody has said" in found.why

    def test_every_helpline_and_the_areas_own(self, engine):
        later = max(entry["review_by"] for entry in check_dates().values()) + timedelta(days=1)
        pack = AreaPack.model_validate(area_fields())
        found = [t for t in the_tasks(engine, pack=pack, today=later) if t.kind == Kind.HELPLINE]
        assert len(found) == len(check_dates()) + 1
        assert all(one.is_late(later) for one in found)

    def test_a_national_change_until_the_article_is_read_after_it_starts(self, engine):
        starts = TODAY + timedelta(days=10)
        change = NationalChange(
            id="new", what="New.", starts=starts, topics=["activities"], facts=["f"],
            source="statute: an Act",
        )  # fmt: skip
        (before,) = gather.of_changes([article()], (change,), TODAY)
        assert (before.kind, before.due, before.slug) == (Kind.CHANGE, starts, "")
        (since,) = gather.of_changes([article()], (change,), starts)
        assert since.slug == "clubs", "once it has started, somebody can say what is right"

    def test_what_goes_by_plan_is_shown_and_never_late(self):
        rows = [
            a_row(state=State.REVIEW, publish_at=NOON, approved_by="bob"),
            a_row(slug="other", expire_at=NOON),
        ]
        live, end = gather.of_plans(rows)
        assert (live.due, end.address) == (TODAY, "/staff/articles/other/take-down")
        assert not end.is_late(TODAY + timedelta(days=9))

    def test_letters(self):
        found = list(gather.of_letters(gather.read_letters()))
        assert len(found) == len(gather.read_letters()) > 0
        assert all(one.address.startswith("/letters/") for one in found)


def test_a_number_for_an_emergency_comes_first_then_what_waited_longest():
    old, new = task("old", TODAY - timedelta(days=90)), task("new", TODAY + timedelta(days=5))
    helpline = task("ring", TODAY - timedelta(days=1), Kind.HELPLINE)
    in_time = task("later", TODAY + timedelta(days=9), Kind.HELPLINE)
    assert by_urgency([in_time, new, old, helpline], TODAY) == [helpline, old, new, in_time]


def test_the_next_review_is_as_far_away_as_it_was_the_last_time():
    one = article().model_copy(update={"review_by": date(2026, 4, 1)})
    assert new_dates(one, TODAY) == {"reviewed_on": "2026-11-22", "review_by": "2027-02-20"}


def test_a_calendar_shows_what_is_late_today_and_takes_up_each_task_once():
    late, due = task("late", TODAY - timedelta(days=90)), task("due", TODAY + timedelta(days=5))
    days = as_days([late, due], TODAY)
    events = Calendar.from_ical(as_calendar("Worklist", days)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [TODAY, due.due]
    assert "overdue" in str(events[0]["summary"])
    again = as_days([late, due], TODAY + timedelta(days=1))
    assert [day.uid for day in days] == [day.uid for day in again]
