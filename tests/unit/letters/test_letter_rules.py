"""A faulty letter is never published, and its writer is told what to mend."""

from datetime import date

import pytest
import yaml

from knowledge_base.checking import FACTS
from knowledge_base.letter import read_letters
from knowledge_base.letter_rules import problems_of_letters
from knowledge_base.topics import topic_groups

TODAY = date(2026, 11, 22)
TOPICS = {topic for topics in topic_groups().values() for topic in topics}
GOOD = next(letter for letter in read_letters() if letter.id == "provision-not-delivered")


def facts() -> dict[str, str]:
    """What each fact says, by id."""

    entries = yaml.safe_load((FACTS / "england.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: yaml.safe_dump(entry, allow_unicode=True) for entry in entries}


def faults(**changes) -> list[str]:
    letter = GOOD.model_copy(update=changes)
    return [f"{problem.field}: {problem.remedy}" for problem in check_one(letter)]


def check_one(letter):
    return problems_of_letters([letter], TODAY, facts(), TOPICS)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"topics": ["nonsense"]}, "topics: “nonsense” is not a topic"),
        ({"facts": [*GOOD.facts, "nonsense"]}, "facts: there is no researched fact “nonsense”"),
        ({"body": GOOD.body.replace("[your name]", "")}, "body: leave a blank for [your name]"),
        ({"body": GOOD.body + "\n\n[open"}, "body: a square bracket is not closed"),
        ({"body": GOOD.body + "\n\nI am [ ]."}, "body: say in each blank what belongs there"),
        ({"pick": {"nothing": ["one", "two"]}}, "pick: there is no blank [nothing]"),
        (
            {"body": GOOD.body + "\n\nSee section 51 of the Act."},
            "sources: the letter cites section 51",
        ),
        (
            {"body": GOOD.body + "\n\nYou have 17 days."},
            "facts: no listed fact holds the figure “17”",
        ),
        ({"tips": ["Ring 020 8583 0000."]}, "body: leave contact details blank"),
        ({"body": GOOD.body + "\n\n" + "word " * 21 + "."}, "body: cut this to 20 words or fewer"),
        (
            {"tips": ["Notwithstanding institutional intransigence, persevere indefatigably."]},
            "tips: too hard",
        ),
        ({"reviewed_on": date(2026, 12, 1)}, "reviewed_on: this day has not come yet"),
        ({"review_by": date(2026, 11, 1)}, "review_by: the review is overdue"),
    ],
)
def test_a_fault_is_found_and_its_remedy_named(changes, found):
    assert any(fault.startswith(found) for fault in faults(**changes)), faults(**changes)


def test_the_letters_as_they_are_have_no_fault():
    assert [
        str(problem) for problem in problems_of_letters(read_letters(), TODAY, facts(), TOPICS)
    ] == []


@pytest.mark.parametrize("blank", ["your name", "today's date", "child's name"])
def test_every_letter_leaves_the_same_blanks_for_the_same_things(blank):
    assert all(blank in letter.blanks for letter in read_letters())
