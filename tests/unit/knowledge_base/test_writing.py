"""Writing content to files and reading it again loses nothing."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge_base.article import STAGE_TITLES, Article, Source
from knowledge_base.reading import CONTENT, read_content
from knowledge_base.writing import as_markdown, write_content

# Any text but control characters, which no form lets in.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)
TEXTS = st.one_of(
    WORDS,
    st.sampled_from(
        ["---", "yes", "007", "~", "a: b", "- x", "# y", "{", "'\"", "2026-11-21", "é…"]
    ),
).filter(str.strip)
MANY = st.lists(WORDS.filter(str.strip), min_size=8, max_size=10, unique_by=str.casefold)
SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True).filter(lambda s: len(s) < 40)


@st.composite
def articles(draw) -> Article:
    """Any article that is one."""
    fields = {
        "slug": draw(SLUGS),
        "title": draw(TEXTS)[:90].strip() or "x",
        "topics": draw(st.lists(SLUGS, min_size=1, max_size=3)),
        "area": draw(SLUGS),
        "stage": draw(st.sampled_from(list(STAGE_TITLES))),
        "ages": draw(st.sampled_from([(0, 25), (5, 16)])),
        "answer": draw(TEXTS),
        "steps": draw(st.lists(TEXTS, min_size=1, max_size=5)),
        "asked_as": draw(MANY),
        "services": draw(st.lists(SLUGS, max_size=2)),
        "sources": [Source(title=draw(TEXTS), law=draw(WORDS))],
        "offers": draw(st.sampled_from([[], ["letter"]])),
        "reviewed_on": draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        "review_by": date(2031, 1, 1),
        "valid_until": draw(st.none() | st.dates(date(2030, 1, 1), date(2040, 1, 1))),
        "owner": draw(TEXTS),
        "body": draw(st.lists(TEXTS, min_size=1, max_size=4).map("\n\n".join)),
    }
    try:
        return Article.model_validate(fields)
    except ValidationError:  # such as a text that is blank once it is stripped
        return draw(st.nothing())


@given(article=articles())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_article_that_is_written_and_read_again_is_the_same(article):
    with TemporaryDirectory() as folder:
        write_content([article], [], Path(folder))
        content = read_content(Path(folder))
    assert content.problems == []
    assert content.articles == [article]


def test_all_our_content_that_is_written_and_read_again_is_the_same(tmp_path):
    before = read_content()
    write_content(before.articles, before.services, tmp_path)
    after = read_content(tmp_path)
    assert after.problems == []
    assert after.articles == before.articles
    assert after.services == before.services


def test_a_file_is_as_people_write_it():
    (article,) = [a for a in read_content().articles if a.slug == "exams"]
    text = as_markdown(article)
    assert text.startswith("---\nslug: exams\n")
    assert "topics: [exams]\n" in text
    assert "&id" not in text


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_another_system_become_plain(ends):
    (article,) = [a for a in read_content(CONTENT).articles if a.slug == "exams"]
    fields = article.model_dump() | {"body": f"One{ends}{ends}Two"}
    assert Article.model_validate(fields).body == "One\n\nTwo"
