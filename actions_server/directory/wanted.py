"""What staff narrow the list of entries to."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

A_YEAR = 365  # days after which an entry should be verified again
STATES = {
    "shown": "Families see it",
    "hidden": "Hidden",
    "expired": "Past its last day",
    "gone": "Gone from its list",
}
KINDS = {
    "secret": "Hidden place",
    "unsure": "Not confirmed",
    "no-contact": "No phone, email or website",
    "no-topic": "No topic, so in no answer",
    "local": "For this area only",
    "national": "For all of England",
}


@dataclass(frozen=True)
class Wanted:
    """The parts that narrow; an empty one narrows nothing.

    q: words of the name, of who runs it or of the description. kind: of KINDS. state: of STATES.
    due: "yes" for what nobody has held against its source for a year. origin: "seed", "staff", or
    "feed:" and the name of a feed. decide: "yes" for what waits for a decision.
    """

    q: str = ""
    topic: str = ""
    kind: str = ""
    state: str = ""
    due: str = ""
    origin: str = ""
    decide: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The parts that narrow."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in named.items() if value}


def due_before(today: date) -> date:
    """What was last checked before that day is due to be checked again."""
    return today - timedelta(days=A_YEAR)
