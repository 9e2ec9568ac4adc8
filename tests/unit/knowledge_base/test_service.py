"""Services and area packs: a family can act on every entry, and no link leads to trouble."""

import pytest
from pydantic import ValidationError

UNSAFE = ["javascript:alert(1)", "data:text/html,hello", "www.play.example"]


@pytest.mark.parametrize("url", UNSAFE)
def test_a_parent_who_taps_a_service_only_ever_gets_a_web_page(a_service, url):
    with pytest.raises(ValidationError, match="full web address"):
        a_service(url=url)


@pytest.mark.parametrize("url", UNSAFE)
def test_a_parent_who_taps_a_contact_only_ever_gets_a_web_page(an_area, url):
    with pytest.raises(ValidationError, match="full web address"):
        an_area(switchboard={"name": "Us", "what_for": "All.", "url": url})
    with pytest.raises(ValidationError, match="full web address"):
        an_area(local_offer_url=url)


@pytest.mark.parametrize("email", ["play", "@", "play@", "@here.example"])
def test_a_parent_is_never_given_half_an_email_address(a_service, email):
    with pytest.raises(ValidationError, match="write it in full"):
        a_service(email=email)


def test_ages_the_wrong_way_round_are_refused(a_service):
    with pytest.raises(ValidationError, match="swap them"):
        a_service(minimum_age=11, maximum_age=5)


@pytest.mark.parametrize(("youngest", "oldest"), [(5, 11), (0, 0), (None, 11), (18, None)])
def test_ages_may_be_open_at_either_end(a_service, youngest, oldest):
    service = a_service(minimum_age=youngest, maximum_age=oldest)
    assert (service.minimum_age, service.maximum_age) == (youngest, oldest)


@pytest.mark.parametrize("field", ["name", "organization", "description", "how_to_get"])
def test_a_parent_is_always_told_what_a_service_is_and_how_to_get_it(a_service, field):
    with pytest.raises(ValidationError, match=field):
        a_service(**{field: " "})


def test_a_service_that_nobody_is_sure_of_says_so(a_service):
    with pytest.raises(ValidationError, match="confidence"):
        a_service(confidence="probably")


def test_an_area_always_has_somebody_to_call_for_a_child_at_risk(an_area):
    for part in ("phone", "out_of_hours_phone"):
        safeguarding = an_area().safeguarding.model_dump() | {part: ""}
        with pytest.raises(ValidationError, match=part):
            an_area(safeguarding=safeguarding)


def test_a_locality_without_a_postcode_is_refused(an_area):
    with pytest.raises(ValidationError, match="localities"):
        an_area(localities={"Nowhere": []})
