"""What is read from a source of services, whatever its kind, and how a source is refused."""

from dataclasses import dataclass, field
from datetime import date

from knowledge_base.service import Service


class CannotImport(Exception):
    """The whole import is off and nothing was changed; says why, in a sentence for staff."""


class NotUsable(Exception):
    """One record cannot be used; says why, in a few words for staff."""


@dataclass(frozen=True)
class Record:
    """A usable record: its id in the source, the entry made of it, and its last day, if any."""

    feed_id: str
    service: Service
    expires_on: date | None = None


@dataclass
class Listing:
    """Everything a source says.

    version: "1.0", "3.0" or "csv". records: the usable ones by their id in the source. known: the
    ids of those that the source still has but that could not be read, which are left as they were.
    secret: the ids of those that it marks as not for the public. faults: why a record could not be
    read, one each. findings: what else staff should know about the quality of the data. is_whole:
    whether a record that is missing is surely gone; else nothing is withdrawn.
    """

    version: str = ""
    records: dict[str, Record] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    secret: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    is_whole: bool = True

    def fault(self, why: str, feed_id: str = "") -> None:
        """Note a record that cannot be used, but that the source has."""
        self.faults.append(why)
        if feed_id:
            self.known.add(feed_id)


@dataclass(frozen=True)
class Meant:
    """What an import is for.

    feed: the short name that staff give the source; area: whose families the services are for;
    today: the day of the import.
    """

    feed: str
    area: str
    today: date
