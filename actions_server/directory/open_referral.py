"""A record of Open Referral UK, 1.0 or 3.0 or something between, to one of our services.

Which version a record is does not matter: each part is looked for under every name it has had.
Taken over are only the parts that a family needs. Names of contacts, who assured a record and what
else suppliers add stay behind, because they may be about people who never asked to be published.
"""

import hashlib
import re
from typing import Any

from pydantic import ValidationError

from actions_server.directory import clean, masking
from actions_server.directory.classify import topics_of
from actions_server.directory.listing import Meant, NotUsable, Record
from actions_server.directory.opening import has_ended, last_day, opening_hours
from actions_server.directory.words import words
from knowledge_base import hidden_place
from knowledge_base.article import SLUG, Source
from knowledge_base.service import Service

_MOST_PLACES = 3
_TEXTS = {"sms", "text", "mobile text"}
_NO_CALLS = {"fax"}


def service_id(feed: str, feed_id: str) -> str:
    """Our id for a record: the same at every import, and never that of another feed's."""
    plain = feed_id.casefold()
    if len(plain) > 36 or not re.fullmatch(SLUG, plain):
        plain = hashlib.sha256(feed_id.encode()).hexdigest()[:20]
    return f"{feed}-{plain}"


def id_of(thing: dict) -> str:
    """What a record is called in its feed; empty where it has no id."""
    return clean.line(thing.get("id"))


def is_shown(thing: dict) -> bool:
    """Whether a record is of a service that runs, and that anybody may know of."""
    active = clean.text(thing.get("status")).casefold() == "active"
    return active and not masking.is_for_nobody(thing)


def read(thing: dict, meant: Meant, findings: list[str]) -> Record:
    """The record as a service. Raises NotUsable; adds to findings what was left out or mended."""
    feed_id, name = id_of(thing), clean.line(thing.get("name"))
    if not feed_id or not name:
        raise NotUsable(f"a record has no {'name' if feed_id else 'id'}")
    fields = {"name": name, **_contacts(thing), **_texts(thing, meant), **_ages(thing)}
    fields["topics"] = topics_of(_names_of_terms(thing), name)
    place = _telling_parts(thing, fields)
    _mask(thing, fields, place)
    if not fields["how_to_get"]:
        fields["how_to_get"] = how_to_get(fields, thing)
    for part in ("phone", "email", "url"):
        if not fields[part] and _was_given(thing, part):
            findings.append(f"“{name}”: its {part} makes no sense and was left out")
    if not any(fields[part] for part in ("phone", "text_number", "email", "url")):
        findings.append(f"“{name}”: there is no phone, email or website")
    checked = clean.day(thing.get("assured_date"))
    if checked and checked > meant.today:
        findings.append(f"“{name}”: it says it was checked on a day that has not come yet")
        checked = None
    schedules = _schedules(thing)
    try:
        service = Service(
            id=service_id(meant.feed, feed_id),
            area=meant.area,
            source=Source(title=fields["organization"], url=fields["url"]),
            checked_on=checked,
            confidence="medium",  # nobody here has held it against its source
            **fields,
        )
    except ValidationError as error:
        fault = error.errors()[0]
        raise NotUsable(f"“{name}”: {fault['msg'].removeprefix('Value error, ')}") from None
    return Record(feed_id, service, last_day(schedules), () if service.place_hidden else place)


def how_to_get(fields: dict[str, Any], thing: dict) -> str:
    """The first thing to do, from how a service can be reached and who may come."""
    said = words()["how_to_get"]
    ways = ("phone", "text_number", "email", "url")
    way = next((name for name in ways if fields.get(name)), "nobody")
    access = clean.text(thing.get("attending_access")).casefold()
    first = said.get(access, "") if access not in {*ways, "nobody"} else ""
    return f"{first} {said[way].format(**fields)}".strip()


def _texts(thing: dict, meant: Meant) -> dict[str, Any]:
    organization = thing.get("organization")
    runs = organization.get("name") if isinstance(organization, dict) else organization
    name = clean.line(thing.get("name"))
    schedules = _schedules(thing)
    return {
        "organization": clean.line(runs) or words()["organization"],
        "description": clean.paragraph(thing.get("description")) or name,
        "how_to_get": clean.paragraph(thing.get("application_process")),
        "opening_hours": opening_hours(schedules, meant.today),
        "cost": _cost(thing, meant),
        "alert": clean.paragraph(thing.get("alert")),
        "address": "; ".join(dict.fromkeys(_addresses(thing)[:_MOST_PLACES])),
    }


def _contacts(thing: dict) -> dict[str, str]:
    organization = thing.get("organization")
    runs = organization if isinstance(organization, dict) else {}
    own = [*clean.things(thing.get("phones")), {"number": thing.get("phone")}]
    for contact in clean.things(thing.get("contacts")):
        own += clean.things(contact.get("phones"))
    for place in _places(thing):
        own += clean.things(place.get("phones"))
    own += clean.things(runs.get("phones"))
    numbers = [
        (clean.text(one.get("type")).casefold(), clean.phone(one.get("number"))) for one in own
    ]
    calls = [number for kind, number in numbers if number and kind not in _TEXTS | _NO_CALLS]
    texts = [number for kind, number in numbers if number and kind in _TEXTS]
    return {
        "phone": clean.first(*calls),
        "text_number": clean.first(*texts),
        "email": clean.email(thing.get("email")) or clean.email(runs.get("email")),
        "url": clean.web_address(thing.get("url")) or _website(runs),
    }


