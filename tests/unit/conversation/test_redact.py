"""What families are promised of their personal details, before anything is handed on."""

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions_server.conversation.measure_redaction import by_kind, gap, messages, written_names
from actions_server.conversation.redact import Redacted, redact, redact_line
from actions_server.conversation.redact_cases import NAMES, read
from actions_server.conversation.redact_numbers import nhs_checks
from actions_server.conversation.redact_planted import FORMS, is_gone, planted
from actions_server.conversation.redact_public import services

DATA = Path(__file__).parents[2] / "data"
COMMENTS = yaml.safe_load((DATA / "pii_dev.yaml").read_text(encoding="utf-8"))
CASES = DATA / "redact"
WRITTEN = {path.stem: list(read(path)) for path in CASES.glob("*.txt") if path.stem != NAMES}
ORIGINS = sorted({s["origin"] for c in COMMENTS for s in c["spans"] if "origin" in s})


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_what_a_family_types_is_handed_on_without_its_identifiers(kind):
    handed_on = {case.typed: redact(case.typed).text for case in WRITTEN[kind]}
    expected = {case.typed: case.safe for case in WRITTEN[kind]}
    assert {typed: text for typed, text in handed_on.items() if text != expected[typed]} == {}


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_there_are_at_least_two_hundred_written_cases_of_each_kind(kind):
    assert len({case.typed for case in WRITTEN[kind]}) >= 200
    assert kind == "stays" or all(case.gone for case in WRITTEN[kind])


def test_written_names_of_every_group_go_and_no_group_fares_much_worse():
    gone, total = written_names(CASES)
    shares = {group: gone[group] / total[group] for group in total}
    assert min(shares.values()) >= 0.95
    assert gap(gone, total) <= 5


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_name_of_any_origin_in_a_comment_is_left_out(origin):
    hits, total, _ = by_kind(COMMENTS)
    assert hits[origin] == total[origin]


def test_every_identifier_with_a_form_in_the_comments_is_left_out():
    hits, total, _ = by_kind(COMMENTS)
    assert {kind: hits[kind] for kind in total} == dict(total)


def test_comments_without_identifiers_come_through_untouched():
    _, _, in_vain = by_kind(COMMENTS)
    assert in_vain == []


def test_names_of_twelve_groups_go_at_the_door_and_no_group_fares_much_worse():
    share: dict[str, dict[str, float]] = {form: {} for form in FORMS}
    counts: dict[tuple[str, str], list[bool]] = {}
    for group, form, name, sentence in planted(40):
        gone = is_gone(name, redact(sentence).text)
        counts.setdefault((group, form), []).append(gone)
    for (group, form), found in counts.items():
        share[form][group] = sum(found) / len(found)
    of_origin = {
        form: {group: part for group, part in groups.items() if group != "word_names"}
        for form, groups in share.items()
    }
    assert min(of_origin["title"].values()) >= 0.97
    assert min(of_origin["lower"].values()) >= 0.94
    for form in ("title", "lower", "upper"):
        assert max(of_origin[form].values()) - min(of_origin[form].values()) <= 0.06
    assert share["title"]["word_names"] >= 0.9


def test_hardly_any_ordinary_message_loses_a_word_to_a_name_that_is_none():
    texts = messages()
    named = sum("name" in redact(text).removed for text in texts)
    # About 65 of these messages do hold a name.
    assert named / len(texts) < 0.01


def test_the_family_is_told_what_was_left_out_in_the_order_it_was_typed():
    safe = redact("my son Hassan lives at 8 Cedarfield Way TW3 4AB, call 07700 900415")
    assert safe == Redacted(
        "my son [name] lives at [address] TW3, call [phone]",
        ("name", "address", "full postcode", "phone number"),
    )


def test_a_message_without_details_reports_nothing():
    assert redact("He is 6, loves Bluey, hates assembly").removed == ()


