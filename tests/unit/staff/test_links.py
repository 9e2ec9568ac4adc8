"""Links are found whole, tried with care at a real server, and called broken only when they are."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions_server.database import transaction
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.check_links import Pace, check_links
from actions_server.staff.keeping.keep_links import NobodyAnswered, keep
from actions_server.staff.keeping.links import (
    Outcome,
    Standing,
    Tried,
    is_link,
    links_in,
    note,
    standing,
    with_link,
)
from actions_server.staff.keeping.tables import StaffLinkRow
from tests.unit.directory.feed_server import Feed, as_json, serving

OLD, NEW = "https://a.example/page", "https://b.example/new?x=1"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = st.lists(
    st.sampled_from(
        [OLD, NEW, f"{OLD}/more", f"[x]({OLD})", " ", ".", ")", "words", "\n", "(", "“"]
    ),
    max_size=12,
).map("".join)


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "links"),
        [
            ("no link, a.example/page, ftp://a.example", []),
            (f"[words]({OLD}) and <{OLD}>", [OLD, OLD]),
            (f"See {OLD}.", [OLD]),
            (f"“{OLD}”", [OLD]),
            ("[x](https://a.example/A_(b)) more", ["https://a.example/A_(b)"]),
            ("https://a.example/?q=1&r=[2]", ["https://a.example/?q=1&r="]),
            ("http://a.example", ["http://a.example"]),
        ],
    )
    def test_a_link_is_found_whole(self, text, links):
        assert list(links_in({"body": [text], "n": 1, "none": None})) == links

    def test_only_the_whole_address_is_replaced(self):
        content = {"body": f"[a]({OLD}) {OLD}/more {OLD}?a, {OLD}.", "ages": [0, 25], "x": None}
        assert with_link(content, OLD, NEW) == {
            "body": f"[a]({NEW}) {OLD}/more {OLD}?a, {NEW}.",
            "ages": [0, 25],
            "x": None,
        }

    @given(text=TEXTS)
    def test_after_replacing_the_old_one_is_nowhere_and_the_rest_is_as_it_was(self, text):
        changed = with_link(text, OLD, NEW)
        before = list(links_in(text))
        assert list(links_in(changed)) == [NEW if link == OLD else link for link in before]
        assert with_link(text, "https://nowhere.example/", NEW) == text

    @pytest.mark.parametrize(
        "text",
        ["", "https://", f"{OLD} ", f"{OLD}) x", f"{OLD}.", f'{OLD}"', "javascript:1", "a.b"],
    )
    def test_what_is_no_address_on_its_own_is_not_taken_for_one(self, text):
        assert not is_link(text)
        assert is_link(NEW)


def row_after(*tries: tuple[Outcome, datetime]) -> StaffLinkRow:
    row = StaffLinkRow(url=OLD, gone_times=0, failed_since=None)
    for outcome, at in tries:
        note(row, Tried(OLD, outcome), at)
    return row


LATER, TOMORROW = MONDAY + timedelta(hours=1), MONDAY + timedelta(days=1)


class TestStanding:
    @pytest.mark.parametrize(
        ("tries", "stands"),
        [
            ([(Outcome.FAILED, MONDAY)], Standing.FAILING),
            ([(Outcome.FAILED, MONDAY), (Outcome.FAILED, LATER)], Standing.FAILING),
            ([(Outcome.FAILED, MONDAY), (Outcome.FAILED, TOMORROW)], Standing.BROKEN),
            ([(Outcome.GONE, MONDAY)], Standing.FAILING),
            ([(Outcome.GONE, MONDAY), (Outcome.GONE, LATER)], Standing.BROKEN),
            ([(Outcome.GONE, MONDAY), (Outcome.FAILED, LATER)], Standing.FAILING),
            ([(Outcome.FAILED, MONDAY), (Outcome.FINE, LATER), (Outcome.FAILED, TOMORROW)],
             Standing.FAILING),
            ([(Outcome.GONE, MONDAY), (Outcome.FINE, LATER)], Standing.FINE),
            ([(Outcome.REFUSED, MONDAY), (Outcome.REFUSED, TOMORROW)], Standing.LOOK),
            ([(Outcome.NOT_ASKED, MONDAY)], Standing.LOOK),
        ],
    )  # fmt: skip
    def test_one_bad_evening_of_a_server_breaks_no_link(self, tries, stands):
        assert standing(row_after(*tries)) == stands

    def test_a_link_that_nobody_tried_is_new(self):
        assert standing(None) == Standing.NEW


@pytest.fixture
def server():
    """A server on this machine with pages of all kinds."""
    with serving(Feed([])) as feed:
        page = (200, {"Content-Type": "text/html"}, b"<p>Hello")
        feed.always |= {
            "/fine": page,
            "/fine?flag": page,
            "/moved": (301, {"Location": "/fine"}, b""),
            "/moved-twice": (308, {"Location": "/moved"}, b""),
            "/for-now": (302, {"Location": "/fine"}, b""),
            "/gone": (410, {}, b""),
            "/kept-out": (403, {}, b""),
            "/broken": (500, {}, b""),
            "/round": (301, {"Location": "/round"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.8/"}, b""),
            "/large": (200, {}, b"x" * 2_100_000),
        }
        yield feed


def tried(server, *paths, **more):
    inside = [server.address.removeprefix("http://")]
    urls = [path if "://" in path else server.address + path for path in paths]
    found = check_links(urls, "Tests", inside, pace=lambda host: None, **more)
    return {one.url.removeprefix(server.address): one for one in found}


class TestTrying:
    @pytest.mark.parametrize(
        "url", ["https://127.0.0.1/x", "https://localhost/", "http://93.184.216.34/", "https://10.0.0.8"]
    )  # fmt: skip
    def test_nothing_inside_the_own_network_and_nothing_unsafe_is_asked(self, server, url):
        (one,) = check_links([url], "Tests", pace=lambda host: None)
        assert (one.outcome, one.status) == (Outcome.NOT_ASKED, 0)

    def test_a_redirect_into_the_own_network_is_not_followed(self, server):
        assert tried(server, "/inside")["/inside"].outcome == Outcome.NOT_ASKED

    @pytest.mark.parametrize(
        "url", ["https://[x", "https://a b", "https://\udcff.example", "https://"]
    )
    def test_what_is_no_address_is_told_and_stops_nothing(self, server, url):
        found = {one.url: one for one in check_links([url, "https://x.invalid/"], "T", pace=len)}
        assert found[url].outcome in (Outcome.FAILED, Outcome.NOT_ASKED)
        assert found["https://x.invalid/"].outcome == Outcome.FAILED

    @pytest.mark.parametrize(
        ("path", "outcome", "status"),
        [
            ("/fine", Outcome.FINE, 200),
            ("/fine?flag", Outcome.FINE, 200),
            ("/nowhere", Outcome.GONE, 404),
            ("/gone", Outcome.GONE, 410),
            ("/kept-out", Outcome.REFUSED, 403),
            ("/broken", Outcome.FAILED, 500),
            ("/round", Outcome.FAILED, 0),
            ("/large", Outcome.FINE, 200),
        ],
    )
    def test_each_comes_to_what_it_is(self, server, path, outcome, status):
        one = tried(server, path)[path]
        assert (one.outcome, one.status) == (outcome, status)
        assert bool(one.said) == (outcome != Outcome.FINE)

    def test_only_what_moved_for_good_shows_its_new_address(self, server):
        found = tried(server, "/moved", "/moved-twice", "/for-now", "/fine")
        leads_to = {path: one.leads_to for path, one in found.items()}
        there = f"{server.address}/fine"
        assert leads_to == {"/moved": there, "/moved-twice": there, "/for-now": "", "/fine": ""}

    def test_a_server_that_knows_only_the_long_kind_of_request_is_asked_so(self, server):
        page = server.always.pop("/fine")
        server.faults["/fine"] = [(405, {}, b""), page]
        assert tried(server, "/fine")["/fine"].outcome == Outcome.FINE

    def test_an_error_that_passes_is_tried_again(self, server):
        server.faults["/fine"] = [(503, {}, b""), (503, {}, b"")]
        assert tried(server, "/fine")["/fine"].outcome == Outcome.FINE

    def test_a_server_is_told_who_asks(self, server):
        tried(server, "/fine")
        assert server.agents == {"Tests"}


class TestPace:
    def test_one_host_is_asked_once_a_second_and_another_at_once(self):
        waits, at = [], [100.0]
        pace = Pace(1.0, waits.append, lambda: at[0])
        for host in ("a", "a", "b", "a"):
            pace(host)
        assert waits == [1.0, 2.0]
        at[0] = 200.0
        pace("a")
        assert waits == [1.0, 2.0]

    def test_in_truth_too(self, server):
        inside = [server.address.removeprefix("http://")]
        times = []
        pace = Pace(0.2)

        def watched(host):
            pace(host)
            times.append(monotonic())

        urls = [f"{server.address}/fine?{n}" for n in range(2)]
        server.always |= {f"/fine?{n}": as_json({}) for n in range(2)}
        check_links([*urls, f"{server.address}/moved"], "T", inside, watched)
        assert len(times) == 4, "a redirect is a request too"
        assert all(later - earlier > 0.19 for earlier, later in pairwise(times))


def test_when_nobody_answers_no_link_is_blamed(engine):
    with pytest.raises(NobodyAnswered), transaction(engine) as session:
        keep(session, [Tried(OLD, Outcome.FAILED), Tried(NEW, Outcome.NOT_ASKED)])
    with transaction(engine) as session:
        assert queries.links(session) == {}
        keep(session, [])


def test_what_stands_nowhere_any_more_is_forgotten(engine):
    with transaction(engine) as session:
        keep(session, [Tried(OLD, Outcome.GONE, 404), Tried(NEW, Outcome.FINE, 200)])
    with transaction(engine) as session:
        assert keep(session, [Tried(OLD, Outcome.GONE, 404)]) == {Standing.BROKEN: 1}
    with transaction(engine) as session:
        assert list(queries.links(session)) == [OLD]
        assert queries.links(session)[OLD].gone_times == 2
