"""The directory families are sent to: complete, honest about doubt, with nothing invented."""

import re
from pathlib import Path

import pytest
import yaml

from knowledge_base.area import AreaPack
from knowledge_base.checking import FACTS
from knowledge_base.reading import read_content
from knowledge_base.service import Service

CONTENT = read_content()
DIRECTORY_KINDS = {"contact", "service", "place", "group"}


def test_a_family_in_hounslow_finds_every_service_and_group_that_was_researched():
    researched = {
        fact["id"] for fact in _facts_of("hounslow.yaml") if fact["kind"] in DIRECTORY_KINDS
    }
    listed = {service.id for service in CONTENT.services if service.area == "hounslow"}
    assert researched - listed == set()


def test_a_family_is_never_given_a_number_that_nobody_found():
    known = {_digits(run) for run in re.findall(r"\d[\d ]*", _facts_text())}
    for owner, number in _numbers():
        assert _digits(number) in known, f"{owner}: {number}"


def test_a_family_is_never_given_an_email_that_nobody_found():
    known = _facts_text().casefold()
    for owner, email in _fields("email"):
        assert email.casefold() in known, f"{owner}: {email}"


def test_a_family_is_never_sent_to_a_web_page_that_nobody_found():
    known = _bare(_facts_text())
    addresses = [*_fields("url"), *_sources(), *_local_offers()]
    for owner, address in addresses:
        assert _bare(address) in known, f"{owner}: {address}"


def test_a_family_is_told_to_check_first_whenever_we_are_not_sure():
    unsure = [service for service in CONTENT.services if service.confidence != "high"]
    silent = [service.id for service in unsure if "check" not in service.how_to_get.casefold()]
    assert silent == []


def test_a_family_in_danger_is_never_given_a_number_that_is_too_old_to_trust():
    for name in ("domestic-abuse-service", "wlt-single-point-access"):
        service = next(service for service in CONTENT.services if service.id == name)
        assert service.phone == ""


@pytest.mark.parametrize("service", CONTENT.services, ids=lambda service: service.id)
def test_a_family_can_do_something_about_every_entry(service: Service):
    assert len(service.how_to_get.split()) >= 4


def test_a_family_who_follows_an_area_contact_reaches_an_entry_that_exists():
    listed = {service.id for service in CONTENT.services}
    for pack in CONTENT.areas:
        for contact in (pack.send_team, pack.independent_advice, pack.switchboard):
            assert not contact.service or contact.service in listed, contact.name


def _facts_of(name: str) -> list[dict]:
    return yaml.safe_load((FACTS / name).read_text(encoding="utf-8"))


def _facts_text() -> str:
    """All facts as one text; wrapped lines are joined by the YAML reader, so nothing is split."""
    parts = []
    for path in sorted(Path(FACTS).glob("*.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        parts.append(yaml.safe_dump(raw, allow_unicode=True, width=100_000))
    return "\n".join(parts)


def _items() -> list[tuple[str, Service | AreaPack]]:
    services = [(f"{service.area}/{service.id}", service) for service in CONTENT.services]
    return [*services, *((pack.area, pack) for pack in CONTENT.areas)]


def _fields(name: str) -> list[tuple[str, str]]:
    """Every filled-in value of that name in services and in the contacts of area packs."""
    found = []
    for owner, item in _items():
        holders = [item] if isinstance(item, Service) else _contacts(item)
        found += [(owner, getattr(holder, name)) for holder in holders]
    return [(owner, value) for owner, value in found if value]


def _contacts(pack: AreaPack) -> list:
    return [pack.send_team, pack.independent_advice, pack.switchboard]


def _numbers() -> list[tuple[str, str]]:
    texts = [(f"{s.area}/{s.id}", s.text_number) for s in CONTENT.services if s.text_number]
    care = [(pack.area, pack.safeguarding.phone) for pack in CONTENT.areas]
    night = [(pack.area, pack.safeguarding.out_of_hours_phone) for pack in CONTENT.areas]
    return [*_fields("phone"), *texts, *care, *night]


def _sources() -> list[tuple[str, str]]:
    services = [(s.id, s.source.url) for s in CONTENT.services if s.source.url]
    packs = [(pack.area, pack.safeguarding.source) for pack in CONTENT.areas]
    # A safeguarding source may be a page's name instead of its address.
    return [*services, *(pack for pack in packs if pack[1].startswith("http"))]


def _local_offers() -> list[tuple[str, str]]:
    return [(pack.area, pack.local_offer_url) for pack in CONTENT.areas]


def _digits(text: str) -> str:
    """A number without its spaces, so that 020 8583 2000 and 02085832000 are the same."""
    return re.sub(r"\s", "", text)


def _bare(address: str) -> str:
    """Web addresses without scheme and www., which sites add or drop at will."""
    return re.sub(r"https?://(www\.)?|(?<!\w)www\.", "", address.casefold()).rstrip("/")
