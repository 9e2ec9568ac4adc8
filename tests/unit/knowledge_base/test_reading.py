"""Content files: the writer of a faulty one is told file, field and remedy; the rest loads."""

from collections.abc import Callable

import pytest

from knowledge_base.problems import Problem
from knowledge_base.reading import read_content

GOOD = "england/dla"


@pytest.fixture
def problem(files) -> Callable[[], Problem]:
    """Reads the folder with one good article beside; gives the only problem there is."""

    def read() -> Problem:
        files.article(GOOD, slug="dla", topics=["dla"], asked_as=[f"dla {n}" for n in range(12)])
        content = read_content(files.root)
        assert [article.slug for article in content.articles] == ["dla"], "only the good one loads"
        (only,) = content.problems
        return only

    return read


def test_a_writer_who_leaves_out_a_field_is_told_to_add_it(files, problem):
    files.article(steps=None)
    assert problem() == Problem("england/activities.md", "steps", "add this field")


def test_a_writer_who_misspells_a_field_is_told_that_it_is_not_known(files, problem):
    files.article(servces=["play-group"])
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "servces")
    assert "spelling" in found.remedy


def test_a_writer_whose_fields_cannot_be_read_is_told_near_which_line(files, problem):
    files.text(
        "england/activities.md", "---\nslug: activities\ntitle: “One”: two: three\n---\nText."
    )
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "")
    assert "near line 2" in found.remedy and "colons" in found.remedy


def test_a_writer_who_gives_a_day_that_does_not_exist_is_told_so(files, problem):
    text = files.article().read_text().replace("2026-12-01", "2027-02-30")
    files.text("england/activities.md", text)
    found = problem()
    assert found.file == "england/activities.md"
    assert "day" in found.remedy


def test_a_writer_who_writes_a_date_in_words_is_shown_how_to_write_it(files, problem):
    files.article(review_by="next spring")
    found = problem()
    assert found.field == "review_by"
    assert "2026-11-21" in found.remedy


def test_a_writer_who_gives_a_field_twice_is_told_that_one_would_be_lost(files, problem):
    text = files.article().read_text().replace("area: england", "area: england\narea: england")
    files.text("england/activities.md", text)
    found = problem()
    assert found.file == "england/activities.md"
    assert "“area” stands there twice" in found.remedy


def test_a_writer_who_puts_the_body_among_the_fields_is_told_where_it_belongs(files, problem):
    text = files.article().read_text().replace("area: england", "area: england\nbody: lost words")
    files.text("england/activities.md", text)
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "body")
    assert "below" in found.remedy


def test_a_writer_whose_file_is_not_utf_8_is_told_to_save_it_so(files, problem):
    files.text("england/activities.md", "---\ntitle: caf\xe9\n---\nText.".encode("latin-1"))
    assert problem() == Problem("england/activities.md", "", "save the file as UTF-8 text")


@pytest.mark.parametrize(
    "text", ["Just words.", "", "---\nslug: activities\n", "slug: a\n---\nText"]
)
def test_a_writer_who_forgets_a_fence_is_shown_what_one_looks_like(files, problem, text):
    files.text("england/activities.md", text)
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "")
    assert "---" in found.remedy


@pytest.mark.parametrize("fields", ["- a list", "only words", "12"])
def test_a_writer_whose_fields_have_no_names_is_told_to_name_them(files, problem, fields):
    files.text("england/activities.md", f"---\n{fields}\n---\nText.")
    assert "name: value" in problem().remedy


def test_an_article_in_the_wrong_area_is_not_shown_there(files, problem):
    files.article(area="here")
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "area")
    assert "“here”" in found.remedy and "“england”" in found.remedy


def test_a_service_in_the_wrong_area_is_not_shown_there(files, problem):
    files.service(area="here")
    found = problem()
    assert (found.file, found.field) == ("england/services/play-group.yaml", "area")


def test_an_area_pack_in_the_wrong_folder_does_not_speak_for_that_area(files, problem):
    files.area("there")
    found = problem()
    assert (found.file, found.field) == ("there/area.yaml", "area")
    assert read_content(files.root).areas == []


def test_a_slug_that_is_not_the_file_name_is_refused(files, problem):
    files.article(slug="clubs")
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", "slug")
    assert "“activities”" in found.remedy


def test_a_service_id_that_is_not_the_file_name_is_refused(files, problem):
    files.service(id="play-club")
    found = problem()
    assert (found.file, found.field) == ("england/services/play-group.yaml", "id")
    assert "“play-group”" in found.remedy


