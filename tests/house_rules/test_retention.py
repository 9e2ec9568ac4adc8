"""Everything that the database can hold is named in docs/privacy.md, and families are told."""

import re
from pathlib import Path

import pytest
from sqlalchemy import inspect

from actions_server.database import migrate, open_database
from actions_server.settings import Settings
from tests.house_rules.our_code import ROOT, report

PAGE = ROOT / "docs/privacy.md"
ARTICLE = ROOT / "knowledge_base/content/england/privacy.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def published(text: str) -> dict[str, set[str]]:
    """The tables that the page names, each with its columns."""
    return {table: set(re.findall(r"`(\w+)`", columns)) for table, columns, *_ in ROW.findall(text)}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The tables of a database that every migration has run on, each with its columns."""
    address = f"sqlite:///{tmp_path_factory.mktemp('schema') / 'new.db'}"
    migrate(address)
    engine = open_database(address)
    found = inspect(engine)
    tables = {
        table: {column["name"] for column in found.get_columns(table)}
        for table in found.get_table_names()
    }
    engine.dispose()
    return tables


def test_every_table_and_column_is_in_the_retention_table(schema):
    reason = (
        "Families are promised a list of everything that is kept. Name it in docs/privacy.md, with "
        "why, how long and which command deletes it, and see that the article still holds:"
    )
    named = published(PAGE.read_text(encoding="utf-8"))
    broken = [
        f"{table}.{column}"
        for table in schema.keys() | named.keys()
        for column in schema.get(table, set()) ^ named.get(table, set())
    ]
    assert schema.keys() >= {"article", "service", "embedding"}
    assert not broken, report(reason, sorted(broken))


def test_every_row_says_why_how_long_and_what_deletes_it():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert rows
    assert all(len(cell.strip()) > 8 for row in rows for cell in row[2:])


def test_a_table_that_is_not_named_is_noticed(schema):
    text = PAGE.read_text(encoding="utf-8").replace("`vector`", "")
    assert published(text)["embedding"] ^ schema["embedding"] == {"vector"}


@pytest.mark.parametrize("file", [PAGE, ARTICLE], ids=lambda path: path.name)
def test_the_page_and_the_article_promise_the_time_that_is_set(file: Path):
    minutes = round(Settings.model_fields["idle_minutes"].default)
    assert f"{minutes} minutes" in file.read_text(encoding="utf-8")


def test_the_page_and_the_article_agree_on_how_long_a_question_may_be_kept():
    days = [set(re.findall(r"(\d+) days", f.read_text(encoding="utf-8"))) for f in (PAGE, ARTICLE)]
    assert days[0] == days[1]
