"""What the buttons of the plain page do: rate, take dates along, leave, and nothing twice."""

import pytest

from actions_server import wording
from actions_server.messages import Choice, DateLine, Message
from tests.pages.conftest import QUESTION, conversation_of

OFFERED = {"Early help": "early_help_route", "A letter": "letter"}


def test_a_reload_answers_nothing_twice(ask, conversations):
    first = ask(text=QUESTION)
    conversation = conversation_of(first)
    for _ in range(2):
        page = ask(text="How do I get a blue badge?", conversation=conversation, after="1")
    assert len(conversations.find(conversation).turns) == 2
    assert page.one("[name=after]").attrs["value"] == "2"


@pytest.mark.parametrize("after", ["-1", "9" * 30, "x", "²"])
def test_an_odd_number_of_exchanges_is_no_reload(ask, after):
    assert ask(text=QUESTION, after=after).all(".card")


def test_the_same_words_may_be_asked_again_later(ask, conversations):
    conversation = conversation_of(ask(text=QUESTION))
    ask(text=QUESTION, conversation=conversation, after="1")
    assert len(conversations.find(conversation).turns) == 2


def test_a_choice_stays_readable_and_says_that_it_was_made(ask, conversations):
    conversation = conversations.start()
    offers = [
        Choice(title="Early help", value="early_help_route"),
        Choice(title="A letter", value="letter"),
    ]
    conversation.remember(
        "hello", [Message(kind="clarify", outcome="clarified", text="Which?", choices=offers)]
    )
    page = ask(choice="letter", conversation=conversation.id, after="1")
    titles = [" ".join(each.to_text().split()) for each in page.all(".earlier button[name=choice]")]
    assert titles == ["Early help", "A letter (you chose this)"]


def counted(client, name: str, **labels: str) -> float:
    """What the application has counted of a kind so far."""
    metrics = client.app.state.assistant.metrics
    return metrics.registry.get_sample_value(f"send_navigator_{name}_total", labels) or 0.0


def the_word_on(page, word: str) -> str:
    return next(
        button.attrs["value"]
        for button in page.all("button[name=helpful]")
        if button.attrs["value"].startswith(word)
    )


@pytest.mark.parametrize(("word", "thanks"), [("yes", "glad it helped"), ("no", "for telling us")])
def test_whether_an_answer_helped_is_counted_once(ask, client, word, thanks):
    before = counted(client, "feedback", helpful=word)
    first = ask(text=QUESTION)
    sent = {"helpful": the_word_on(first, word), "conversation": conversation_of(first)}
    for _ in range(2):
        page = ask(**sent, text="half a tho")
    assert counted(client, "feedback", helpful=word) == before + 1
    assert any(thanks in each.to_text() for each in page.all(".helped"))
    assert page.text("textarea") == "half a tho"


def test_an_answer_that_did_not_help_leads_to_what_else_there_is(ask):
    first = ask(text=QUESTION)
    page = ask(helpful=the_word_on(first, "no"), conversation=conversation_of(first))
    assert len(page.all(".said")) == 2


def test_a_word_on_no_answer_is_refused(ask):
    first = ask(text=QUESTION)
    page = ask(422, helpful="yes:nonsense", conversation=conversation_of(first))
    assert wording.NO_SUCH_ANSWER in page.text(".problem")


def test_leaving_quickly_clears_the_conversation_and_leads_to_another_site(
    ask, post, conversations, client
):
    conversation = conversation_of(ask(text=QUESTION))
    reply = post("/ask/leave", conversation=conversation)
    assert conversations.find(conversation) is None
    assert reply.status_code == 303
    assert reply.headers["location"] == client.app.state.assistant.library.pack.quick_exit
    assert "form-action 'self' https://www.bbc.co.uk;" in reply.headers["content-security-policy"]
    assert post("/ask/leave", conversation=conversation).status_code == 303


def test_no_address_and_no_cookie_ever_holds_the_conversation(ask):
    page = ask(text=QUESTION)
    conversation = conversation_of(page)
    assert not any(conversation in link for link in page.links())
    addresses = [form.attrs["action"] for form in page.all("form")]
    addresses += [button.attrs["formaction"] for button in page.all("[formaction]")]
    assert {form.attrs["method"] for form in page.all("form")} == {"post"}
    assert not any("?" in address or conversation in address for address in addresses)
    assert "set-cookie" not in page.headers


def dated(conversations, *lines: DateLine):
    """A conversation whose first exchange holds these dates."""
    conversation = conversations.start()
    message = Message(kind="dates", outcome="journey", text="Dates.", dates=list(lines))
    conversation.remember("3 March 2026", [message])
    return conversation


PASSED = DateLine(label="The council says if it will assess", date="2026-04-14", status="past")
NEXT = DateLine(label="The council sends the final plan", date="2027-02-18", status="due")


def test_dates_say_in_words_whether_they_have_passed(ask, conversations):
    page = ask(422, text="", conversation=dated(conversations, PASSED, NEXT).id)
    states = [each.to_text().strip() for each in page.all(".date-list .state")]
    assert states == ["Passed", "Next"]
    assert "Thursday 18 February 2027" in page.text(".date-list")


def test_dates_to_come_can_be_taken_to_a_calendar_without_an_address_that_tells(
    ask, post, conversations
):
    conversation = dated(conversations, PASSED, NEXT)
    page = ask(422, text="", conversation=conversation.id)
    button = page.one("[formaction]")
    sent = {"conversation": conversation.id, "dates": button.attrs["value"]}
    reply = post(button.attrs["formaction"], **sent)
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/calendar")
    assert "20270218" in reply.text
    assert "20260414" not in reply.text
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("place", ["", "1", "-1", "x", "9" * 400])
def test_dates_that_were_never_told_are_refused(post, conversations, place):
    conversation = dated(conversations, NEXT)
    assert post("/ask/dates.ics", conversation=conversation.id, dates=place).status_code == 422


def test_dates_of_a_conversation_that_was_cleared_are_gone(post, read_page):
    reply = post("/ask/dates.ics", conversation="0" * 32, dates="0")
    assert reply.status_code == 404
    assert "This conversation has ended" in read_page(reply).text("main")


def test_dates_that_have_all_passed_are_offered_to_no_calendar(ask, post, conversations):
    conversation = dated(conversations, PASSED)
    assert ask(422, text="", conversation=conversation.id).all("[formaction]") == []
    assert post("/ask/dates.ics", conversation=conversation.id, dates="0").status_code == 422
