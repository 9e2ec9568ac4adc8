"""The database: how it is opened, brought up to date and used one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(address: str) -> Engine:
    """An engine for the address; SQLite's folder is made, and readers never block its writer."""
    url = make_url(address)
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)

        @event.listens_for(engine, "connect")
        def _settle(connection, _record) -> None:  # noqa: ANN001 - the driver's own types
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA busy_timeout=5000")
            cursor.close()
            # SQLite's own knows no letters with accents.
            connection.create_function("lower", 1, _lower, deterministic=True)

    return engine


def _lower(text: str | None) -> str | None:
    return text.lower() if isinstance(text, str) else text


def migrate(address: str, revision: str = "head") -> None:
    """Bring the database to a revision; "base" empties it."""
    open_database(address).dispose()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


@contextmanager
def rehearsal(engine: Engine) -> Iterator[Session]:
    """A session of which nothing is kept, to see what a change would do."""
    with Session(engine) as session:
        yield session


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session that commits once at the end, or not at all."""
    with Session(engine) as session, session.begin():
        yield session
