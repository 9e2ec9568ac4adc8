"""Guides: browse by stage, search in one's own words, read one whole, say whether it helped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge_base.article import STAGE_TITLES


@pytest.fixture
def library(client):
    """What the application serves."""
    return client.app.state.assistant.library


def test_guides_stand_under_the_stages_of_the_journey_in_order(get_page):
    shown = [heading.attrs["id"] for heading in get_page("/guides/").all(".stage h2")]
    assert shown == [*(stage for stage in STAGE_TITLES if stage in shown), "letters"]


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


def test_a_search_from_the_page_puts_nothing_into_an_address(get_page, post, read_page):
    assert get_page("/guides/").one("form.search").attrs["method"] == "post"
    page = read_page(post("/guides/", q="How do I get a blue badge?"))
    assert page.all(".results a")
    assert page.one("#q").attrs["value"] == "How do I get a blue badge?"
    assert not any("?" in link for link in page.links())


def test_a_search_from_the_page_that_tells_of_danger_is_answered_with_help_first(post, read_page):
    page = read_page(post("/guides/", q="I want to kill myself"))
    text = page.text("main")
    assert text.index("999") < text.index("Where are you now?")


def test_what_was_searched_for_can_be_asked_as_a_question(post, read_page):
    page = read_page(post("/guides/", q="blue badge"))
    assert page.one("form.again").attrs["action"] == "/ask"
    assert page.one("form.again [name=text]").attrs["value"] == "blue badge"


@pytest.mark.parametrize("helpful", ["", "maybe", "yes:1"])
def test_an_odd_word_on_a_guide_is_refused(post, helpful):
    assert post("/guides/privacy", helpful=helpful).status_code == 422


def test_a_word_on_no_guide_is_not_counted(post):
    assert post("/guides/no-such-guide", helpful="yes").status_code == 404


@pytest.mark.parametrize("helpful", ["yes", "no"])
def test_whether_a_guide_helped_is_counted_and_nothing_else(post, get_page, client, helpful):
    registry = client.app.state.assistant.metrics.registry
    labels = {"guide": "privacy", "helpful": helpful}
    before = registry.get_sample_value("send_navigator_guide_feedback_total", labels) or 0
    reply = post("/guides/privacy", helpful=helpful)
    assert reply.status_code == 303
    assert "set-cookie" not in reply.headers
    assert registry.get_sample_value("send_navigator_guide_feedback_total", labels) == before + 1
    page = get_page(reply.headers["location"].partition("#")[0])
    assert "Thank you" in page.text("#thanks")
    assert page.all("#thanks form") == []


def test_a_guide_leads_to_others_that_are_near_it_but_not_the_same(get_page, library):
    article = library.article("ehcp-late")
    related = library.related(article, 4)
    assert len(related) == 4
    assert not any(set(item.topics) & set(article.topics) for item in related)
    assert all(library.on_topic(item.topics[0]) is item for item in related)
    assert {f"/guides/{item.slug}" for item in related} <= set(
        get_page("/guides/ehcp-late").links()
    )


@pytest.mark.parametrize(
    ("slug", "topic"),
    [
        ("ehcp-late", "ehcp-timeline"),
        ("blue-badge-travel", "school-transport"),
        ("dla", "benefits-carers"),
    ],
)
def test_the_guide_that_a_family_needs_next_is_among_the_related_ones(library, slug, topic):
    related = library.related(library.article(slug), 4)
    assert topic in [item.topics[0] for item in related]


@pytest.fixture
def dated(client, library):
    """Publish one guide under another date of review, for the length of a test."""
    assistant = client.app.state.assistant
    index = library.searcher.index

    def publish(slug: str, review_by: date) -> None:
        place = index.by_slug[slug]
        dated = index.articles[place].model_copy(update={"review_by": review_by})
        articles = [*index.articles[:place], dated, *index.articles[place + 1 :]]
        assistant.library = replace(
            library, searcher=replace(library.searcher, index=replace(index, articles=articles))
        )

    yield publish
    assistant.library = library


def test_a_guide_that_should_have_been_checked_by_now_says_so(get_page, dated):
    dated("privacy", date.today() - timedelta(days=1))
    page = get_page("/guides/privacy")
    assert "due to be checked again" in page.text(".notice")
    assert "We will check it again" not in page.text()


def test_a_guide_that_was_checked_in_time_does_not(get_page, dated):
    dated("privacy", date.today())
    page = get_page("/guides/privacy")
    assert page.all(".notice") == []
    assert "We will check it again" in page.text()
