"""A place that nobody may be told is nowhere: not in the database, an answer, a page or a feed."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from actions_server.database import transaction
from actions_server.directory import desk, publish
from actions_server.directory.open_referral import read
from actions_server.directory.walk import OnePage, walk
from knowledge_base.hidden_place import NOT_SHOWN
from knowledge_base.service import Service
from tests.unit.directory.conftest import MEANT, TODAY, in_feed, uuid_for

STREET = "17 Elm Tree Road"
POSTCODE = "TW3 1QP"
HOUSE = "Rowan House"


def at(**marks: object) -> dict:
    """A service with an address, with these marks on its location."""
    location = {
        "name": HOUSE,
        "latitude": 51.4682,
        "longitude": -0.3614,
        "addresses": [
            {"address_1": STREET, "city": "Exton", "postal_code": POSTCODE, "country": "GB"}
        ],
    }
    return in_feed(
        "Safe Start",
        description=f"Come to {HOUSE}, {STREET.upper()}, {POSTCODE}. We are near tw31qp.",
        url=f"https://safe.example/elm-tree-road/17?at={POSTCODE.replace(' ', '+')}",
        service_at_locations=[{"id": uuid_for("sal"), "location": location | marks}],
        schedules=[{"description": f"Daily at {STREET}"}],
        alert=f"Meet at {STREET}",
        application_process=f"Walk in to {STREET}",
        fees=f"Pay at {HOUSE}",
    )


def tells(text: str) -> list[str]:
    """What of the place a text tells."""
    plain = "".join(text.casefold().split())
    secrets = ("elmtreeroad", "elm-tree-road", "tw31qp", "rowanhouse", "51.46", "0.361")
    return [secret for secret in secrets if secret in plain]


MARKS = [
    {"mask_exact_address": True},
    {"pc_maskExactAddress": "yes"},
    {"confidential": 1},
    {"is_confidential": "True"},
    {"visible": False},
    {"x_visibility": "private"},
    {"hidden": True},
]


def test_the_test_would_notice():
    service = read(at(), MEANT, []).service
    assert set(tells(service.model_dump_json())) >= {"elmtreeroad", "tw31qp", "rowanhouse"}
    assert not service.place_hidden


@pytest.mark.parametrize("marks", MARKS, ids=str)
def test_nothing_is_left_of_a_place_that_is_marked(marks):
    service = read(at(**marks), MEANT, []).service
    assert tells(service.model_dump_json()) == []
    assert service.place_hidden
    assert service.phone == "01234 567890"
    assert NOT_SHOWN in service.description


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Women’s refuge"},
        {"description": f"A refuge at {STREET}."},
        {"attributes": [{"taxonomy_term": {"name": "Refuges"}}]},
        {"service_taxonomys": [{"taxonomy": {"name": "Safe house"}}]},
        {"description": f"Our address is confidential. {STREET} {POSTCODE}"},
        {"mask_exact_address": True},
    ],
    ids=str,
)
def test_a_refuge_that_a_feed_forgot_to_mark_is_hidden_all_the_same(change):
    service = read(at() | change, MEANT, []).service
    assert tells(service.model_dump_json()) == []
    assert service.place_hidden


@pytest.mark.parametrize("mark", [{"internal": True}, {"hidden": "yes"}, {"published": False}])
def test_a_service_that_is_not_for_the_public_is_not_kept_at_all(mark):
    listing = walk(OnePage([at() | mark, in_feed("Swim club")]), MEANT)
    assert [record.service.name for record in listing.records.values()] == ["Swim club"]


def test_a_service_that_becomes_secret_is_gone_at_once_even_when_staff_verified_it(
    engine, bring, shown, feed
):
    feed.services[0] = at()
    bring()
    name = shown()["Safe Start"].id
    with transaction(engine) as session:
        desk.verify(session, name, "Alice", TODAY)
    feed.services[0] = at() | {"internal": True}
    bring()
    assert "Safe Start" not in shown()


def test_a_place_that_becomes_secret_is_hidden_at_once_even_when_staff_wrote_it(
    engine, bring, shown, feed
):
    feed.services[0] = at()
    bring()
    name = shown()["Safe Start"].id
    with transaction(engine) as session:
        desk.verify(session, name, "Alice", TODAY)
    feed.services[0] = at(confidential=True)
    bring()
    assert "Safe Start" not in shown()
    with transaction(engine) as session:
        desk.take_theirs(session, name, TODAY)
        desk.show(session, name)
    assert tells(shown()["Safe Start"].model_dump_json()) == []


def test_an_address_that_was_kept_is_gone_from_the_database_once_it_is_secret(engine, bring, feed):
    feed.services[0] = at()
    bring()
    feed.services[0] = at(confidential=True)
    bring()
    with engine.connect() as connection:
        for table in ("service", "feed"):
            # A row that is printed is cut short, a tuple is not.
            rows = map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert tells(str(list(rows))) == []


@pytest.mark.parametrize(
    "change",
    [{"address": "17 Elm Tree Road"}, {"description": "At TW3 1QP"}, {"how_to_get": "tw31qp"}],
)
def test_staff_cannot_publish_an_address_for_a_place_that_is_hidden(change):
    hidden = read(at(confidential=True), MEANT, []).service
    with pytest.raises(ValueError, match="the place is hidden"):
        Service.model_validate({**hidden.model_dump(), **change})


def test_our_own_feed_has_no_location_for_a_place_that_is_hidden():
    hidden = read(at(confidential=True), MEANT, []).service
    full = json.dumps(publish.in_full(hidden, "Here", {}))
    assert tells(full) == []
    assert "location" not in full
    assert tells(json.dumps(publish.in_short(hidden))) == []


words = some.sampled_from("Elm Oak Mill Church Victoria Green Upper Long".split())
kinds = some.sampled_from("Road Street Lane Close Gardens".split())
streets = some.builds(
    lambda n, a, b, kind: f"{n} {a} {b} {kind}", some.integers(1, 999), words, words, kinds
)
postcodes = some.from_regex(r"[A-Z]{1,2}[1-9][0-9]? [1-9][A-HJ-NP-Z]{2}", fullmatch=True)
ways = some.sampled_from(
    [str, str.upper, str.lower, lambda s: s.replace(" ", "  "), lambda s: s.replace(" ", "&nbsp;")]
)
places = some.sampled_from(["description", "alert", "fees", "application_process", "name"])


@given(streets, postcodes, ways, places, some.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_however_the_address_is_repeated_it_does_not_get_through(
    street, postcode, way, place, in_html
):
    said = way(f"{street}, {postcode}")
    thing = at(confidential=True)
    thing["service_at_locations"][0]["location"]["addresses"][0] |= {
        "address_1": street,
        "postal_code": postcode,
    }
    thing[place] = f"<p>We are at {said}</p>" if in_html else f"We are at {said}."
    published = read(thing, MEANT, []).service.model_dump_json().casefold()
    plain = "".join(published.split())
    assert "".join(street.casefold().split()) not in plain
    assert "".join(postcode.casefold().split()) not in plain


def test_hidden_and_expired_and_withdrawn_are_all_gone_from_what_families_see(
    engine, bring, shown, feed
):
    bring()
    ids = {name: service.id for name, service in shown().items()}
    with transaction(engine) as session:
        desk.hide(session, ids["Swim club"])
        desk.expire(session, ids["Toy library"], TODAY - timedelta(days=1), "Alice", TODAY)
    feed.services.pop()
    bring()
    assert set(shown()) == {"Music time", "Drama club"}
