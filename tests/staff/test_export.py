"""All content goes out as files and comes in again, and nothing is lost or half done."""

import pytest

from actions_server.database import transaction
from actions_server.importing import export_files, restore_files
from knowledge_base import queries
from knowledge_base.problems import ContentError


def everything(session):
    areas = queries.areas(session)
    return queries.articles(session, areas), queries.services(session, areas)


def test_what_is_exported_and_restored_is_the_same(engine, tmp_path):
    with transaction(engine) as session:
        before = everything(session)
        written = export_files(session, tmp_path / "out")
        restored = restore_files(session, tmp_path / "out")
        assert everything(session) == before
    assert written == len(before[0]) + len(before[1]) > 100
    assert (restored.articles, restored.services) == (0, 0)


def test_a_changed_file_is_published_and_an_absent_one_taken_down(engine, tmp_path):
    with transaction(engine) as session:
        before = everything(session)
        export_files(session, tmp_path / "out")
    file = tmp_path / "out/england/camhs.md"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")
    (tmp_path / "out/england/have-your-say.md").unlink(missing_ok=True)
    with transaction(engine) as session:
        restore_files(session, tmp_path / "out")
        assert queries.article(session, "camhs").title.startswith("New ")
        assert queries.article(session, "have-your-say") is None
        queries.replace_articles(session, before[0])


def test_half_a_folder_changes_nothing(engine, tmp_path):
    with transaction(engine) as session:
        before = everything(session)
        export_files(session, tmp_path / "out")
    (tmp_path / "out/england/camhs.md").write_text("no fields", "utf-8")
    with pytest.raises(ContentError), transaction(engine) as session:
        restore_files(session, tmp_path / "out")
    with transaction(engine) as session:
        assert everything(session) == before
