"""What we share keeps the standard, and comes back as it was."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from actions_server.directory import clean, publish
from actions_server.directory.walk import OnePage, walk
from knowledge_base.reading import read_content
from knowledge_base.service import FULL_POSTCODE, Service
from knowledge_base.topics import topic_ids
from tests.unit.directory.conftest import MEANT, in_feed
from tests.unit.directory.standard import breaks

OURS = read_content().services
# Where an entry comes from, and how sure we are of it, is for each directory to say of itself.
ITS_OWN = {"id", "area", "source", "facts", "confidence", "place_hidden"}


def in_common(service: Service) -> dict:
    """What two directories say alike of a service."""
    return service.model_dump(exclude=ITS_OWN)


def there_and_back(service: Service) -> Service:
    """What another SEND Navigator makes of what we publish."""
    listing = walk(OnePage([publish.in_full(service, "Here", {})]), MEANT)
    (record,) = listing.records.values()
    return record.service


@pytest.mark.parametrize("service", OURS, ids=lambda service: service.id)
def test_every_entry_of_ours_keeps_the_standard_and_comes_back_as_it_was(service):
    assert breaks("service", publish.in_full(service, "Here", {})) == []
    assert breaks("service_in_short", publish.in_short(service)) == []
    back = there_and_back(service)
    # Where an entry speaks of a refuge, whoever imports it withholds the place.
    assert in_common(back) | {"address": ""} == in_common(service) | {"address": ""}
    assert back.address == service.address or back.place_hidden


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "splash"}, "uuid"),
        ({"status": "open"}, "not one of"),
        ({"url": "pool"}, "uri"),
        ({"description": ""}, "shorter"),
        ({"organization": {"name": "x"}}, "required"),
        ({"service_at_locations": [{"id": "7c9a4f0e-0000-4000-8000-000000000000", "location": {}}]},
         "required"),
    ],
)  # fmt: skip
def test_the_schema_notices_what_breaks_the_standard(change, words):
    assert breaks("service", in_feed("Swim club")) == []
    assert any(words in fault for fault in breaks("service", in_feed("x") | change))


def _is_steady(text: str) -> bool:
    """Whether cleaning leaves a text alone; what staff write has been cleaned before."""
    return text == clean.text(text) and text == clean.paragraph(text)


letters = some.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
texts = some.text(letters, min_size=1, max_size=80).map(clean.text).filter(bool).filter(_is_steady)
maybe = some.just("") | texts
phones = some.from_regex(r"0[1-9][0-9]{2,3} [0-9]{3} [0-9]{3,4}", fullmatch=True)
hosts = some.from_regex(r"[a-z]{2,12}\.(org|gov)\.uk", fullmatch=True)
postcodes = some.from_regex(r"[A-Z]{1,2}[1-9] [1-9][A-HJ-NP-Z]{2}", fullmatch=True)
lines = some.from_regex(r"[1-9][0-9]? [A-Z][a-z]{2,9} (Road|Street)", fullmatch=True)
towns = some.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)
addresses = (
    some.just("")
    | lines
    | some.builds("{}, {}".format, lines, postcodes)
    | some.builds("{}, {}, {}".format, lines, towns, postcodes)
    | some.builds("The Hall, {}, {}".format, lines, towns)
)
ages = some.none() | some.integers(1, 120)
services = some.builds(
    lambda youngest, oldest, **fields: Service(
        id="a-service",
        area="here",
        source={"title": "x"},
        confidence="high",
        minimum_age=min(youngest, oldest) if youngest and oldest else youngest,
        maximum_age=max(youngest, oldest) if youngest and oldest else oldest,
        **fields,
    ),
    youngest=ages,
    oldest=ages,
    name=texts,
    organization=texts,
    description=texts,
    how_to_get=texts,
    topics=some.lists(some.sampled_from(sorted(topic_ids())), min_size=1, max_size=4, unique=True),
    phone=some.just("") | phones,
    text_number=some.just("") | phones,
    email=some.just("") | hosts.map("help@{}".format),
    url=some.just("") | hosts.map("https://www.{}/page".format),
    address=addresses,
    opening_hours=maybe,
    cost=maybe,
    alert=maybe,
    checked_on=some.none() | some.dates(date(2015, 1, 1), date(2026, 11, 22)),
)


@given(services)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_we_publish_keeps_the_standard_and_comes_back_as_it_was(service):
    assume(not any(FULL_POSTCODE.search(text) for text in (service.name, service.description)))
    assert breaks("service", publish.in_full(service, "Here", {})) == []
    assert in_common(there_and_back(service)) == in_common(service)


@given(some.integers(0, 230), some.integers(1, 12), some.integers(1, 100))
@settings(max_examples=100, deadline=None)
def test_every_page_keeps_the_standard_and_all_pages_hold_everything_once(total, number, size):
    rows = [{"n": n} for n in range(total)]
    page = publish.page_of(rows, number, size)
    assert breaks("page", page) == []
    whole = [
        row
        for n in range(1, page["total_pages"] + 1)
        for row in publish.page_of(rows, n, size)["contents"]
    ]
    assert whole == rows
    assert page["empty"] == (not page["contents"])
    assert page["last_page"] == (number >= page["total_pages"])


def test_an_entry_keeps_its_id_for_ever():
    assert publish.uuid_of("service", "ipsea") == publish.uuid_of("service", "ipsea")
    assert len({publish.uuid_of("service", service.id) for service in OURS}) == len(OURS)
