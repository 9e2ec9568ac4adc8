"""The chat page and the loader: what stands in them before any script runs."""

import re

from actions_server.wording import ABOUT_TO_END


def test_the_chat_says_what_it_is_and_how_to_end_it(get_page):
    page = get_page("/chat")
    assert "I am a computer program." in page.text("header")
    assert page.text("#end") == "End chat and clear"


def test_the_chat_can_warn_before_it_is_cleared(get_page):
    words = get_page("/chat").one("#words").to_html()
    assert ABOUT_TO_END in words.replace("&#39;", "'")


def test_the_chat_names_the_areas_own_safeguarding_team(get_page, client):
    safeguarding = client.app.state.assistant.library.pack.safeguarding
    assert safeguarding.name in get_page("/chat").text(".urgent")
    assert f"Call {safeguarding.phone}" in get_page("/chat").text(".urgent")


def test_the_chat_has_one_polite_live_region(get_page):
    page = get_page("/chat")
    assert page.one("[aria-live]").attrs["aria-live"] == "polite"
    assert page.all("[role=alert], [role=status], [role=log]") == []


def test_the_chat_without_javascript_leads_to_the_plain_page(get_page):
    page = get_page("/chat")
    assert page.one("#composer").attrs["action"] == "/ask"
    assert 'href="/ask"' in page.one("noscript").to_html()


def test_only_listed_origins_may_frame_the_chat_and_nobody_any_other_page(get_page):
    chat = get_page("/chat").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://www.example.gov.uk" in chat
    for address in ("/", "/ask", "/guides/", "/what-families-tell-us"):
        assert "frame-ancestors 'none'" in get_page(address).headers["content-security-policy"]


def test_the_loader_is_a_script_that_may_be_kept(client):
    response = client.get("/widget.js")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/javascript")
    assert "max-age" in response.headers["cache-control"]


def test_the_loader_asks_for_nothing_and_stores_nothing(client):
    script = re.sub(r"//.*", "", client.get("/widget.js").text)
    assert not re.search(r"fetch\(|localStorage|sessionStorage|cookie", script)
    assert script.count('createElement("iframe")') == 1


def test_the_demonstration_page_uses_the_areas_names(get_page, client):
    pack = client.app.state.assistant.library.pack
    page = get_page("/")
    assert pack.council in page.text("header")
    assert page.one("script").attrs["src"] == "/widget.js"
    assert {"/chat", "/ask", "/guides/"} <= set(page.links())
