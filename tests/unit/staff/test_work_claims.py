"""What a provider says of a person is read with care: it may say anything."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions_server.staff.roles import Role
from actions_server.staff.signing_in.accounts import NAME
from actions_server.staff.signing_in.by_provider.begun import Begun
from actions_server.staff.signing_in.by_provider.claims import (
    full_name_of,
    has_second_factor,
    readable_name_of,
    role_of,
    values_of,
)
from actions_server.staff.signing_in.by_provider.people import PREFIX

ROLES = {"E": Role.EDITOR, "P": Role.PUBLISHER, "A": Role.ANALYST, "X": Role.ADMINISTRATOR}
WORDS = st.text(max_size=80)
ONE = st.none() | st.booleans() | st.integers() | WORDS
JSON = ONE | st.lists(ONE, max_size=4) | st.dictionaries(WORDS, ONE, max_size=3)

# A busy machine is no fault.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    "said",
    [None, "", "e", "EP", [], ["e"], [["E"]], [{"E": 1}], {"E": True}, 5, True],
)
def test_what_is_not_a_role_gives_none(said):
    assert role_of({"roles": said}, "roles", ROLES) is None


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("E", Role.EDITOR),
        (["E", "A"], Role.EDITOR),
        (["A", "P", "E"], Role.PUBLISHER),
        (["P", "X", "other", 3], Role.ADMINISTRATOR),
    ],
)
def test_of_several_roles_the_one_with_the_most_rights_holds(said, role):
    assert role_of({"roles": said}, "roles", ROLES) is role


def test_dots_lead_into_a_claim_but_a_claim_may_have_dots_in_its_name():
    assert values_of({"a": {"b": {"c": ["E"]}}}, "a.b.c") == ["E"]
    assert values_of({"https://x.example/roles": ["E"], "https://x": 1}, "https://x.example/roles")
    assert values_of({"a": ["b"]}, "a.b") == []
    assert values_of({"a": "b"}, "a.b.c") == []


@pytest.mark.parametrize(
    ("claims", "wanted", "fits"),
    [
        ({}, "amr=mfa", False),
        ({"amr": ["pwd"]}, "amr=mfa", False),
        ({"acr": "mfa"}, "amr=mfa", False),
        ({"amr": ["pwd", "mfa"]}, "amr=mfa", True),
        ({"acr": "urn:x=2"}, "acr=urn:x=2", True),
        ({}, "", True),
    ],
)
def test_the_second_factor_counts_when_it_is_the_one_that_is_wanted(claims, wanted, fits):
    assert has_second_factor(claims, wanted) is fits


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "Jo.Smith@Council.gov.uk"}, "jo.smith@council.gov.uk"),
        ({"email": "zoë o'neill@x.example"}, "zoe-o-neill@x.example"),
        ({"preferred_username": "李", "name": "Li Wei"}, "li-wei"),
        ({"preferred_username": "a\u202eb\n<script>"}, "ab-script"),
        ({"name": 5}, "colleague"),
        ({}, "colleague"),
    ],
)
def test_the_name_in_the_record_is_plain(claims, name):
    assert readable_name_of(claims) == name


@unhurried
@given(st.dictionaries(st.sampled_from(["preferred_username", "email", "name", "sub"]), JSON))
def test_whatever_is_said_names_fit_and_are_nobody_elses(claims):
    name, shown = PREFIX + readable_name_of(claims), full_name_of(claims)
    assert len(name) <= 50 and name.isascii() and name.isprintable()
    assert not NAME.fullmatch(name)  # so no account with a password has it
    assert 0 < len(shown) <= 120 and shown.isprintable()


@unhurried
@given(JSON, WORDS)
def test_whatever_is_said_about_roles_is_read(said, path):
    assert all(isinstance(one, str) for one in values_of({"roles": said}, path))


@unhurried
@given(WORDS)
def test_any_cookie_is_read_as_a_beginning_or_none(cookie):
    begun = Begun.read(cookie)
    assert begun is None or begun.back.startswith("/staff/")


@unhurried
@given(WORDS)
def test_a_beginning_is_written_and_read_again_and_stays_inside(back):
    begun = Begun.new(back)
    assert Begun.read(begun.write()) == begun
    assert begun.back.startswith("/staff/")
    assert begun.is_meant_by(begun.state) and not begun.is_meant_by(back)
