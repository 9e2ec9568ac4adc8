"""Any abbreviation of the glossary can be asked for, however it is typed."""

import pytest

from knowledge_base.glossary import everyday, mentioned, terms


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("what does SALT mean", "SALT"),
        ("wots salt stand for", "SALT"),
        ("EHCNA", "EHCNA"),
        ("they wrote pfa on the form, what is it", "PfA"),
        ("what is a dco", "DCO"),
    ],
)
def test_a_parent_is_told_what_an_abbreviation_means(question, short):
    assert short in {term.short for term in mentioned(question)}


def test_salt_in_his_food_is_only_salt():
    assert mentioned("he puts salt on everything and wont send me a card") == []


def test_two_spellings_of_one_thing_are_explained_once():
    assert len(mentioned("SALT or SaLT or SLT")) == 1


def test_every_term_has_a_meaning_that_is_not_itself():
    for short, term in terms().items():
        assert term.meaning and term.said_as, short
        assert short not in everyday(), short
