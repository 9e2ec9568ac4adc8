"""What a message says around its other parts: nothing twice, nothing lost, lists as lists."""

from datetime import date

import pytest

from actions_server.ehc_clock.as_message import due_message
from actions_server.ehc_clock.clock import what_is_due
from actions_server.guides.layout import Block, lay_out
from actions_server.letters.compose import letter_message
from actions_server.messages import Choice, Message, ServiceCard
from knowledge_base.letter import read_letters


def test_what_a_card_shows_is_not_said_twice():
    who = ServiceCard(id="a", name="Police", how_to_get="Call 999 now.", phone="999")
    text = "I heard you.\n\n• Call 999 now.\n\nI am a computer."
    layout = lay_out(Message(kind="crisis", outcome="crisis", text=text, services=[who]))
    assert layout.before == [Block("lines", ["I heard you."])]
    assert layout.after == [Block("lines", ["I am a computer."])]


def test_a_sentence_that_no_card_shows_is_never_lost():
    text = "Two things:\n1. Rest.\n2. Eat.\nThen sleep."
    layout = lay_out(Message(kind="text", outcome="small_talk", text=text))
    assert layout.before == [
        Block("lines", ["Two things:"]),
        Block("numbers", ["Rest.", "Eat."]),
        Block("lines", ["Then sleep."]),
    ]
    assert layout.after == []


def test_a_question_stays_where_its_answers_are_buttons():
    choices = [Choice(title="Yes", value="a"), Choice(title="No", value="b")]
    text = "Which of these?\n1. Yes\n2. No"
    layout = lay_out(Message(kind="clarify", outcome="clarified", text=text, choices=choices))
    assert layout.before == [Block("lines", ["Which of these?"])]


def test_of_dates_only_what_the_list_does_not_say_is_said():
    message = due_message(what_is_due("asked", date(2026, 3, 3), date(2026, 11, 22)))
    layout = lay_out(message)
    said = [line for block in [*layout.before, *layout.after] for line in block.lines]
    assert said[0].startswith("The council got your request on")
    assert not {"The dates that matter:", "What you can do next:"} & set(said)
    assert not any(line.label in words for line in message.dates for words in said)
    assert not any(step in said for step in message.steps)
    assert any("not legal advice" in line for line in said)
    reasons = [block for block in layout.after if block.kind == "numbers"]
    assert len(reasons) == 1


@pytest.mark.parametrize("letter", read_letters(), ids=lambda letter: letter.id)
def test_a_letter_is_shown_once_and_leads_to_its_own_page(letter):
    message = letter_message(letter)
    layout = lay_out(message)
    said = [line for block in [*layout.before, *layout.after] for line in block.lines]
    shown = [*letter.tips, *(line for part in letter.paragraphs for line in part.splitlines())]
    assert not set(shown) & set(said)
    assert layout.letter == f"/letters/{letter.id}"
    assert not any(".docx" in line for line in said)
    picks = {line for lines in letter.pick.values() for line in lines}
    assert picks <= set(said)
