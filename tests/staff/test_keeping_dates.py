"""A day until which a guide surely holds: typed at the desk, shown to families, kept in files."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions_server.database import transaction
from actions_server.importing import export_files, restore_files
from knowledge_base import queries as published
from knowledge_base.reading import read_content
from tests.staff.at_the_desk import change, editor, served, through_review, wait_for

TOMORROW = date.today() + timedelta(days=1)


def plain(untouched):
    """An article that any publisher may publish."""
    return next(a for a in untouched if not any(source.law for source in a.sources))


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "21/11/2027"])
def test_what_is_no_day_is_told_beside_the_field(alice, untouched, typed):
    page = change(alice, next(untouched).slug, valid_until=typed)
    assert page.text("#valid_until-error")
    assert page.one("#valid_until").attrs["value"] == typed


def test_a_day_that_is_over_cannot_be_published(alice, bob, untouched):
    slug = plain(untouched).slug
    yesterday = date.today() - timedelta(days=1)
    page = change(alice, slug, valid_until=yesterday.isoformat())
    assert page.text("#valid_until-error")
    alice.post(f"/staff/articles/{slug}/review")
    bob.post(f"/staff/articles/{slug}/try", 409)


def test_a_day_is_kept_published_exported_and_taken_back(
    alice, bob, untouched, engine, tmp_path, app
):
    article = plain(untouched)
    page = change(alice, article.slug, valid_until=TOMORROW.isoformat())
    assert page.all("#valid_until-error") == []
    through_review(alice, bob, article.slug)
    wait_for(lambda: served(alice, article.slug)["valid_until"] == TOMORROW.isoformat())
    assert "may have changed" not in alice.get(f"/guides/{article.slug}").text("main")
    with transaction(engine) as session:
        export_files(session, tmp_path / "out")
        (there,) = [
            one for one in read_content(tmp_path / "out").articles if one.slug == article.slug
        ]
        assert there.valid_until == TOMORROW
        restore_files(session, tmp_path / "out")
        assert published.article(session, article.slug).valid_until == TOMORROW
    assert editor(alice, article.slug).one("#valid_until").attrs["value"] == TOMORROW.isoformat()
    change(alice, article.slug, valid_until="")
    through_review(alice, bob, article.slug)
    wait_for(lambda: served(alice, article.slug)["valid_until"] is None)


def test_a_guide_that_has_ended_says_so(app, alice):
    assistant = app.state.assistant
    library = assistant.library
    index = library.searcher.index
    ended = index.articles[0].model_copy(update={"valid_until": date(2020, 1, 1)})
    articles = [ended, *index.articles[1:]]
    assistant.library = replace(
        library, searcher=replace(library.searcher, index=replace(index, articles=articles))
    )
    try:
        page = alice.get(f"/guides/{ended.slug}")
        said = " ".join(one.to_text() for one in page.all(".notice"))
        assert "It was written for the time up to" in said and "1 January 2020" in said
    finally:
        assistant.library = library
