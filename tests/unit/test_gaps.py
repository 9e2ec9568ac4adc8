"""What an area still lacks: each test is a person who keeps an area's pages up to date."""

from datetime import date, timedelta

import pytest

from knowledge_base.area import AreaPack
from knowledge_base.article import Article
from knowledge_base.gaps import Gap, gaps, read_notes
from knowledge_base.reading import Content, read_content
from knowledge_base.service import Service

TODAY = date(2026, 11, 21)


def test_a_lead_without_an_area_pack_is_told_to_write_one_first():
    (gap,) = gaps(Content(), "hounslow", TODAY, notes={})
    assert (gap.kind, gap.about) == ("area", "hounslow")


def test_a_lead_whose_area_has_everything_is_left_in_peace():
    assert gaps(_content(services=[_service()]), "here", TODAY, notes={}) == []


def test_a_lead_is_told_that_free_advice_has_no_number():
    pack = _pack(independent_advice={"name": "Advice Here", "what_for": "Free advice."})
    (gap,) = gaps(_content(pack=pack), "here", TODAY, notes={})
    assert gap.about == "independent_advice"
    assert "Advice Here" in gap.to_do and "Here Council" in gap.to_do


def test_a_lead_is_told_that_families_have_no_one_to_call_at_night():
    safeguarding = {**_pack_fields()["safeguarding"], "out_of_hours_phone": "999"}
    (gap,) = gaps(_content(pack=_pack(safeguarding=safeguarding)), "here", TODAY, notes={})
    assert gap.about == "safeguarding"


def test_a_lead_is_told_that_the_local_offer_link_is_only_a_home_page():
    pack = _pack(local_offer_url="https://www.here.gov.uk/")
    (gap,) = gaps(_content(pack=pack), "here", TODAY, notes={})
    assert gap.about == "local_offer_url"


def test_a_lead_is_told_which_services_nobody_can_call_or_email():
    (gap,) = gaps(_content(services=[_service(phone="")]), "here", TODAY, notes={})
    assert (gap.kind, gap.about) == ("no-contact", "play-group")
    assert "Play Trust" in gap.to_do


@pytest.mark.parametrize("way", ["email", "text_number"])
def test_a_lead_is_not_asked_about_a_service_that_can_be_emailed_or_texted(way: str):
    reachable = _service(**{"phone": "", way: "play@here.example"})
    assert gaps(_content(services=[reachable]), "here", TODAY, notes={}) == []


def test_a_lead_learns_what_is_in_doubt_about_a_service():
    unsure = _service(confidence="low", facts=["play-fact"])
    (gap,) = gaps(_content(services=[unsure]), "here", TODAY, notes={"play-fact": "From 2014."})
    assert gap.kind == "unconfirmed"
    assert "From 2014." in gap.to_do


def test_a_lead_sees_the_least_sure_services_first():
    services = [_service(confidence="medium"), _service(id="old-group", confidence="low")]
    found = gaps(_content(services=services), "here", TODAY, notes={})
    assert [gap.about for gap in found] == ["old-group", "play-group"]


@pytest.mark.parametrize(("days", "wanted"), [(-1, True), (30, True), (31, False)])
def test_a_writer_hears_30_days_ahead_that_an_article_must_be_read_again(days: int, wanted: bool):
    article = _article(review_by=TODAY + timedelta(days=days))
    found = gaps(_content(articles=[article]), "here", TODAY, notes={})
    assert [gap.kind for gap in found] == (["review"] if wanted else [])


def test_a_writer_hears_whether_a_review_is_late_or_still_to_come():
    late = _article(review_by=TODAY - timedelta(days=1))
    due = _article(review_by=TODAY)
    assert "was due" in _only(gaps(_content(articles=[late]), "here", TODAY, notes={})).to_do
    assert "is due" in _only(gaps(_content(articles=[due]), "here", TODAY, notes={})).to_do


def test_a_writer_is_reminded_of_a_text_marked_for_review():
    marked = _article(body="The wait is 8 weeks. (Review: needed)")
    assert _only(gaps(_content(articles=[marked]), "here", TODAY, notes={})).kind == "wording"


