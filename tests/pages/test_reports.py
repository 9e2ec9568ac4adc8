"""`/what-families-tell-us`: only what two people signed, and only while it is sound."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions_server.counting import REPORTS
from pain_points.did import add_did
from pain_points.ledger import Ledger
from pain_points.publish import publish
from pain_points.writers.all_formats import all_formats
from tests.unit.pain_points.worlds import OCTOBER, TODAY, a_plan, counts_of

PAGE = "/what-families-tell-us"


@pytest.fixture
def folder(data_folder: Path) -> Iterator[Path]:
    """The folder of releases with one prepared month, invented and not signed yet."""
    made = data_folder / REPORTS
    publish(counts_of(300, plans=33), OCTOBER, a_plan(invented=True), made, TODAY, all_formats())
    yield made
    shutil.rmtree(made)


def sign(folder: Path, *names: str) -> None:
    for name in names:
        Ledger(folder).sign(OCTOBER, name, date(2026, 11, 22))


def test_before_the_first_report_the_page_says_what_will_stand_there(get_page):
    assert "not published yet" in get_page(PAGE).text("main")


def test_what_one_person_signed_is_not_shown(get_page, folder):
    sign(folder, "Alice Akhtar")
    assert "not published yet" in get_page(PAGE).text("main")
    get_page(f"{PAGE}/2026-10/cells.csv", status=404)


def test_a_signed_report_is_shown_with_its_files_and_marked_as_invented(get_page, folder, client):
    sign(folder, "Alice Akhtar", "Bob Brown")
    add_did(folder, "Nobody called back", "A named person calls", "The team", TODAY)
    page = get_page(PAGE)
    assert "30 to 34" in page.text("main")
    assert "These figures are invented" in page.text("main")
    assert "A named person calls" in page.text("main")
    assert page.all("svg[role=img]")
    files = [link for link in page.links() if link.startswith(f"{PAGE}/2026-10/")]
    assert {name.rpartition(".")[2] for name in files} == {"csv", "html", "json", "ods", "xlsx"}
    for link in files:
        response = client.get(link)
        assert response.status_code == 200
        assert response.content == (folder / "2026-10" / link.rpartition("/")[2]).read_bytes()


def test_a_report_that_was_changed_after_it_was_signed_is_not_shown(get_page, folder):
    sign(folder, "Alice Akhtar", "Bob Brown")
    path = folder / "2026-10" / "report.html"
    path.write_text(path.read_text().replace("30 to 34", "40 to 44"))
    assert "not published yet" in get_page(PAGE).text("main")


@pytest.mark.parametrize("file", ["ledger.jsonl", "..%2Fledger.jsonl", "nothing.csv"])
def test_no_other_file_can_be_fetched(get_page, folder, file):
    sign(folder, "Alice Akhtar", "Bob Brown")
    get_page(f"{PAGE}/2026-10/{file}", status=404)
    get_page(f"{PAGE}/never/{file}", status=404)
