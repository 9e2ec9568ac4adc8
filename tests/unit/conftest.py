"""What unit tests of several parts stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from actions_server.database import migrate, open_database


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A real database in a file of its own, brought up to date by the migrations."""
    address = f"sqlite:///{tmp_path / 'kept.db'}"
    migrate(address)
    engine = open_database(address)
    yield engine
    engine.dispose()
