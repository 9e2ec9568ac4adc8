"""The chat and the plain pages use the same short words for the same things."""

import pytest

from actions_server.web.pages import TEMPLATES, environment

CHAT_PAGE = (TEMPLATES / "chat" / "chat.html").read_text("utf-8")
LABELS = environment().get_template("parts/labels.html").module
SHARED = [
    *("next_steps", "who_can_help", "where_from", "help_now", "did_this_help", "yes", "no"),
    *("thanks_yes", "thanks_no", "chosen_mark"),
]


@pytest.mark.parametrize("name", SHARED)
def test_a_word_on_the_plain_page_stands_in_the_chat_too(name):
    assert getattr(LABELS, name) in CHAT_PAGE
