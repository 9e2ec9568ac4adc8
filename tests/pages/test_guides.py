"""Guides: browse by stage, search in one's own words, read one whole."""

import pytest

from knowledge_base.article import STAGE_TITLES


@pytest.fixture
def library(client):
    """What the application serves."""
    return client.app.state.assistant.library


def test_guides_stand_under_the_stages_of_the_journey_in_order(get_page):
    shown = [heading.attrs["id"] for heading in get_page("/guides/").all(".stage h2")]
    assert shown == [stage for stage in STAGE_TITLES if stage in shown]


def test_the_areas_own_guide_stands_instead_of_englands(get_page, library):
    links = get_page("/guides/").links()
    local = next(item for item in library.articles if item.area == library.pack.area)
    national = [
        item
        for item in library.articles
        if item.topics[0] == local.topics[0] and item.area != local.area
    ]
    assert f"/guides/{local.slug}" in links
    assert national
    assert not {f"/guides/{item.slug}" for item in national} & set(links)


def test_a_guide_shows_all_that_it_holds(get_page, library):
    for article in [item for item in library.articles if item.services][:20]:
        page = get_page(f"/guides/{article.slug}")
        text = page.text()
        assert page.text("h1") == " ".join(article.title.split())
        assert len(page.all(".steps li")) >= len(article.steps)
        assert len(page.all(".sources li")) == len(article.sources)
        assert len(page.all(".services > li")) == len(library.services_of(article))
        assert "Last checked on" in text
        assert "We will check it again by" in text


def test_englands_guide_leads_to_the_areas_own(get_page, library):
    local = next(item for item in library.articles if item.area == library.pack.area)
    national = next(
        item
        for item in library.articles
        if item.topics[0] == local.topics[0] and item.area != local.area
    )
    assert f"/guides/{local.slug}" in get_page(f"/guides/{national.slug}").links()


def test_a_search_shows_the_nearest_guides(get_page, library):
    article = library.articles[0]
    page = get_page(f"/guides/?q={article.title}")
    assert page.all(".results a")
    assert page.one("#q").attrs["value"] == article.title


def test_a_search_that_tells_of_danger_is_answered_with_help_first(get_page):
    page = get_page("/guides/?q=I want to kill myself")
    crisis = page.one(".card.crisis")
    assert "Call 999" in crisis.to_text()
    text = page.text("main")
    assert text.index("Help right now") < text.index("Where are you now?")


def test_personal_details_in_a_search_are_not_shown_back(get_page):
    page = get_page("/guides/?q=school transport, my number is 07700 900123")
    assert "900123" not in page.text()
    assert "900123" not in page.one("#q").attrs["value"]


def test_a_search_that_is_too_long_is_refused_kindly(get_page):
    page = get_page("/guides/?q=" + "a" * 2001, status=422)
    assert "2,000" in page.text(".fault")


@pytest.mark.parametrize("nothing", ["", "%20%20", "%E2%80%8B"])
def test_a_search_for_nothing_shows_all_guides(get_page, nothing):
    assert get_page(f"/guides/?q={nothing}").all(".stage")


@pytest.mark.parametrize(
    "odd", ["🙂🙂", "' OR 1=1 --", "<script>alert(1)</script>", "مرحبا", "%00"]
)
def test_an_odd_search_gets_a_sound_page(get_page, odd):
    get_page(f"/guides/?q={odd}")
