"""One thing that is due, and which comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a task is about."""

    REVIEW = "review"  # an article to read again
    ENDED = "ended"  # an article that held until a day
    CHANGE = "change"  # an article that a national change concerns
    PLANNED = "planned"  # an article that goes live or is taken down by itself
    SERVICE = "service"  # a service to hold against its source
    HELPLINE = "helpline"  # a number for an emergency, to ring
    LETTER = "letter"  # a starter letter to read again
    LINK = "link"  # a link that leads nowhere any more


KIND_TITLES: dict[str, str] = {
    Kind.HELPLINE: "Helplines",
    Kind.ENDED: "Guides that end",
    Kind.REVIEW: "Guides to read again",
    Kind.CHANGE: "National changes",
    Kind.LINK: "Broken links",
    Kind.SERVICE: "Services",
    Kind.LETTER: "Letters",
    Kind.PLANNED: "Planned",
}


@dataclass(frozen=True)
class Task:
    """Something to do by a day.

    name: tells it apart from all others, today and tomorrow; what: it is about, in words; why: it
    is due, and what to do; address: where it is mended, or empty where a file has to be changed;
    slug: of the published article that may be confirmed as it is, or empty.
    """

    kind: Kind
    name: str
    what: str
    why: str
    due: date
    owner: str
    address: str
    slug: str = ""

    def is_late(self, today: date) -> bool:
        """Whether its day is over. What goes by plan is never late."""
        return self.due < today and self.kind != Kind.PLANNED


def by_urgency(tasks: Iterable[Task], today: date) -> list[Task]:
    """The most urgent first: a number that a family in danger may ring, then by day."""

    def rank(task: Task) -> tuple:
        is_first = task.kind == Kind.HELPLINE and task.is_late(today)
        return (not is_first, task.due, task.kind, task.what.casefold(), task.name)

    return sorted(tasks, key=rank)
