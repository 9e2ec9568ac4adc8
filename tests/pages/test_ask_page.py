"""The assistant without JavaScript: the same answers, choices and help in plain pages."""

import pytest

from actions_server import wording
from actions_server.messages import Choice, Message
from tests.pages.conftest import QUESTION, conversation_of


def test_the_form_says_that_it_is_a_computer_and_starts_nothing(get_page, conversations):
    before = len(conversations)
    page = get_page("/ask")
    assert "I am a computer program." in page.text("main")
    assert conversation_of(page) == ""
    assert len(conversations) == before


def test_a_question_gets_an_answer_with_what_to_choose_next(ask):
    page = ask(text=QUESTION)
    assert page.text(".said") == QUESTION
    assert page.all(".card")
    assert page.all("button[name=choice]")
    assert conversation_of(page)


def test_a_conversation_goes_on_with_the_latest_exchange_first(ask):
    first = ask(text=QUESTION)
    second = ask(text="How do I get a blue badge?", conversation=conversation_of(first))
    assert conversation_of(second) == conversation_of(first)
    said = [" ".join(each.to_text().split()) for each in second.all(".said")]
    assert said == ["How do I get a blue badge?", f"You said: {QUESTION}"]


def test_a_choice_is_followed(ask, client, conversations):
    article = client.app.state.assistant.library.articles[0]
    conversation = conversations.start()
    offer = Choice(title=article.title, value=f"article:{article.slug}")
    asked = Message(kind="clarify", outcome="clarified", text="Which?", choices=[offer])
    conversation.remember("hello", [asked])
    page = ask(choice=offer.value, conversation=conversation.id)
    assert page.all(".card.answer")
    assert f"/guides/{article.slug}" in page.links()


def test_a_choice_leaves_what_was_being_typed_in_the_box(ask):
    first = ask(text=QUESTION)
    value = first.all("button[name=choice]")[-1].attrs["value"]
    second = ask(choice=value, text="half a tho", conversation=conversation_of(first))
    assert second.text("textarea") == "half a tho"


def test_a_parent_who_mentions_suicide_is_shown_999_before_anything_else(ask):
    page = ask(text="I want to kill myself")
    cards = page.all(".card")
    assert "crisis" in cards[0].attrs["class"]
    calls = [link.attrs["href"] for link in page.all(".card.crisis .call")]
    assert calls[0] == "tel:999"
    text = page.text(".card.crisis")
    assert text.index("999") < text.index("Nobody is reading this")


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_question_is_refused_kindly(ask, text):
    page = ask(422, text=text)
    assert page.text(".fault").removeprefix("Problem: ") == wording.EMPTY
    assert page.one("textarea").attrs["aria-invalid"] == "true"


def test_a_question_that_is_too_long_is_refused_and_kept(ask):
    page = ask(422, text="a" * 2001)
    assert page.text(".fault").removeprefix("Problem: ") == wording.TOO_LONG
    assert page.text("textarea") == "a" * 2001


def test_a_line_end_counts_as_one_letter(ask):
    ask(text="why\r\n" * 400)


def test_2000_letters_of_another_alphabet_fit(ask):
    ask(text="ਸਕੂਲ " * 400)


def test_a_body_that_is_too_large_is_refused_kindly(client):
    response = client.post("/ask", files={"text": (None, "a" * 9000)})
    assert response.status_code == 413
    assert wording.TOO_LARGE in response.text


@pytest.mark.parametrize("sent", [{}, {"choice": "speak_to_a_person"}, {"helpful": "yes:x"}])
def test_what_is_sent_after_the_conversation_was_cleared_is_kept_in_the_box(ask, sent):
    page = ask(404, conversation="0" * 32, text="half a tho", **sent)
    assert "has been cleared" in page.text(".notice")
    assert page.text("textarea") == "half a tho"
    assert conversation_of(page) == ""
    assert page.all(".card") == []


def test_a_cry_for_help_in_a_conversation_that_was_cleared_gets_help_first(ask):
    page = ask(404, conversation="0" * 32, text="I want to kill myself")
    assert "crisis" in page.all(".card")[0].attrs["class"]
    text = page.text("main")
    assert text.index("999") < text.index("What do you need?")


def test_a_choice_that_was_not_offered_is_refused(ask):
    first = ask(text=QUESTION)
    page = ask(422, choice="/restart", conversation=conversation_of(first))
    assert page.text(".fault").removeprefix("Problem: ") == wording.NOT_OFFERED


def test_ending_clears_the_conversation(ask, conversations):
    first = ask(text=QUESTION)
    page = ask(end="yes", conversation=conversation_of(first))
    assert "everything in it is gone" in page.text(".notice")
    assert conversations.find(conversation_of(first)) is None
    assert QUESTION not in page.text()


def test_what_was_typed_is_shown_as_text_never_as_markup(ask):
    page = ask(text="<script>alert(1)</script> school transport")
    assert page.all("script") == []


@pytest.mark.parametrize("body", [b"", b"{}", b"--x--"])
def test_a_body_that_is_no_form_gets_a_kind_page(client, read_page, body):
    headers = {"Accept": "text/html", "Content-Type": "application/json"}
    assert client.post("/ask", content=body, headers=headers).status_code == 422
