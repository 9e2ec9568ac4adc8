"""Letters to read and print: the whole letter, its blanks open, and the way to its Word file."""

import pytest

from knowledge_base.letter import read_letters

LETTERS = read_letters()


def test_a_family_finds_every_letter_with_what_it_is_for(get_page):
    page = get_page("/letters/")
    assert {f"/letters/{letter.id}" for letter in LETTERS} <= set(page.links())
    assert all(letter.when in page.text("main") for letter in LETTERS)


def test_a_letter_that_is_not_there_gets_a_kind_page(get_page):
    assert "could not find" in get_page("/letters/nonsense", status=404).text("h1")


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_a_letter_stands_whole_on_its_page_with_its_blanks_marked(get_page, letter):
    page = get_page(f"/letters/{letter.id}")
    assert "".join("".join(letter.paragraphs).split()) == page.text(".sheet").replace(" ", "")
    marked = {" ".join(blank.to_text().split()) for blank in page.all(".sheet .blank")}
    assert marked == {f"[{' '.join(blank.split())}]" for blank in letter.blanks}
    assert len(page.all(".steps li")) == len(letter.tips)
    assert len(page.all(".sources li")) == len(letter.sources)
    assert f"/letters/{letter.id}.docx" in page.links()
    assert page.all("input, textarea") == []
