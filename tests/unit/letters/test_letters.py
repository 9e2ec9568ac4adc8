"""A starter letter is whole, plain and rests on law; its blanks stay open."""

import io
import re
from datetime import date

import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient

from actions_server.letters import routes
from actions_server.letters.compose import letter_choices, letter_message, letter_or_regret
from actions_server.letters.word_file import MEDIA_TYPE
from actions_server.problems import handle_problems
from knowledge_base.letter import letters_in, read_letters
from knowledge_base.readability import read
from knowledge_base.reading import read_content

LETTERS = {letter.id: letter for letter in read_letters()}
ASKED_FOR = {
    *("ask-for-assessment", "chase-late-decision", "comment-on-draft", "ask-for-early-review"),
    *("provision-not-delivered", "complaint", "ask-school-for-meeting", "ask-to-see-records"),
}
each_letter = pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: letter.id)


@pytest.fixture(scope="module")
def client():
    app = FastAPI()
    app.include_router(routes.router)
    handle_problems(app)
    return TestClient(app)


@pytest.mark.parametrize("name", ["nonsense", "..", "complaint.docx", "Complaint"])
def test_a_letter_that_is_not_there_is_refused_in_plain_words(client, name):
    reply = client.get(f"/letters/{name}.docx")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_choice_of_no_letter_gets_words_of_regret():
    assert letter_or_regret("nonsense").outcome == "error"
    assert letter_or_regret("complaint") == letter_message(LETTERS["complaint"])


def test_every_letter_that_was_asked_for_is_there():
    assert set(LETTERS) == ASKED_FOR


def test_letters_are_no_articles():
    content = read_content()
    assert not content.problems
    assert not {article.slug for article in content.articles} & set(LETTERS)


@each_letter
def test_the_message_holds_the_whole_letter(letter):
    message = letter_message(letter)
    assert (message.kind, message.outcome) == ("letter", "journey")
    for paragraph in [*message.letter.paragraphs, *message.steps]:
        assert paragraph in message.text
    for blank in message.letter.blanks:
        assert any(f"[{blank}]" in paragraph for paragraph in message.letter.paragraphs)
    shown = re.findall(r"\[([^\]]+)\]", "\n".join(message.letter.paragraphs))
    assert set(shown) == set(message.letter.blanks)
    assert "do not type them here" in message.text
    assert "not legal advice" in message.text
    assert all(source.law for source in message.sources)


@each_letter
def test_what_stands_around_a_letter_is_plain(letter):
    message = letter_message(letter)
    around = message.text.partition("The letter rests on")[0]
    assert read(around).is_plain


@each_letter
def test_the_word_file_holds_the_letter_with_its_blanks_open_and_nobodys_name(client, letter):
    reply = client.get(f"/letters/{letter.id}.docx")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == MEDIA_TYPE
    assert f"{letter.id}.docx" in reply.headers["content-disposition"]
    document = Document(io.BytesIO(reply.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for paragraph in [*letter.paragraphs, *letter.tips]:
        assert paragraph in text
    marked = {
        run.text.strip("[]")
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color
    }
    assert marked == set(letter.blanks)
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == (letter.title, "en-GB")


def test_the_letters_for_a_stage_are_offered_first():
    choices = letter_choices(read_letters(), "draft")
    assert {choice.value for choice in choices} == {f"letter:{name}" for name in LETTERS}
    first_two = {choice.value for choice in choices[:2]}
    assert first_two == {"letter:chase-late-decision", "letter:comment-on-draft"}


def test_a_letter_under_another_name_than_its_file_is_left_out(tmp_path):
    folder = tmp_path / "content" / "somewhere" / "letters"
    folder.mkdir(parents=True)
    source = "knowledge_base/content/england/letters/complaint.md"
    with open(source, encoding="utf-8") as file:
        (folder / "another.md").write_text(file.read(), encoding="utf-8")
    letters, problems = letters_in(tmp_path / "content")
    assert not letters
    assert [problem.field for problem in problems] == ["id"]


def test_the_review_of_a_letter_comes_after_it_was_checked():
    for letter in LETTERS.values():
        assert letter.reviewed_on < letter.review_by
        assert letter.reviewed_on >= date(2026, 11, 1)
