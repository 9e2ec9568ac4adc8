"""Every page can be reached by links from the first one, is sound, and leads nowhere dead."""

import pytest

from actions_server.guides import ask, browse, pages
from actions_server.letters import routes as letters
from actions_server.reports import pages as reports

ROUTERS = (pages.router, browse.router, ask.router, letters.router, reports.router)
# Fetched by a script element, not by a link.
NOT_LINKED = {"/widget.js", "/what-families-tell-us/{month}/{file}"}  # the latter once one is out


@pytest.fixture
def reachable(get_page) -> dict:
    """Every page that links lead to, by address, each one checked as it was got."""
    found, waiting = {}, ["/"]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = get_page(address)
        local = [link.partition("#")[0] for link in found[address].links() if link[:1] == "/"]
        waiting += [link for link in local if not link.endswith(".docx")]
    return found


def test_every_route_of_a_page_is_reachable_by_links(reachable):
    reached = {link.partition("#")[0] for page in reachable.values() for link in page.links()}
    routes = [route for router in ROUTERS for route in router.routes]
    missed = {
        route.path
        for route in routes
        if "GET" in route.methods and not any(map(route.path_regex.match, reached))
    }
    assert missed == NOT_LINKED


def test_every_guide_of_the_area_is_reachable(reachable, client):
    library = client.app.state.assistant.library
    shown = {library.on_topic(article.topics[0]).slug for article in library.articles}
    assert {f"/guides/{slug}" for slug in shown} <= set(reachable)


def test_a_part_of_a_page_that_is_linked_to_exists(reachable):
    for page in reachable.values():
        for link in page.links():
            address, _, part = link.partition("#")
            if part and address:
                assert reachable[address].all(f"#{part}"), link


def test_every_page_but_the_demonstration_shows_urgent_help(reachable):
    for address, page in reachable.items():
        if address != "/":
            numbers = [link for link in page.links() if link.startswith(("tel:", "sms:"))]
            assert numbers[:4] == ["tel:999", "tel:111", "tel:116123", "sms:85258"], address


@pytest.mark.parametrize("address", ["/nowhere", "/guides/no-such-guide"])
def test_a_family_that_follows_a_dead_link_gets_a_kind_page(get_page, address):
    page = get_page(address, status=404)
    assert page.text("h1") == "We could not find that page"
    assert "/ask" in page.links()


def test_a_program_that_asks_for_nothing_there_gets_a_problem(client):
    response = client.get("/api/articles/no-such-guide", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_every_page_has_a_way_out_and_the_promises_at_its_foot(reachable, client):
    exit_page = client.app.state.assistant.library.pack.quick_exit
    for address, page in reachable.items():
        if address not in {"/", "/chat"}:
            assert exit_page in page.links(), address
        if address != "/chat":
            assert {"/accessibility", "/guides/privacy"} <= set(page.links()), address


def test_a_family_that_meets_an_error_is_shown_people_to_call(get_page, client):
    pack = client.app.state.assistant.library.pack
    assert pack.switchboard.phone in get_page("/nowhere", status=404).text(".people")


def test_no_page_shows_an_image_of_text(reachable):
    for address, page in reachable.items():
        assert page.all("img, picture, canvas, svg text") == [], address
