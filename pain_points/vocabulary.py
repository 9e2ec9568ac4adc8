"""The closed vocabulary of events, and what one event is."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

FILE = Path(__file__).with_name("vocabulary.yaml")

# What an event says. Nobody's words, no time, no place smaller than a locality, no conversation.
SAYS = (
    *("kind", "why", "weeks_band", "topic", "stage", "barrier", "service", "age_band"),
    *("locality", "language", "channel", "question", "choice"),
)
LISTED_BY_THE_PLAN = ("topic", "locality", "language", "question", "choice")
NOT_SAID = "not-said"  # stands in a cell for a column that the family skipped


class Event(NamedTuple):
    """One thing that was counted. Each part is an id of the vocabulary, "" where it is not said."""

    kind: str
    why: str = ""
    weeks_band: str = ""
    topic: str = ""
    stage: str = ""
    barrier: str = ""
    service: str = ""
    age_band: str = ""
    locality: str = ""
    language: str = ""
    channel: str = ""
    question: str = ""
    choice: str = ""


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """The title of each id, by column; `kind` stands there under its own name."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {("kind" if name == "kinds" else name): titles for name, titles in raw.items()}
