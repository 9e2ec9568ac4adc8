"""The record of staff actions can only be added to, and a change of it is noticed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from actions_server.database import migrate, open_database, transaction
from actions_server.staff.audit.chain import BEGINNING, record, verify
from actions_server.staff.audit.tables import StaffAuditRow

NOON = datetime(2026, 11, 22, 12, 0, 0, 123, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    """A database with three actions on record."""
    address = f"sqlite:///{tmp_path / 'staff.db'}"
    migrate(address)
    made = open_database(address)
    for action in ("signed in", "saved", "published"):
        with transaction(made) as session:
            record(session, NOON, "alice", action, "exams", {"words": "é", "count": 2})
    yield made
    made.dispose()


def without_guards(session):
    """What somebody with the whole database in their hands would do first."""
    for verb in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER staff_audit_no_{verb}"))


def test_an_untouched_record_is_whole(engine):
    with transaction(engine) as session:
        verdict = verify(session)
    assert (verdict.fault, verdict.length) == ("", 3)
    assert verdict.link != BEGINNING


def test_an_empty_record_is_whole(tmp_path):
    address = f"sqlite:///{tmp_path / 'new.db'}"
    migrate(address)
    made = open_database(address)
    with transaction(made) as session:
        assert verify(session).fault == ""
    made.dispose()


@pytest.mark.parametrize(
    "statement", [update(StaffAuditRow).values(who="bob"), delete(StaffAuditRow)]
)
def test_the_database_refuses_to_change_the_record(engine, statement):
    with pytest.raises(DatabaseError, match="only be added to"), transaction(engine) as session:
        session.execute(statement)


@pytest.mark.parametrize(
    "changed",
    [
        {"who": "bob"},
        {"action": "nothing"},
        {"about": "other"},
        {"detail": {}},
        {"link": "f" * 64},
        {"at": NOON.replace(hour=13)},
    ],
    ids=lambda changed: next(iter(changed)),
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_changed_row_is_noticed(engine, changed, place):
    with transaction(engine) as session:
        without_guards(session)
        session.execute(update(StaffAuditRow).where(StaffAuditRow.place == place).values(changed))
    with transaction(engine) as session:
        assert verify(session).fault


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_removed_row_is_noticed_even_at_the_end(engine, place):
    with transaction(engine) as session:
        without_guards(session)
        session.execute(delete(StaffAuditRow).where(StaffAuditRow.place == place))
    with transaction(engine) as session:
        assert verify(session).fault


def test_two_actions_of_one_transaction_follow_each_other(engine):
    with transaction(engine) as session:
        session.autoflush = False  # as in a request
        for action in ("saved", "published"):
            record(session, NOON, "alice", action, "exams")
    with transaction(engine) as session:
        assert (verify(session).fault, verify(session).length) == ("", 5)


def test_what_is_not_carried_through_is_not_on_record(engine):
    with pytest.raises(RuntimeError), transaction(engine) as session:
        record(session, NOON, "alice", "published", "exams")
        raise RuntimeError
    with transaction(engine) as session:
        assert verify(session).length == 3