def test_a_date_beside_a_child_goes_and_the_date_of_a_letter_stays():
    text = "Hassan Jaber (1 May 2018) has a letter dated 3 March 2026"
    assert redact(text).text == "[name] ([date of birth]) has a letter dated 3 March 2026"


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("Will is 6 and has no place", "[name] is 6 and has no place"),
        ("Will somebody please answer the phone", "Will somebody please answer the phone"),
        ("grace needs a taxi", "[name] needs a taxi"),
        ("June was the last time we heard", "June was the last time we heard"),
        ("my daughter June has no bus", "my daughter [name] has no bus"),
        ("Summer's teacher rang", "[name]'s teacher rang"),
        ("what is on over the summer", "what is on over the summer"),
        ("I hope the plan comes", "I hope the plan comes"),
        ("my daughter is called Hope", "my daughter is called [name]"),
        ("Patience is her name", "[name] is her name"),
        ("we have run out of patience", "we have run out of patience"),
        ("I spoke to Mark Hill", "I spoke to [name]"),
        ("the exam mark was low", "the exam mark was low"),
        ("Mrs Young in the office", "Mrs [name] in the office"),
        ("a young person of 17", "a young person of 17"),
        ("K.M. needs his headphones", "[name] needs his headphones"),
        ("the N.H.S. sent it", "the N.H.S. sent it"),
        ("please help - Joy", "please help - [name]"),
        ("the Thompsons wrote to Ms Okafor", "the [name] wrote to Ms [name]"),
        ("MY SON AHMED IS SIX", "MY SON [name] IS SIX"),
        ("jack and poppy need a taxi", "[name] and [name] need a taxi"),
        ("Anil 's plan and deeqas bus", "[name] 's plan and [name] bus"),
        ("Al-Masri and O'Brien called", "[name] and [name] called"),
    ],
)
def test_a_word_that_is_a_name_too_goes_where_somebody_is_meant(typed, safe):
    safe_text = redact(typed).text
    assert re.sub(r"(?<=\])s\b", "", safe_text) == safe


STAYS = """Chiswick Feltham Hounslow Heston Isleworth Portage Kids Mencap Samaritans Shout Childline
    Hillingdon Ofsted Lampton Makaton Contact IPSEA Scope CAMHS ELSA PIP SENDIASS Angelman"""


@pytest.mark.parametrize("word", STAYS.split())
def test_places_services_and_send_words_stay(word):
    for text in (f"{word} is too far on two buses", f"we asked {word} for help", f"is {word} open"):
        assert redact(text).text == text


def test_every_service_of_the_directory_can_be_named():
    assert [name for name in services() if redact(name).removed] in ([], ["ERIC"])


def test_the_contents_own_numbers_and_links_stay():
    text = "I rang 020 8583 2672 and wrote to sen@hounslow.gov.uk, see https://www.gov.uk/dla"
    assert redact(text).text == text


def test_a_school_the_content_does_not_name_goes_and_one_it_names_stays():
    typed = "he left Kingsbrook Secondary for Lionel Primary"
    assert redact(typed).text == "he left [school] for Lionel Primary"


def test_the_check_digit_of_an_nhs_number_is_checked():
    assert nhs_checks("9434765919") and nhs_checks("9996281949")
    assert not nhs_checks("9434765918")


def test_the_command_shows_both_ways_a_line_is_made_safe():
    shown = redact_line("Deeqa's review is on 07700 900415")
    assert shown == {
        "at_the_door": "[name]'s review is on [phone]",
        "removed": ["name", "phone number"],
        "if_stored": "[…]'s review is on […]",
    }


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_whatever_is_typed_redaction_answers_and_once_is_enough(text):
    once = redact(text).text
    assert redact(once).text == once


_PARTS = st.sampled_from(
    """my son Hassan is called Grace dob 4/4/2018 born on 07700 900415 TW3 4AB AB12 CDX 8 Mill Lane
    ref EHC/2026/1 @two_boys beata@example.com oh seven double nine [name] [phone] Mrs Young
    999 628 1949 will may June - , . ' ( ) flat 3 https://example.com/x""".split()
)


@given(st.lists(_PARTS, max_size=25).map(" ".join))
@settings(deadline=None, max_examples=250)
def test_what_was_redacted_once_is_not_redacted_again(text):
    once = redact(text).text
    assert redact(once).text == once
    assert redact(once).removed == ()


TIRESOME = ("0 ", "a.", "oh seven ", "flat 1, a b c d ", "born on the ", "x at y dot ", "'s ")


@pytest.mark.parametrize("part", [*TIRESOME, "1/1/", "Mr. ", "AB12 ", "Ab ", "-", "(", "12 high "])
def test_two_thousand_tiresome_characters_take_no_time(part):
    redact("warm")
    start = time.perf_counter()
    redact((part * 2000)[:2000])
    assert time.perf_counter() - start < 1.5
