"""Every rule about content: what breaks it is named with a remedy, and what keeps it passes."""

from datetime import date

import pytest

from knowledge_base.checking import (
    RULES,
    as_shown,
    check,
    check_letters,
)
from knowledge_base.problems import Problem
from knowledge_base.reading import Content, read_content
from knowledge_base.topics import topic_groups, topic_scopes

TODAY = date(2026, 6, 1)
WELL_SAID = "You can get a Disability Living Allowance (DLA) form. It is free."
TWENTY_ONE = (
    "Write to the school and to the nurse and then wait for one of them to write back to you soon."
)


def problems(*items, areas=(), today: date = TODAY) -> list[Problem]:
    """What is wrong with these articles and services, the topics they leave out aside."""
    articles = [item for item in items if hasattr(item, "slug")]
    services = [item for item in items if not hasattr(item, "slug")]
    found = check(Content(articles, services, list(areas)), today)
    return [problem for problem in found if problem.file != "topics.yaml"]


# For each rule: what an article says that breaks it; what one says that keeps it; then the field
# and a part of the remedy that the writer is told.
CASES = {
    "a topic that does not exist": (
        {"topics": ["actvities"]},
        {"topics": ["activities"]},
        "topics",
        "“actvities” is not a topic",
    ),
    "a service that does not exist": (
        {"services": ["toy-library"]},
        {"services": ["play-group"]},
        "services",
        "“toy-library”",
    ),
    "a link that leads nowhere": (
        {"body": "See [this](/guides/clubs)."},
        {"body": "See [this](/guides/activities)."},
        "body",
        "/guides/clubs leads nowhere",
    ),
    "a link to a part of a page that is not there": (
        {"body": "See [this](/guides/clubs#when)."},
        {"body": "See [this](/guides/activities#when)."},
        "body",
        "/guides/clubs leads nowhere",
    ),
    "a fact that nobody researched": (
        {"facts": ["ehcp-7-weeks"]},
        {"facts": ["ehcp-6-weeks"]},
        "facts",
        "“ehcp-7-weeks”",
    ),
    "too few ways of asking": (
        {"asked_as": list("abcdefghijk")},
        {"asked_as": list("abcdefghijkl")},
        "asked_as",
        "there are 11 ways",
    ),
    "a sentence too long": (
        {"steps": [TWENTY_ONE]},
        {"steps": ["Write to the council. Wait for them to write back."]},
        "answer or steps",
        "20 words or fewer",
    ),
    "words too hard": (
        {"answer": "Multidisciplinary consideration necessitates statutory administration."},
        {"answer": "People from school and health meet to talk about your child."},
        "answer or steps",
        "too hard to read",
    ),
    "an abbreviation that is not explained": (
        {"answer": "You can get DLA. It is free."},
        {"answer": WELL_SAID},
        "answer or steps",
        "say what DLA means",
    ),
    "an abbreviation explained only later": (
        {"answer": "You can get DLA. That is Disability Living Allowance. It is free."},
        {"answer": WELL_SAID + " Ask for DLA."},
        "answer or steps",
        "say what DLA means",
    ),
    "an abbreviation that is in no glossary": (
        {"answer": "Ask for a QZX form. It is free."},
        {"answer": "Ask your GP. It is free."},
        "answer or steps",
        "put “QZX” in the glossary",
    ),
    "a phone number that nobody found": (
        {"body": "Call 01234 567 999."},
        {"body": "Call 01234 567 890 now."},
        "contacts",
        "“01234 567 999”",
    ),
    "an email that nobody found": (
        {"body": "Write to us@play.example."},
        {"body": "Write to play@here.example."},
        "contacts",
        "“us@play.example”",
    ),
    "law that rests on no fact": (
        {"sources": [{"title": "Act", "law": "s.36"}]},
        {"sources": [{"title": "Act", "law": "s.36"}], "facts": ["ehcp-6-weeks"]},
        "facts",
        "it cites law",
    ),
    "a figure that no fact holds": (
        {
            "sources": [{"title": "Act", "law": "s.36"}],
            "facts": ["ehcp-6-weeks"],
            "answer": "The council has 9 weeks to say yes.",
        },
        {
            "sources": [{"title": "Act", "law": "s.36"}],
            "facts": ["ehcp-6-weeks"],
            "answer": "The council has 6 weeks to say yes.",
        },
        "facts",
        "“9”",
    ),
    "a disagreement without free advice": (
        {"stage": "disagreement"},
        {"stage": "disagreement", "steps": ["Ask IPSEA for free advice."]},
        "steps",
        "free independent advice",
    ),
    "a review that is overdue": (
        {"review_by": date(2026, 5, 31)},
        {"review_by": date(2026, 6, 1)},
        "review_by",
        "overdue",
    ),
    "a day until which it held that is over": (
        {"valid_until": date(2026, 5, 31)},
        {"valid_until": date(2026, 6, 1)},
        "valid_until",
        "find out what holds now",
    ),
    "a review on a day that has not come": (
        {"reviewed_on": date(2026, 6, 2)},
        {"reviewed_on": date(2026, 6, 1)},
        "reviewed_on",
        "not come yet",
    ),
}


