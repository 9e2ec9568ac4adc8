"""Our services as Open Referral UK 3.0, so that other directories can reuse them.

Only what the library holds goes out, and that holds only what families may be shown. Of a place
that nobody may be told there is no location at all.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from knowledge_base.service import FULL_POSTCODE, Service

VERSION = "3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
DESCRIBED_AT = (
    "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json"
)
VOCABULARY = "SEND Navigator topics"
_OURS = UUID("6a0f3f0e-8f6b-4d0c-9a53-5d3d0f2a7c11")


@lru_cache(maxsize=100_000)
def uuid_of(kind: str, name: str) -> str:
    """The identifier that the standard asks for: the same for the same thing, always."""
    return str(uuid5(_OURS, f"{kind}/{name}"))


def page_of(rows: list[dict], number: int, size: int) -> dict[str, Any]:
    """The page of that number (from 1) with so many rows, in the standard's envelope."""
    pages = max(1, -(-len(rows) // size))
    shown = rows[(number - 1) * size : number * size]
    return {
        "total_items": len(rows),
        "total_pages": pages,
        "page_number": number,
        "size": len(shown),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not shown,
        "contents": shown,
    }


def in_short(service: Service) -> dict[str, Any]:
    """A service as a row of the list: what is one to one, with who runs it."""
    return _filled(
        {
            "id": uuid_of("service", service.id),
            "name": service.name,
            "description": service.description,
            "status": "active",
            "url": service.url,
            "email": service.email,
            "fees": service.cost,
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "assured_date": service.checked_on.isoformat() if service.checked_on else None,
            "alert": service.alert,
            "application_process": service.how_to_get,
            "organization": {
                "id": uuid_of("organization", service.organization),
                "name": service.organization,
                "description": service.organization,
            },
        }
    )


def in_full(service: Service, area: str, scopes: dict[str, str]) -> dict[str, Any]:
    """A service with everything. area: the name of the place it serves; scopes: what each topic
    is about."""
    phones = [
        {"id": uuid_of("phone", f"{service.id}/{kind}"), "number": number, "type": kind}
        for kind, number in (("voice", service.phone), ("sms", service.text_number))
        if number
    ]
    contact = uuid_of("contact", service.id)
    place = _place(service, area)
    return in_short(service) | _filled(
        {
            "contacts": [{"id": contact, "name": service.organization, "phones": phones}]
            if phones
            else [],
            "service_at_locations": [place] if place else [],
            "schedules": [
                {"id": uuid_of("schedule", service.id), "description": service.opening_hours}
            ]
            if service.opening_hours
            else [],
            "service_areas": [{"id": uuid_of("service_area", service.id), "name": area}],
            "attributes": [
                {
                    "id": uuid_of("attribute", f"{service.id}/{topic}"),
                    "link_type": "topic",
                    "taxonomy_term": term(topic, scopes.get(topic, topic)),
                }
                for topic in service.topics
            ],
        }
    )


def taxonomy() -> dict[str, Any]:
    """Our one vocabulary: the topics that families ask about."""
    said = "What families ask about, from early worries to appeals."
    return {"id": uuid_of("taxonomy", VOCABULARY), "name": VOCABULARY, "description": said}


def term(topic: str, scope: str) -> dict[str, Any]:
    """A topic as a term of our vocabulary."""
    return {
        "id": uuid_of("term", topic),
        "name": topic,
        "description": scope,
        "taxonomy": VOCABULARY,
        "taxonomy_id": taxonomy()["id"],
    }


def _place(service: Service, area: str) -> dict[str, Any] | None:
    if not service.address or service.place_hidden:
        return None
    address = _address(service.address)
    location = {
        "id": uuid_of("location", service.id),
        "location_type": "physical",
        "addresses": [
            {
                "id": uuid_of("address", service.id),
                **address,
                "state_province": area,
                "country": "GB",
                "address_type": "physical",
            }
        ],
    }
    return {"id": uuid_of("service_at_location", service.id), "location": location}


def _address(text: str) -> dict[str, str]:
    """The lines of an address; the standard wants every part, so what we do not know is empty."""
    postcodes = list(FULL_POSTCODE.finditer(text))
    ends_with_one = bool(postcodes) and not text[postcodes[-1].end() :].strip(" .")
    postcode = postcodes[-1][0] if ends_with_one else ""
    rest = (text[: postcodes[-1].start()] if ends_with_one else text).rstrip(" ,")
    lines, _, city = rest.rpartition(", ")
    if not lines:
        lines, city = rest, ""
    return {"address_1": lines, "city": city, "postal_code": postcode}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what has no value: the standard asks that such fields be left out."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
