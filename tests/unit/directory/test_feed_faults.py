"""Half a feed changes nothing: every fault that a real server can have, with a real server."""

import json

import pytest

from actions_server.directory.listing import CannotImport
from tests.unit.directory.conftest import in_feed
from tests.unit.directory.feed_server import as_json, page_path

JSON = {"Content-Type": "application/json"}
BAD = (500, {}, b"oops")
WEB_PAGE = (200, {"Content-Type": "text/html"}, b"<!doctype html><p>Down for repair</p>")
EVERYTHING = {"Swim club", "Toy library", "Music time", "Drama club", "Baby group"}


def refuse(bring, shown, words: str) -> None:
    """The import must be refused with these words, and change nothing."""
    before = shown()
    with pytest.raises(CannotImport, match=words):
        bring()
    assert shown() == before


def test_a_page_that_is_missing_after_retries_changes_nothing(feed, bring, shown, waits):
    feed.always[page_path(2)] = BAD
    refuse(bring, shown, r"Page 2 .* it answered 500 \(4 tries\)")
    assert waits == [1, 2, 4]


def test_a_page_that_is_not_there_changes_nothing_and_is_not_asked_for_again(
    feed, bring, shown, waits
):
    bring()
    feed.services.append(in_feed("New group"))
    feed.always[page_path(3)] = (404, JSON, b"{}")
    refuse(bring, shown, "Page 3 .* it answered 404")
    assert waits == []


def test_a_web_page_instead_of_data_changes_nothing(feed, bring, shown):
    feed.always[page_path(1)] = WEB_PAGE
    refuse(bring, shown, "a web page, where a feed answers with data")


