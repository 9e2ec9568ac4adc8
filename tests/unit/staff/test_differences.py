"""What changed between two versions is shown word by word, and nothing is left out."""

from hypothesis import given
from hypothesis import strategies as st

from actions_server.staff.articles.differences import Piece, changed_fields, pieces

TEXTS = st.lists(st.sampled_from(["a", "b ", "c\n", " ", "d"]), max_size=12).map("".join)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_from_what_is_shown(before, after):
    shown = list(pieces(before, after))
    assert "".join(one.text for one in shown if one.what != "in") == before
    assert "".join(one.text for one in shown if one.what != "out") == after


def test_a_changed_word_stands_beside_the_one_it_replaces():
    shown = list(pieces("Ask the school today.", "Ask the council today."))
    assert shown == [
        Piece("same", "Ask the "),
        Piece("out", "school "),
        Piece("in", "council "),
        Piece("same", "today."),
    ]


def test_only_fields_that_differ_are_shown():
    before = {"title": "One", "steps": ["a", "b"], "ages": [0, 25], "sources": [{"title": "x"}]}
    after = before | {"steps": ["a", "c"]}
    assert [label for label, _ in changed_fields(before, after)] == ["Next steps"]
