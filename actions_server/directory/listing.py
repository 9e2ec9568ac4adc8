"""What is read from a source of services, whatever its kind, and how a source is refused."""

import json
import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from knowledge_base.hidden_place import veiled
from knowledge_base.service import Service


class CannotImport(Exception):
    """The whole import is off and nothing was changed; says why, in a sentence for staff."""


class NotUsable(Exception):
    """One record cannot be used; says why, in a few words for staff."""


@dataclass(frozen=True)
class Record:
    """A usable record: its id in the source, the entry made of it, and its last day, if any. place:
    what would give its place away, were it hidden."""

    feed_id: str
    service: Service
    expires_on: date | None = None
    place: tuple[str, ...] = ()

    def veiled(self) -> Self:
        """The same without its place."""
        content = veiled(self.service.model_dump(mode="json"), self.place)
        return replace(self, service=Service.model_validate(content), place=())


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


def packed(listing: Listing) -> bytes:
    """A listing as it can be kept for a while: what was read, without what was left out."""
    records = [
        (one.feed_id, one.service.model_dump(mode="json"), _iso(one.expires_on), one.place)
        for one in listing.records.values()
    ]
    content = {
        "version": listing.version,
        "records": records,
        "known": sorted(listing.known),
        "secret": sorted(listing.secret),
        "faults": listing.faults,
        "findings": listing.findings,
        "is_whole": listing.is_whole,
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode())


def unpacked(kept: bytes) -> Listing:
    """The listing that was packed."""
    content = json.loads(zlib.decompress(kept))
    records = {
        name: Record(name, Service.model_validate(said), _day(day), tuple(place))
        for name, said, day, place in content.pop("records")
    }
    known, secret = set(content.pop("known")), set(content.pop("secret"))
    return Listing(records=records, known=known, secret=secret, **content)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class Meant:
    """What an import is for.

    feed: the short name that staff give the source; area: whose families the services are for;
    today: the day of the import.
    """

    feed: str
    area: str
    today: date