def test_a_slug_used_in_two_areas_is_refused_the_second_time(files):
    files.article("england/activities")
    files.article("here/activities", area="here")
    content = read_content(files.root)
    assert [article.area for article in content.articles] == ["england"]
    (found,) = content.problems
    assert (found.file, found.field) == ("here/activities", "slug")
    assert "already used in england" in found.remedy


def test_a_service_id_used_in_two_areas_is_refused_the_second_time(files):
    files.service("england/services/play-group")
    files.service("here/services/play-group", area="here")
    content = read_content(files.root)
    assert [service.area for service in content.services] == ["england"]
    assert [found.field for found in content.problems] == ["id"]


WRONG_FIELDS = {
    "a phrase given twice": ({"asked_as": ["Where", "where", *"abcdefg"]}, "asked_as", "twice"),
    "too few phrases": ({"asked_as": ["where"]}, "asked_as", "at least 8"),
    "an answer too long to read": ({"answer": "word " * 81}, "answer", "81 words"),
    "a review before it was written": ({"review_by": "2025-12-31"}, "review_by", "after"),
    "an address that is none": (
        {"sources": [{"title": "Us", "url": "www.play.example"}]},
        "sources.0.url",
        "https://",
    ),
    "no steps": ({"steps": []}, "steps", "at least 1"),
    "an empty step": ({"steps": ["Call.", " "]}, "steps.1", "empty"),
    "too many steps": ({"steps": list("abcdef")}, "steps", "at most 5"),
    "an empty body": ({"body": "  "}, "body", "empty"),
    "a stage that does not exist": ({"stage": "later"}, "stage", "urgent"),
    "a journey that does not exist": ({"offers": ["ehc_date"]}, "offers.0", "ehc_dates"),
    "a slug with a space": ({"services": ["play group"]}, "services.0", "hyphens"),
    "a number where text belongs": ({"title": 12}, "title", "quotes"),
    "no source": ({"sources": []}, "sources", "at least 1"),
}


@pytest.mark.parametrize(("changes", "field", "remedy"), WRONG_FIELDS.values(), ids=WRONG_FIELDS)
def test_a_writer_is_told_what_to_do_about(files, problem, changes, field, remedy):
    files.article(**changes)
    found = problem()
    assert (found.file, found.field) == ("england/activities.md", field)
    assert remedy in found.remedy


def test_every_fault_of_a_file_is_named_at_once(files):
    files.article(steps=[], owner=None, stage="later")
    content = read_content(files.root)
    assert {found.field for found in content.problems} == {"steps", "owner", "stage"}
    assert content.articles == []


def test_a_faulty_service_or_area_pack_leaves_the_others_standing(files):
    files.service(name=None)
    files.service("england/services/toy-library", id="toy-library")
    files.area("here", council=None)
    files.area("there", area="there")
    content = read_content(files.root)
    assert [service.id for service in content.services] == ["toy-library"]
    assert [pack.area for pack in content.areas] == ["there"]
    assert {(found.file, found.field) for found in content.problems} == {
        ("england/services/play-group.yaml", "name"),
        ("here/area.yaml", "council"),
    }


def test_a_writer_on_windows_may_save_as_windows_does(files):
    text = files.article().read_text().replace("\n", "\r\n")
    files.text("england/activities.md", text.encode())
    content = read_content(files.root)
    assert content.problems == []
    assert content.articles[0].body == "## At the weekend\n\nThere is swimming on Sunday."


def test_a_writer_whose_editor_adds_a_byte_order_mark_is_not_troubled(files):
    files.text("england/activities.md", b"\xef\xbb\xbf" + files.article().read_bytes())
    files.text("england/services/play-group.yaml", b"\xef\xbb\xbf" + files.service().read_bytes())
    content = read_content(files.root)
    assert content.problems == []
    assert (len(content.articles), len(content.services)) == (1, 1)


def test_a_line_of_dashes_in_the_body_stays_in_the_body(files):
    files.article(body="Before.\n\n---\n\nAfter.")
    (article,) = read_content(files.root).articles
    assert article.body == "Before.\n\n---\n\nAfter."


def test_a_problem_names_the_file_as_the_writer_knows_it(files):
    """The content folder may itself lie below a folder that is called content."""
    files.root = files.root / "site" / "content"
    files.article(steps=None)
    (found,) = read_content(files.root).problems
    assert str(found) == "england/activities.md: steps: add this field"


def test_a_family_in_an_area_gets_that_areas_pack_and_no_other(files):
    files.area()
    content = read_content(files.root)
    assert content.area("here").council == "Here Council"
    assert content.area("there") is None
