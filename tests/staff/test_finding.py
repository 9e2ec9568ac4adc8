"""Finding articles, asking as a family, and reading the record."""

import pytest

from tests.staff.at_the_desk import change


class TestFinding:
    def test_filters_narrow_the_list(self, alice):
        everything = alice.get("/staff/articles")
        some = alice.get("/staff/articles?stage=disagreement&area=england")
        assert 0 < len(some.all("tbody tr")) < len(everything.all("tbody tr"))
        assert alice.get("/staff/articles?q=no%20such%20words").all("tbody tr") == []
        assert alice.get("/staff/articles?due=late").text("[role=status]").endswith("articles")

    def test_the_list_has_pages(self, alice):
        page = alice.get("/staff/articles")
        (link,) = [link for link in page.links() if link.startswith("/staff/articles?page=2")]
        assert alice.get(link).all("tbody tr")

    def test_another_page_of_a_narrowed_list_stays_narrowed(self, alice):
        page = alice.get("/staff/articles?area=england&q=")
        (link,) = [link for link in page.links() if "page=2" in link]
        assert link == "/staff/articles?page=2&area=england"
        narrowed = alice.get(link)
        assert "Page 2 of" in narrowed.text("main")
        assert narrowed.one("option[value=england][selected]")


class TestAskAsAFamily:
    def test_it_shows_the_answer_the_scores_and_what_came_near(self, alice):
        page = alice.get("/staff/ask")
        page = alice.send(page, "/staff/ask", q="How do I ask for an EHC needs assessment?")
        assert "Answers" in page.text("main")
        assert "%" in page.text("tbody")
        assert page.all(".staff-answer .card")

    def test_a_draft_can_be_tried_before_anyone_else_sees_it(self, alice):
        slug = "hounslow-ehcp-moving"
        change(alice, slug, answer="Only this draft says marmalade.")
        page = alice.get("/staff/ask")
        question = "We are moving house to another council, what happens to the EHC plan?"
        page = alice.send(page, "/staff/ask", q=question, draft=slug)
        assert "marmalade" in page.text(".staff-answer")
        page = alice.send(page, "/staff/ask", q=question, draft="")
        assert "marmalade" not in page.text(".staff-answer")

    def test_danger_comes_first_here_too(self, alice):
        page = alice.get("/staff/ask")
        page = alice.send(page, "/staff/ask", q="i want to kill myself")
        assert "Danger recognised" in page.text("main")
        assert "999" in page.text(".staff-answer")

    @pytest.mark.parametrize("q", ["", "  ", "a" * 2001])
    def test_nothing_or_too_much_is_refused_kindly(self, alice, q):
        page = alice.get("/staff/ask")
        assert alice.send(page, "/staff/ask", status=422, q=q).text(".govuk-error-summary")


def test_the_record_can_be_read_and_is_whole(carol):
    page = carol.get("/staff/audit")
    assert "Nothing was changed or removed" in page.text("main")
    assert page.all("tbody tr")