def _website(organization: dict) -> str:
    return clean.first(*(clean.web_address(organization.get(name)) for name in ("website", "url")))


def _ages(thing: dict) -> dict[str, int | None]:
    given = [
        thing,
        *clean.things(thing.get("eligibilitys")),
        *clean.things(thing.get("eligibility")),
    ]
    lowest = [years for one in given if (years := clean.age(one.get("minimum_age"))) is not None]
    highest = [years for one in given if (years := clean.age(one.get("maximum_age"))) is not None]
    youngest, oldest = min(lowest, default=None), max(highest, default=None)
    if oldest == 0 or (youngest is not None and oldest is not None and oldest < youngest):
        youngest = oldest = None  # what a form sends that nobody filled in, or nonsense
    return {"minimum_age": youngest, "maximum_age": oldest}


def _schedules(thing: dict) -> list[dict]:
    found = [*clean.things(thing.get("schedules")), *clean.things(thing.get("regular_schedules"))]
    for joined in clean.things(thing.get("service_at_locations")):
        found += clean.things(joined.get("schedules"))
        found += clean.things(joined.get("regular_schedules"))
    return found


def _cost(thing: dict, meant: Meant) -> str:
    said = words()["cost"]
    found: list[str] = []
    for option in clean.things(thing.get("cost_options")):
        if has_ended(option, meant.today):
            continue
        amount = clean.text(option.get("amount"))
        try:
            price = said["amount"].format(amount=f"{float(amount):.2f}".removesuffix(".00"))
            price = said["free"] if float(amount) == 0 else price
        except ValueError:
            price = amount
        price = " ".join(filter(None, [price, clean.line(option.get("amount_description"))]))
        found.append(": ".join(filter(None, [clean.line(option.get("option")), price])))
    return "; ".join(filter(None, found)) or clean.field(thing, "fees", "fees_description")


def _places(thing: dict) -> list[dict]:
    found = clean.things(thing.get("locations"))
    for joined in clean.things(thing.get("service_at_locations")):
        location = joined.get("location")
        if isinstance(location, dict):
            # A mark on the join is about the place as well.
            marks = {
                key: value for key, value in joined.items() if not isinstance(value, dict | list)
            }
            found.append({**marks, **location})
    return found


def _address_parts(place: dict) -> list[dict]:
    return [
        one
        for one in [
            *clean.things(place.get("addresses")),
            *clean.things(place.get("physical_addresses")),
        ]
        if clean.text(one.get("address_type")).casefold() in {"", "physical"}
    ]


def _addresses(thing: dict) -> list[str]:
    found: list[str] = []
    for place in _places(thing):
        for one in _address_parts(place):
            parts = ("address_1", "address_2", "city", "postal_code")
            lines = [clean.line(one.get(name)) for name in parts]
            found.append(", ".join(dict.fromkeys(filter(None, lines))))
    return [address for address in found if address]


def _names_of_terms(thing: dict) -> list[str]:
    wrapped = [one.get("taxonomy_term") for one in clean.things(thing.get("attributes"))]
    for name in ("service_taxonomys", "service_taxonomies"):
        wrapped += [one.get("taxonomy") for one in clean.things(thing.get(name))]
    wrapped += [*clean.things(thing.get("taxonomies")), *clean.things(thing.get("taxonomy_terms"))]
    return [clean.line(one.get("name")) for one in wrapped if isinstance(one, dict)]


def _telling_parts(thing: dict, fields: dict[str, Any]) -> tuple[str, ...]:
    """What gives the place away: lines of its addresses, and what it is called."""
    places = _places(thing)
    lines = [
        clean.line(address.get(part))
        for place in places
        for address in _address_parts(place)
        for part in ("address_1", "address_2", "attention")
    ]
    named = [clean.line(place.get("name")) for place in places]
    lines += [name for name in named if name not in {fields["name"], fields["organization"]}]
    return tuple(sorted(hidden_place.telling_parts(lines)))


def _mask(thing: dict, fields: dict[str, Any], parts: tuple[str, ...]) -> None:
    """Leave nothing of a place that nobody may be told."""
    places = _places(thing)
    addresses = [address for place in places for address in _address_parts(place)]
    named = [clean.line(place.get("name")) for place in places]
    texts = [fields["name"], fields["description"], *named, *_names_of_terms(thing)]
    marked = any(masking.is_masked(one) for one in [thing, *places, *addresses])
    if not marked and not masking.speaks_of_a_refuge(texts):
        return
    for name in hidden_place.TEXTS:
        fields[name] = hidden_place.without_place(fields[name], parts)
    if hidden_place.gives_away(fields["url"], parts):
        fields["url"] = ""
    fields |= {"address": "", "place_hidden": True}


def _was_given(thing: dict, part: str) -> bool:
    if part == "phone":
        contacts = clean.things(thing.get("contacts"))
        given = [*clean.things(thing.get("phones")), *contacts]
        return any(clean.text(one.get("number")) for one in given)
    return bool(clean.text(thing.get(part)))
