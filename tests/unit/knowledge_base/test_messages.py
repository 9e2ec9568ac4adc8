"""The messages that the topic model is taught with."""

import numpy as np

from knowledge_base.messages import group_alike, read_messages


def test_messages_are_labelled_by_their_file_and_other_languages_left_out(tmp_path):
    (tmp_path / "dla.txt").write_text("money for care\n\n  forms and money \n", encoding="utf-8")
    (tmp_path / "activities.txt").write_text("swimming?\n", encoding="utf-8")
    (tmp_path / "other-language.txt").write_text("pomoc\tpl\n", encoding="utf-8")
    taught = read_messages(tmp_path)
    assert dict(zip(taught.texts, taught.labels, strict=True)) == {
        "swimming?": "activities",
        "money for care": "dla",
        "forms and money": "dla",
    }
    assert len(taught.groups) == 3


def test_ways_of_asking_that_stand_in_articles_are_learned_too(tmp_path, an_article):
    (tmp_path / "dla.txt").write_text("money for care\n", encoding="utf-8")
    taught = read_messages(tmp_path, [an_article(asked_as=[*"abcdefgh"])])
    assert taught.texts == ["money for care", *"abcdefgh"]
    assert set(taught.labels[taught.curated]) == {"activities"}
    assert list(np.flatnonzero(~taught.curated)) == [0]


def test_messages_that_are_nearly_alike_are_kept_together():
    one, twin, capitals, other = group_alike(
        ["my sons plan is overdue", "my son's plan is overdue", "MY SONS PLAN IS OVERDUE", "hello"]
    )
    assert one == twin == capitals != other


def test_messages_alike_through_a_chain_are_kept_together():
    texts = ["aaaa bbbb cccc dddd", "bbbb cccc dddd eeee", "cccc dddd eeee ffff"]
    assert len(set(group_alike(texts))) == 1
    assert len(set(group_alike([texts[0], texts[2]]))) == 2, "the ends alone are not alike"
