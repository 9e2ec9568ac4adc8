"""What is published is served by a running application without a restart."""

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.database import migrate, open_database, transaction
from actions_server.importing import import_files
from actions_server.settings import Settings
from knowledge_base import queries

PATIENCE = 30.0  # seconds
AREAS = ("england", "hounslow", "shropshire")


@pytest.fixture
def own_settings(tmp_path: Path, encoder_folder: Path) -> Settings:
    """Settings with a database that this test may change."""
    settings = Settings(data_folder=tmp_path, rasa_port=1, rasa_secret="a secret for tests")
    settings.encoder_folder.symlink_to(encoder_folder.resolve(), target_is_directory=True)
    migrate(settings.database)
    with transaction(open_database(settings.database)) as session:
        import_files(session)
    return settings


def wait_for(is_so) -> None:
    """Return once it is so; fails when it does not come about."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_changed_article_is_served_and_one_taken_down_is_gone(own_settings):
    with TestClient(create_app(own_settings)) as client:
        assert client.get("/api/articles/exams").status_code == 200
        with transaction(open_database(own_settings.database)) as session:
            articles = {item.slug: item for item in queries.articles(session, AREAS)}
            del articles["bullying"]
            new = "You can ask the wizard of exams for a purple lamp."
            articles["exams"] = articles["exams"].model_copy(update={"answer": new})
            queries.replace_articles(session, list(articles.values()))
        wait_for(lambda: client.get("/api/articles/exams").json()["answer"] == new)
        wait_for(lambda: client.get("/api/articles/bullying").status_code == 404)
        found = client.get("/api/search", params={"q": "purple lamp wizard exams"}).json()
        assert "exams" in [result["slug"] for result in found["results"]]
