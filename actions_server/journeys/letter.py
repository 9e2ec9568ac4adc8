"""`letter`: which starter letter. Its blanks are filled in by the family, never asked for here."""

from dataclasses import replace
from functools import cache

from actions_server.journeys.journey import (
    Answers,
    Journey,
    Option,
    read_questions,
    read_texts,
    words_pattern,
)
from actions_server.letters.compose import letter_or_regret
from actions_server.messages import Message
from knowledge_base.area import AreaPack
from knowledge_base.letter import read_letters
from knowledge_base.library import Library

TEXTS = read_texts("letter")


def needed(known: Answers) -> list[str]:
    """The letter, reached through a group of letters unless it was named at once."""
    asked = ["letter_group"] if "letter_group" in known or "letter_kind" not in known else []
    return [*asked, "letter_kind"]


def finish(known: Answers, _library: Library) -> list[Message]:
    """The letter with its blanks."""
    return [letter_or_regret(known["letter_kind"])]


def with_letters(journey: Journey, _pack: AreaPack) -> Journey:
    """The journey with the letters of the content as options."""
    questions = tuple(
        replace(question, options=_options()) if question.slot == "letter_kind" else question
        for question in journey.questions
    )
    return replace(journey, questions=questions)


@cache
def _options() -> tuple[Option, ...]:
    group_of = {name: group for group, names in TEXTS["groups"].items() for name in names}
    return tuple(
        Option(
            letter.id,
            letter.title,
            words_pattern(TEXTS["words"][letter.id].split(" | ")),
            {"letter_group": [group_of[letter.id]]},
        )
        for letter in read_letters()
    )


JOURNEY = Journey("letter", TEXTS, read_questions(TEXTS), needed, finish, with_letters)
