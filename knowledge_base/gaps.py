"""What a local area still lacks, worked out from the content itself.

The list is for the people who look after an area: each gap says what to find out and whom to ask.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlparse

import yaml

from knowledge_base.area import NATIONAL, AreaPack
from knowledge_base.article import Article
from knowledge_base.checking import FACTS
from knowledge_base.reading import Content
from knowledge_base.service import Service
from knowledge_base.topics import topic_scopes

SOON = timedelta(days=30)
A_YEAR = timedelta(days=365)
EMERGENCY = "999"
MARK = "review: needed"

Kind = Literal[
    "area", "no-contact", "unconfirmed", "unverified", "no-local-article", "review", "wording"
]


@dataclass(frozen=True)
class Gap:
    """One thing an area lacks.

    kind: what sort of gap it is; about: the id of the service, article or topic, or the part of
    the area pack; to_do: what to find out and whom to ask.
    """

    kind: Kind
    about: str
    to_do: str


def gaps(
    content: Content, area: str, today: date, notes: Mapping[str, str] | None = None
) -> list[Gap]:
    """What the area still lacks on that day, the most pressing first; nothing is changed.

    content: everything that was read. area: the id of the area. today: the day the
    reviews are held against. notes: what the researchers noted about each fact, by fact id; read
    from the area's facts file when left out.
    """
    notes = read_notes(area) if notes is None else notes
    pack = content.area(area)
    if pack is None:
        to_do = f"Write content/{area}/area.yaml. Ask the council for its contacts and localities."
        return [Gap("area", area, to_do)]
    services = [service for service in content.services if service.area == area]
    articles = [article for article in content.articles if article.area == area]
    return [
        *_in_the_pack(pack),
        *_without_contact(services),
        *_unconfirmed(services, notes),
        *_unverified(services, today),
        *_to_read_again(articles, today),
        *_only_national(content, pack),
    ]


def read_notes(area: str) -> dict[str, str]:
    """The researchers' notes on the area's facts, by fact id; empty where no file holds facts."""
    # Areas share some fact ids, so only the area's own file is read.
    path = FACTS / f"{area}.yaml"
    facts = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return {fact["id"]: fact["note"] for fact in facts if fact.get("note")}


def _in_the_pack(pack: AreaPack) -> Iterator[Gap]:
    ask = f"Ask {pack.council}."
    if pack.safeguarding.out_of_hours_phone == EMERGENCY:
        yield Gap("area", "safeguarding", f"Find the number for nights and weekends. {ask}")
    for part in ("send_team", "independent_advice", "switchboard"):
        contact = getattr(pack, part)
        if not contact.phone and not contact.email:
            yield Gap("area", part, f"Find a phone number or email for {contact.name}. {ask}")
    if not urlparse(pack.local_offer_url).path.strip("/"):
        yield Gap("area", "local_offer_url", f"Find the Local Offer's own front page. {ask}")


def _without_contact(services: list[Service]) -> Iterator[Gap]:
    for service in services:
        if not service.phone and not service.text_number and not service.email:
            to_do = f"Find a number or email for “{service.name}”. Ask {service.organization}."
            yield Gap("no-contact", service.id, to_do)


def _unconfirmed(services: list[Service], notes: Mapping[str, str]) -> Iterator[Gap]:
    for service in sorted(services, key=lambda service: service.confidence != "low"):
        if service.confidence != "high":
            noted = " ".join(notes[fact] for fact in service.facts if fact in notes)
            to_do = f"Confirm “{service.name}” with {service.organization}. {noted}".rstrip()
            yield Gap("unconfirmed", service.id, to_do)


def _unverified(services: list[Service], today: date) -> Iterator[Gap]:
    """What nobody has held against its source for a year, the longest ago first."""
    for service in sorted(services, key=lambda service: service.checked_on or date.min):
        if service.checked_on is None or service.checked_on + A_YEAR < today:
            when = (
                f"was last checked on {service.checked_on}" if service.checked_on else "never was"
            )
            to_do = f"Check “{service.name}” with {service.organization}; it {when}."
            yield Gap("unverified", service.id, to_do)


def _to_read_again(articles: list[Article], today: date) -> Iterator[Gap]:
    for article in articles:
        ask = f"Ask the {article.owner}."
        if article.review_by <= today + SOON:
            when = "was due" if article.review_by < today else "is due"
            yield Gap("review", article.slug, f"Read again; it {when} {article.review_by}. {ask}")
        if MARK in article.model_dump_json().casefold():
            yield Gap("wording", article.slug, f"Settle what is marked “{MARK}”. {ask}")


def _only_national(content: Content, pack: AreaPack) -> Iterator[Gap]:
    national, local = (
        {topic for article in content.articles if article.area == area for topic in article.topics}
        for area in (NATIONAL, pack.area)
    )
    for topic, scope in topic_scopes().items():
        if topic in national - local:
            to_do = f"Find out what is special here about: {scope}. Ask {pack.council}."
            yield Gap("no-local-article", topic, to_do)
