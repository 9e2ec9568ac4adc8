"""The migrations make exactly the tables of the code, and can be taken back."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from actions_server.database import migrate, open_database
from actions_server.staff.all_tables import TABLES
from knowledge_base.tables import Base as Content
from pain_points.tables import Base as Events


def test_the_migrations_and_the_code_agree(tmp_path: Path) -> None:
    assert TABLES, "imported, so that Base knows them"
    address = f"sqlite:///{tmp_path / 'new.db'}"
    migrate(address)
    engine = open_database(address)
    with engine.connect() as connection:
        tables = [Content.metadata, Events.metadata]
        assert compare_metadata(MigrationContext.configure(connection), tables) == []
    engine.dispose()


def test_the_migrations_can_be_taken_back_and_done_again(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    migrate(address)
    migrate(address, "base")
    engine = open_database(address)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    migrate(address)


def test_the_database_writes_ahead(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
