"""What the assistant will not do: a refusal that fits the request, and where to turn."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from actions_server import wording
from actions_server.answering import compose
from actions_server.messages import Choice, Message
from knowledge_base.library import Library

FILE = Path(__file__).with_name("refusals.yaml")


@dataclass(frozen=True)
class Refusal:
    """One thing that is refused; cues: what gives the request away, once it is known to be
    one; surely: what does so by itself."""

    id: str
    cues: re.Pattern[str]
    surely: re.Pattern[str] | None
    text: str
    topic: str


def refuse(question: str, library: Library, again: bool = False) -> Message:
    """Refuse what would be unsafe. again: whether the last reply was no answer either."""
    surely = (one for one in _refusals() if one.surely and one.surely.search(question))
    likely = (one for one in _refusals() if one.cues.search(question))
    refusal = next(surely, None) or next(likely)
    text = f"{_raw()['again']} {refusal.text}" if again else refusal.text
    article = library.on_topic(refusal.topic)
    choices = [compose.TALK_TO_A_PERSON]
    if article:
        choices.insert(0, Choice(title=article.title, value=f"{compose.CHOOSE}{article.slug}"))
    return Message(kind="text", outcome="refused", text=text, choices=choices)


def is_surely_refused(question: str) -> bool:
    """Whether a message plainly asks for what is refused, so that no search is needed."""
    return any(one.surely and one.surely.search(question) for one in _refusals())


def outside(library: Library, again: bool = False) -> Message:
    """Say that a question is about something else, and who may know."""
    switchboard = library.pack.switchboard.name
    text = wording.OUT_OF_SCOPE_AGAIN if again else wording.OUT_OF_SCOPE
    cards = [*reversed(compose.contacts(library))]
    said = compose.listed(
        text.format(switchboard=switchboard), [compose.card_in_words(card) for card in cards]
    )
    choices = [compose.TALK_TO_A_PERSON, compose.START_OVER]
    return Message(kind="text", outcome="refused", text=said, services=cards, choices=choices)


@cache
def _refusals() -> tuple[Refusal, ...]:
    return tuple(
        Refusal(
            one["id"],
            re.compile(one["cues"], re.IGNORECASE),
            re.compile(one["surely"], re.IGNORECASE) if "surely" in one else None,
            one["text"],
            one["topic"],
        )
        for one in _raw()["unsafe"]
    )


@cache
def _raw() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))
