"""What most tests stand on: the real encoder, a real database and the application, without Rasa."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.database import migrate, open_database, transaction
from actions_server.encoders import prepare_encoders
from actions_server.importing import import_files
from actions_server.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
NOBODY_LISTENS = 1  # no Rasa answers on this port


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled database and the prepared encoders, shared by the whole run.

    The encoders are those that set-up prepared; where there are none they are made here, once.
    """
    folder = tmp_path_factory.mktemp("var")
    prepared = Settings(data_folder=os.environ.get("SEND_NAVIGATOR_DATA_FOLDER", ROOT / "var"))
    prepare_encoders(prepared)
    for made in (prepared.encoder_folder, prepared.guard_encoder_folder):
        (folder / made.name).symlink_to(made.resolve(), target_is_directory=True)
    settings = Settings(data_folder=folder)
    migrate(settings.database)
    with transaction(open_database(settings.database)) as session:
        assert import_files(session).problems == []
    return folder


@pytest.fixture(scope="session")
def encoder_folder(data_folder: Path) -> Path:
    """The folder of the prepared encoder."""
    return data_folder / "encoder"


@pytest.fixture(scope="session")
def settings(data_folder: Path) -> Settings:
    """Settings for an application with nobody behind it: Rasa cannot be reached."""
    return Settings(
        data_folder=data_folder,
        rasa_port=NOBODY_LISTENS,
        rasa_secret="a secret for tests",
        allowed_origins=["https://www.example.gov.uk"],
        limit_address="100000/minute",  # all tests share one address
        most_brief=100_000,
    )


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """The application, spoken to in memory; what it cannot ask Rasa it answers in limited mode."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as session:
        yield session


def copied(data_folder: Path, folder: Path) -> Path:
    """Fill an empty data folder with the encoders and a copy of the database of another."""
    for made in ("encoder", "guard-encoder"):
        (folder / made).symlink_to((data_folder / made).resolve(), target_is_directory=True)
    shared, own = (sqlite3.connect(one / "send-navigator.db") for one in (data_folder, folder))
    with closing(shared), closing(own):
        shared.backup(own)
    return folder