@pytest.mark.parametrize(("broken", "kept", "field", "remedy"), CASES.values(), ids=CASES)
def test_a_writer_is_told_about(an_article, a_service, broken, kept, field, remedy):
    services = [a_service(email="play@here.example")]
    (found,) = problems(an_article(**broken), *services)
    assert (found.file, found.field) == ("england/activities", field)
    assert remedy in found.remedy
    assert problems(an_article(**kept), *services) == []


def test_a_phrase_that_asks_for_two_things_is_kept_in_one(an_article):
    asked = ["Where's the FORM?", *"abcdefghijk"]
    asked_again = ["where s the form", *"lmnopqrstuv"]
    form = an_article(slug="dla", topics=["dla"], asked_as=asked_again, answer=WELL_SAID)
    (found,) = problems(an_article(asked_as=asked), form)
    assert (found.file, found.field) == ("england/dla", "asked_as")
    assert "also belongs to activities" in found.remedy


def test_two_areas_may_be_asked_the_same_about_one_topic(an_article):
    here = an_article(slug="here-activities", area="here", answer=WELL_SAID)
    assert problems(an_article(), here) == []


def test_articles_that_nearly_repeat_each_other_are_to_be_merged(an_article):
    again = an_article(slug="again", topics=["dla"], area="here", asked_as=[*"mnopqrstuvwx"])
    (found,) = problems(an_article(), again)
    assert (found.file, found.field) == ("here/again", "answer and steps")
    assert "nearly the same as activities (100%)" in found.remedy


def test_an_area_may_repeat_what_is_said_of_england_and_another_area(an_article):
    here, there = (an_article(slug=area, area=area) for area in ("here", "there"))
    assert problems(an_article(), here, there) == []


def test_a_number_in_the_area_pack_may_be_given(an_article, an_area):
    article = an_article(body="Call 01234 567899.")
    assert problems(article, areas=[an_area()]) == []
    assert [found.field for found in problems(article)] == ["contacts"]


def test_contact_details_in_the_answer_and_the_steps_are_checked_too(an_article):
    for where in ({"answer": "Call 01234 567999."}, {"steps": ["Call 01234 567999."]}):
        assert [found.field for found in problems(an_article(**where))] == ["contacts"]


@pytest.mark.parametrize(
    ("changes", "field", "remedy"),
    [
        ({"topics": ["actvities"]}, "topics", "not a topic"),
        ({"topics": []}, "topics", "at least 1"),
        ({"checked_on": None}, "checked_on", "held against its source"),
        ({"facts": ["ehcp-7-weeks"]}, "facts", "no researched fact"),
        ({"checked_on": date(2026, 6, 2)}, "checked_on", "not come yet"),
    ],
)
def test_a_service_is_held_to_the_same_rules(a_service, changes, field, remedy):
    (found,) = problems(a_service(**changes))
    assert (found.file, found.field) == ("england/play-group", field)
    assert remedy in found.remedy
    assert problems(a_service()) == []


def test_a_family_may_ask_about_any_topic_so_each_must_have_an_article(an_article):
    missing = {found.field for found in check(Content([an_article()]), TODAY)}
    every_topic = {topic for topics in topic_groups().values() for topic in topics}
    assert missing == every_topic - {"activities"}


def test_what_could_not_be_read_is_reported_with_what_breaks_a_rule(an_article):
    unread = Problem("england/dla.md", "steps", "add this field")
    article = an_article(stage="disagreement")
    found = check(Content([article], problems=[unread]), TODAY)
    assert unread in found
    assert any(problem.field == "steps" and problem != unread for problem in found)


def test_every_topic_says_what_an_answer_has_to_cover():
    topics = [topic for topics in topic_groups().values() for topic in topics]
    assert len(topics) == len(set(topics))
    assert [*topic_scopes()] == topics
    assert all(topic_scopes().values())


def test_a_family_is_shown_the_answer_then_the_steps(an_article):
    article = an_article(answer="There are clubs.", steps=["Call.", "Go."])
    assert as_shown(article) == "There are clubs.\nCall.\nGo."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_rule_is_kept_without_content_here_that_breaks_it(an_article, a_service, rule):
    contents = [[an_article(**broken)] for broken, *_ in CASES.values()]
    contents.append([an_article(), an_article(slug="dla", topics=["dla"])])
    services = [a_service(topics=[], checked_on=None)]
    assert any(list(rule(Content(articles, services))) for articles in contents)


def test_nothing_is_wrong_with_what_families_read_today():
    found = check(read_content(), date.today())
    assert found == [], "\n".join(["", *map(str, found)])

    assert check_letters(date.today()) == []
