"""A spreadsheet from whatever program: read whole, or refused with the lines to mend."""

from datetime import date

import pytest

from actions_server.directory.listing import CannotImport
from actions_server.directory.sheet import read_sheet
from actions_server.directory.source import read_file
from tests.unit.directory.conftest import MEANT

TABLE = """Service Name;Organisation;Telephone;Website;Age from;Age to;Times;Cost;Checked on
Café für Kinder;Père & Fils;020 8583 2000;www.cafe.example;3;11;"Mondays; 9am to 11am";£2;02/10/2026

“Quiet” swim;Pool Trust;;https://pool.example/quiet;;;;;
"""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_same_services_come_out_of_every_kind_of_file(encoding, delimiter, newline):
    # Outside quotes only: the opening times hold a semicolon.
    table = "\n".join(
        '"'.join(
            part.replace(";", delimiter) if place % 2 == 0 else part
            for place, part in enumerate(line.split('"'))
        )
        for line in TABLE.split("\n")
    )
    listing = read_sheet(table.replace("\n", newline).encode(encoding), MEANT)
    cafe, swim = (record.service for record in listing.records.values())
    assert (cafe.name, cafe.organization) == ("Café für Kinder", "Père & Fils")
    assert (cafe.phone, cafe.url) == ("020 8583 2000", "https://www.cafe.example")
    assert (cafe.minimum_age, cafe.maximum_age) == (3, 11)
    assert (cafe.opening_hours, cafe.cost) == ("Mondays; 9am to 11am", "£2")
    assert cafe.checked_on == date(2026, 10, 2)
    assert (swim.name, swim.phone) == ("“Quiet” swim", "")
    assert (listing.version, listing.faults) == ("csv", [])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "must name the columns"),
        ("\n\n", "must name the columns"),
        ("Colour,Size\nred,1", "must name the columns"),
        ("name,phone,telephone\na,1,2", "Two columns hold the same: phone"),
        ("name,phone\n", "no services"),
        ("name,phone\nSwim,01234 567890,extra", "line 2: it has more cells"),
        ("name,checked on\nSwim,soon", "line 2: checked_on cannot be read"),
        ("name,age from\nSwim,four", "line 2: minimum_age cannot be read"),
        ("name,phone\n,01234 567890", "line 2: a record has no"),
        ("name\nSwim\nMusic\nSwim", "line 4: it has the same name as line 2"),
        ("id,name\n7,Swim\n7,Music", "line 3: it has the same id as line 2"),
        ("name\n" + '"' + "x" * 200_000, "not a table"),
    ],
    ids=lambda value: value[:30],
)
def test_a_person_is_told_what_to_mend(table, words):
    with pytest.raises(CannotImport, match=words):
        read_sheet(table.encode(), MEANT)


def test_one_faulty_line_stops_all_and_every_one_is_named():
    rows = "\n".join(f"Swim {number},never" for number in range(30))
    with pytest.raises(CannotImport) as caught:
        read_sheet(f"name,checked on\nMusic,2026-10-02\n{rows}".encode(), MEANT)
    assert "line 3" in str(caught.value)
    assert "and 10 more" in str(caught.value)


def test_a_picture_is_no_spreadsheet():
    with pytest.raises(CannotImport):
        read_sheet(bytes(range(256)) * 50, MEANT)
    with pytest.raises(CannotImport, match=r"\.json or \.csv"):
        read_file("services.xlsx", b"PK", MEANT)


def test_columns_that_are_not_known_are_left_alone():
    table = "Name,Jo’s private notes,Phone\nSwim,do not tell,01234 567890"
    (record,) = read_sheet(table.encode(), MEANT).records.values()
    assert "do not tell" not in record.service.model_dump_json()


def test_a_line_that_is_marked_hidden_is_left_out_and_a_hidden_place_has_no_address():
    table = (
        "name,hidden,hide address,address,postcode,description\n"
        "Staff room,yes,,1 High Street,ZZ1 1ZZ,x\n"
        'Safe Start,,yes,"17 Elm Road, Exton",ZZ1 1ZZ,We are at 17 Elm Road.\n'
        'Swim,,no,"1 Pool Lane, Exton",ZZ1 1ZZ,x\n'
    )
    listing = read_sheet(table.encode(), MEANT)
    safe, swim = (record.service for record in listing.records.values())
    assert (safe.name, safe.address, safe.place_hidden) == ("Safe Start", "", True)
    assert "Elm" not in safe.model_dump_json()
    assert swim.address == "1 Pool Lane, Exton, ZZ1 1ZZ"


def test_a_sheet_can_say_topics_how_to_get_it_and_the_last_day():
    table = (
        "name,topics,how to apply,valid until\nSwim,activities; short-breaks,Just come.,2026-12-31"
    )
    (record,) = read_sheet(table.encode(), MEANT).records.values()
    assert record.service.topics == ["activities", "short-breaks"]
    assert record.service.how_to_get == "Just come."
    assert record.expires_on == date(2026, 12, 31)
