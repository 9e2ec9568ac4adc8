"""A message that says only that help is needed: one gentle question, with few choices."""

import re
from functools import cache
from pathlib import Path

from actions_server import wording
from actions_server.answering import compose
from actions_server.messages import Choice, Message, Outcome
from knowledge_base.library import Library

WORDS = Path(__file__).with_name("vague_words.txt")
ABOUT = frozenset(
    "help support advice worried worry struggling struggle problem problems stuck trouble".split()
)
MOST_WORDS = 14
# What a family is asked to choose between: a journey, or the article on a topic.
DOORS: tuple[tuple[str, str], ...] = (
    (wording.DOOR_EARLY, "early_help_route"),
    (wording.DOOR_SCHOOL, "sen-support"),
    (wording.DOOR_PLAN, "ehcp-what"),
)


def is_vague(text: str) -> bool:
    """Whether a message says that help is needed and nothing of what it is about."""
    words = re.findall(r"[\w']+", text.casefold().replace("’", "'"))
    return (
        0 < len(words) <= MOST_WORDS and bool(ABOUT & set(words)) and set(words) <= _vague_words()
    )


def narrow(library: Library, text: str, outcome: Outcome = "clarified") -> Message:
    """Ask which of a few doors is nearest."""
    choices = [_door(title, target, library) for title, target in DOORS]
    known = [choice for choice in choices if choice]
    return Message(
        kind="clarify",
        outcome=outcome,
        text=compose.listed(text, [choice.title for choice in known]),
        choices=[*known, compose.TALK_TO_A_PERSON],
    )


def _door(title: str, target: str, library: Library) -> Choice | None:
    if target in wording.JOURNEYS:
        return Choice(title=title, value=target)
    article = library.on_topic(target)
    return Choice(title=title, value=f"{compose.CHOOSE}{article.slug}") if article else None


@cache
def _vague_words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