@pytest.mark.parametrize("body", [b"", b'{"contents": [', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_reply_that_breaks_off_changes_nothing(feed, bring, shown, body):
    feed.always[page_path(3)] = (200, JSON, body)
    refuse(bring, shown, "Page 3 .* broke off or is not JSON")


def test_a_connection_that_breaks_off_changes_nothing(feed, bring, shown):
    whole = as_json(feed._page(2))[2]
    cut = (200, {**JSON, "Content-Length": str(len(whole))}, whole[:40])
    feed.always[page_path(2)] = cut
    refuse(bring, shown, "Page 2 .* connection broke")


@pytest.mark.parametrize(
    "content", [{}, {"contents": "many"}, 7, None, {"error": "no"}, {"contents": {"a": 1}}]
)
def test_data_of_another_shape_changes_nothing(feed, bring, shown, content):
    feed.always[page_path(1)] = as_json(content)
    refuse(bring, shown, "shape of Open Referral UK|web page|no services")


def test_data_about_something_else_changes_nothing(feed, bring, shown):
    feed.services = [{"id": str(n), "title": "A planning application"} for n in range(4)]
    refuse(bring, shown, "4 of 4 records cannot be used")


def test_a_feed_that_gives_fewer_than_it_says_changes_nothing(feed, bring, shown):
    feed.change_page = lambda number, page: page | {"total_items": 6}
    refuse(bring, shown, "says that it has 6 services, but gave 5 on 3 pages")


def test_a_feed_that_changes_while_it_is_read_changes_nothing(feed, bring, shown):
    feed.change_page = lambda number, page: page | {"total_items": 5 if number == 1 else 7}
    refuse(bring, shown, "page 1 says 5 services, page 2 says 7")


def test_an_empty_page_in_the_middle_changes_nothing(feed, bring, shown):
    feed.change_page = lambda number, page: page | ({"contents": []} if number == 2 else {})
    refuse(bring, shown, "Page 2 of the feed is empty")


def test_a_feed_that_gives_its_first_page_for_ever_changes_nothing(feed, bring, shown):
    first = as_json(feed._page(1))
    for number in range(2, 5):
        feed.always[page_path(number)] = first
    refuse(bring, shown, "says that it has 5 services, but gave 2")


def test_a_feed_that_never_ends_is_left(feed, bring, shown, monkeypatch):
    monkeypatch.setattr("actions_server.directory.walk.MOST_PAGES", 4)

    def endless(number: int, _page: dict) -> dict:
        return {"contents": [in_feed(f"Group {number}")], "last_page": False}

    feed.change_page = endless
    refuse(bring, shown, "more than 4 pages")


def test_a_single_service_that_cannot_be_read_changes_nothing(feed, bring, shown):
    feed.thin = True
    feed.always[f"/services/{feed.services[3]['id']}"] = BAD
    refuse(bring, shown, "could not be read: it answered 500")


def test_a_huge_reply_changes_nothing(feed, bring, shown):
    feed.services[0]["description"] = "x" * 21_000_000
    refuse(bring, shown, "larger than 20 MB")


def test_a_packed_reply_that_unpacks_to_a_huge_one_changes_nothing(feed, bring, shown):
    feed.packed = True
    feed.services[0]["description"] = "x" * 21_000_000
    refuse(bring, shown, "larger than 20 MB")


def test_a_server_that_recovers_is_read_to_the_end(feed, bring, shown, waits):
    feed.faults[page_path(1)] = [BAD, BAD]
    feed.faults[page_path(2)] = [(200, JSON, b'{"contents": [{"id"')]
    feed.faults[page_path(3)] = [
        (429, {"Retry-After": "7"}, b""),
        (503, {"Retry-After": "9999"}, b""),
    ]
    bring()
    assert set(shown()) == EVERYTHING
    assert waits == [1, 2, 1, 7, 60]


def test_a_packed_feed_is_read(feed, bring, shown):
    feed.packed = True
    bring()
    assert set(shown()) == EVERYTHING


@pytest.mark.parametrize("version", ["1.0", "3.0"])
@pytest.mark.parametrize("thin", [True, False])
def test_both_versions_are_read_whether_lists_are_thin_or_not(feed, read, version, thin):
    feed.version, feed.thin = version, thin
    listing = read()
    assert (listing.version, listing.is_whole) == (version, True)
    assert {record.service.phone for record in listing.records.values()} == {"01234 567890"}
    assert {record.service.name for record in listing.records.values()} == EVERYTHING


def test_a_list_without_pages_is_read(feed, read):
    feed.change_page = lambda number, page: feed.services
    assert len(read().records) == 5


def test_the_old_name_of_the_list_is_understood(feed, read):
    feed.version = "1.0"
    feed.change_page = lambda number, page: {
        ("contents" if key == "content" else key): value for key, value in page.items()
    }
    listing = read()
    assert (listing.version, len(listing.records)) == ("1.0", 5)


def test_a_feed_without_addresses_of_single_services_is_read_from_its_list(feed, read):
    feed.thin = True
    for service in feed.services:
        feed.always[f"/services/{service['id']}"] = (404, JSON, b"{}")
    assert {record.service.phone for record in read().records.values()} == {""}


def test_the_same_service_twice_is_taken_once_and_said(feed, bring, shown, read):
    feed.services.append(dict(feed.services[0]))
    bring()
    assert set(shown()) == EVERYTHING
    assert any("twice" in finding for finding in read().findings)


def test_of_two_records_with_one_id_the_one_checked_last_is_taken(feed, bring, shown):
    newer = feed.services[0] | {"name": "Swim club (new pool)", "assured_date": "2026-11-01"}
    feed.services.insert(0, newer)
    bring()
    assert set(shown()) == EVERYTHING - {"Swim club"} | {"Swim club (new pool)"}


def test_when_services_slip_from_page_to_page_nothing_is_withdrawn(feed, bring, shown):
    bring()
    feed.services[4] = dict(feed.services[0])
    outcome = bring()
    assert outcome.withdrawn == []
    assert set(shown()) == EVERYTHING


def test_a_server_is_told_who_asks(feed, read):
    read()
    assert feed.agents == {"Tests"}


def test_a_feed_saved_in_a_file_is_read(tmp_path, feed, engine):
    from actions_server.directory.source import read_source
    from tests.unit.directory.conftest import MEANT

    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"contents": feed.services, "total_items": 5, "total_pages": 1}))
    assert len(read_source(str(path), MEANT, None).records) == 5
    path.write_text(json.dumps(feed._page(1)))
    with pytest.raises(CannotImport, match="one page of several"):
        read_source(str(path), MEANT, None)
    path.write_text("{")
    with pytest.raises(CannotImport, match="not JSON"):
        read_source(str(path), MEANT, None)