def test_a_lead_sees_the_topics_that_only_have_a_national_article():
    articles = [_article(area="england"), _article(area="england", topics=["portage"]), _article()]
    gap = _only(gaps(_content(articles=articles), "here", TODAY, notes={}))
    assert (gap.kind, gap.about) == ("no-local-article", "portage")
    assert "home-visiting" in gap.to_do


def test_a_lead_is_not_shown_the_gaps_of_another_area():
    elsewhere = _service(area="there", phone="", confidence="low")
    late = _article(area="there", review_by=TODAY)
    assert gaps(_content(services=[elsewhere], articles=[late]), "here", TODAY, notes={}) == []


def test_a_lead_in_hounslow_is_told_that_sendiass_has_no_confirmed_number():
    found = gaps(read_content(), "hounslow", TODAY)
    sendiass = [gap for gap in found if gap.about == "sendiass-hounslow"]
    assert {gap.kind for gap in sendiass} == {"no-contact", "unconfirmed"}
    assert any(read_notes("hounslow")["sendiass-hounslow"] in gap.to_do for gap in sendiass)


def test_a_lead_whose_area_has_no_research_yet_still_gets_the_list():
    assert read_notes("nowhere") == {}


def _only(found: list[Gap]) -> Gap:
    (gap,) = found
    return gap


def test_a_lead_is_told_what_nobody_has_checked_for_a_year_the_oldest_first():
    year_ago = TODAY - timedelta(days=365)
    services = [
        _service(id="fresh", checked_on=year_ago),
        _service(id="old", checked_on=year_ago - timedelta(days=1)),
        _service(id="never", checked_on=None),
    ]
    found = gaps(_content(services=services), "here", TODAY, notes={})
    assert [(gap.kind, gap.about) for gap in found] == [
        ("unverified", "never"),
        ("unverified", "old"),
    ]
    assert "2025-11-20" in found[1].to_do


def _content(
    pack: AreaPack | None = None,
    services: list[Service] | None = None,
    articles: list[Article] | None = None,
) -> Content:
    return Content(articles or [], services or [], [pack or _pack()])


def _pack_fields() -> dict:
    contact = {"name": "Someone", "what_for": "Questions.", "phone": "01234 567890"}
    return {
        "area": "here",
        "name": "Here",
        "council": "Here Council",
        "local_offer_url": "https://www.here.gov.uk/local-offer",
        "send_team": contact,
        "independent_advice": contact,
        "switchboard": contact,
        "safeguarding": {
            "name": "Front door",
            "phone": "01234 567891",
            "hours": "9am to 5pm",
            "out_of_hours_phone": "01234 567892",
            "checked_on": TODAY,
            "source": "Here Council",
        },
        "localities": {"Here": ["HE1"]},
        "languages": ["pl"],
    }


def _pack(**changes: object) -> AreaPack:
    return AreaPack.model_validate({**_pack_fields(), **changes})


def _service(**changes: object) -> Service:
    fields = {
        "id": "play-group",
        "name": "Play group",
        "area": "here",
        "organization": "Play Trust",
        "description": "A group for play.",
        "how_to_get": "Call the group.",
        "topics": ["activities"],
        "phone": "01234 567893",
        "source": {"title": "Play Trust"},
        "checked_on": TODAY,
        "confidence": "high",
    }
    return Service.model_validate({**fields, **changes})


def _article(**changes: object) -> Article:
    fields = {
        "slug": "here-activities",
        "title": "Clubs and days out",
        "topics": ["activities"],
        "area": "here",
        "stage": "family-life",
        "answer": "There are clubs for your child.",
        "steps": ["Call the play group."],
        "asked_as": [f"way {number}" for number in range(8)],
        "sources": [{"title": "Play Trust"}],
        "reviewed_on": date(2026, 1, 1),
        "review_by": date(2027, 11, 1),
        "owner": "Local Offer lead",
        "body": "More about clubs.",
    }
    return Article.model_validate({**fields, **changes})
