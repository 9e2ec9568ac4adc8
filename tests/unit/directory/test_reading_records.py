"""What other directories write becomes an entry that a family can use, and nothing else."""

from datetime import date

import pytest

from actions_server.directory.listing import NotUsable
from actions_server.directory.open_referral import id_of, is_shown, read, service_id
from tests.unit.directory.conftest import MEANT, in_feed

MOJIBAKE = "Children\u00e2\u20ac\u2122s caf\u00c3\u00a9"


def service_of(**changes):
    """The service that a record becomes, and what was noted."""
    findings: list[str] = []
    record = read(in_feed("Swim club", **changes), MEANT, findings)
    return record.service, findings


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ('<p class="MsoNormal">Fun &amp; <b>games</b></p>', "Fun & games"),
        ("<script>alert(1)</script>Safe", "Safe"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"),
        ("&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;", "Twice"),
        ("One<br>two<br/>three", "One two three"),
        ("Bring:<ul><li>a towel</li><li>water</li></ul>", "Bring: a towel; water"),
        ('<img src="https://track.example/x.gif" onerror=alert(1)>Swim', "Swim"),
        (MOJIBAKE, "Children’s café"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("Hidden\u200b \u202eword\x00", "Hidden word"),
        ("", "Swim club"),
        (None, "Swim club"),
        (["a list"], "Swim club"),
    ],
)
def test_a_family_reads_plain_text(said, read_as):
    assert service_of(description=said)[0].description == read_as


def test_a_very_long_text_ends_with_a_sentence():
    text = service_of(description="We swim and sing. " * 500)[0].description
    assert len(text) <= 2000
    assert text.endswith("sing.")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "pool", "ftp://x.org/a"]
)
def test_a_family_is_never_sent_to_something_that_is_no_web_page(url):
    service, findings = service_of(url=url)
    assert service.url == ""
    assert findings == ["“Swim club”: its url makes no sense and was left out"]


def test_an_address_without_https_is_completed():
    assert service_of(url="www.pool.example/kids")[0].url == "https://www.pool.example/kids"


@pytest.mark.parametrize("contacts", [[], None, "", [{"name": "Jo Bloggs"}], [{"phones": [{}]}]])
def test_a_service_without_a_phone_is_still_an_entry(contacts):
    service, findings = service_of(contacts=contacts, url="https://pool.example.org")
    assert (service.phone, findings) == ("", [])
    assert service.how_to_get == "Look at their website to see how to get this."


def test_a_service_without_any_contact_says_whom_to_ask_and_is_noted():
    service, findings = service_of(contacts=[])
    assert service.how_to_get == "Ask Play Trust how to get this."
    assert findings == ["“Swim club”: there is no phone, email or website"]


@pytest.mark.parametrize(
    ("given", "phone"),
    [
        ("020 8583 2000", "020 8583 2000"),
        ("Tel: (020) 8583-2000 ext. 5", "(020) 8583-2000"),
        ("+44 20 8583 2000", "+44 20 8583 2000"),
        ("0800 1111", "0800 1111"),
        (2085832000, "2085832000"),
        ("n/a", ""),
        ("07", ""),
        ("1" * 30, ""),
    ],
)
def test_a_phone_is_taken_as_written_or_not_at_all(given, phone):
    assert service_of(contacts=[{"phones": [{"number": given}]}])[0].phone == phone


def test_phones_are_found_wherever_feeds_put_them_and_a_fax_is_none():
    fax = {"number": "01234 111111", "type": "fax"}
    text = {"number": "07700 900123", "type": "sms"}
    there = {"location": {"phones": [fax, {"number": "01234 222222"}]}}
    service, _ = service_of(contacts=[], phones=[text], service_at_locations=[there])
    assert (service.phone, service.text_number) == ("01234 222222", "07700 900123")


def test_the_address_of_whoever_checked_a_record_is_never_kept():
    service, _ = service_of(
        assurer_email="jo.bloggs@council.example",
        pc_metadata={"created_by": "jo.bloggs@council.example"},
        contacts=[{"name": "Jo Bloggs", "title": "Clerk", "email": "jo.bloggs@council.example"}],
    )
    assert "bloggs" not in service.model_dump_json().casefold()


@pytest.mark.parametrize(
    "status", ["inactive", "defunct", "temporarily closed", "", None, "Closed"]
)
def test_a_service_that_does_not_run_is_not_shown(status):
    assert not is_shown(in_feed("Swim club", status=status))


@pytest.mark.parametrize("status", ["active", "Active", " ACTIVE "])
def test_a_service_that_runs_is_shown(status):
    assert is_shown(in_feed("Swim club", status=status))


@pytest.mark.parametrize("change", [{"id": ""}, {"id": None}, {"name": " "}, {"name": "<p></p>"}])
def test_a_record_without_id_or_name_is_left_out(change):
    with pytest.raises(NotUsable):
        service_of(**change)


def test_a_number_as_id_is_an_id():
    assert id_of({"id": 17}) == "17"


def test_two_feeds_with_the_same_id_make_two_entries():
    assert service_id("one", "17") != service_id("two", "17")
    odd = [service_id("one", name) for name in ("a/b", "a b", "A" * 90, "é", "../../etc/passwd")]
    assert len(set(odd)) == 5
    assert all(len(name) <= 80 and "/" not in name for name in odd)


@pytest.mark.parametrize(
    ("given", "ages"),
    [
        ({"minimum_age": 4, "maximum_age": 17.0}, (4, 17)),
        ({"minimum_age": "4", "maximum_age": ""}, (4, None)),
        ({"minimum_age": 0, "maximum_age": 0}, (None, None)),
        ({"minimum_age": 17, "maximum_age": 4}, (None, None)),
        ({"minimum_age": -3, "maximum_age": 999}, (None, None)),
        ({"minimum_age": "NaN", "maximum_age": "Infinity"}, (None, None)),
        ({"eligibilitys": [{"minimum_age": 5, "maximum_age": 9}, {"minimum_age": 3}]}, (3, 9)),
    ],
)
def test_ages_are_years_that_make_sense(given, ages):
    service, _ = service_of(**given)
    assert (service.minimum_age, service.maximum_age) == ages


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-10-02", date(2026, 10, 2)),
        ("2026-10-02T09:15:00Z", date(2026, 10, 2)),
        ("02/10/2026", date(2026, 10, 2)),
        ("2027-01-01", None),
        ("2026-02-31", None),
        ("soon", None),
        (None, None),
    ],
)
def test_when_it_was_checked_is_only_said_when_somebody_said_so(given, day):
    assert service_of(assured_date=given)[0].checked_on == day


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        ({"freq": "WEEKLY", "byday": "SA", "opens_at": "09:00+01:00", "closes_at": "10:30+01:00"},
         "Saturday, 9am to 10:30am"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "SA", "opens_at": "12:00"},
         "Every 2 weeks on Saturday, from 12pm"),
        ({"freq": "MONTHLY", "byday": "2MO", "opens_at": "10:00:00", "closes_at": "11:00:00"},
         "The second Monday of the month, 10am to 11am"),
        ({"freq": "MONTHLY", "byday": "-1FR"}, "The last Friday of the month"),
        ({"freq": "MONTHLY", "byday": "FR", "opens_at": "10:00"}, ""),
        ({"byday": "MO,TU,WE,TH,FR", "opens_at": "08:30", "closes_at": "16:00"},
         "Monday to Friday, 8:30am to 4pm"),
        ({"byday": "MO,TU,WE,TH,FR,SA,SU"}, "Every day"),
        ({"description": "Every other Saturday in term time", "byday": "SA"},
         "Every other Saturday in term time"),
        ({"byday": "SA", "valid_to": "2026-11-21"}, ""),
        ({"opens_at": "25:61", "byday": "MO"}, "Monday"),
        ({"byday": None, "opens_at": None}, ""),
    ],
)  # fmt: skip
def test_opening_hours_are_told_in_words(schedule, hours):
    assert service_of(schedules=[schedule])[0].opening_hours == hours


def test_the_days_of_a_1_0_feed_are_told_in_one_go():
    days = [
        {"weekday": day, "opens_at": "09:00", "closes_at": "17:00"}
        for day in ("Monday", "Wednesday", "Friday")
    ]
    assert service_of(regular_schedules=days)[0].opening_hours == (
        "Monday, Wednesday and Friday, 9am to 5pm"
    )


def test_a_service_whose_last_day_is_known_ends_with_it():
    ends = [{"byday": "MO", "valid_to": "2026-12-01"}, {"byday": "TU", "valid_to": "2027-07-01"}]
    assert read(in_feed("x", schedules=ends), MEANT, []).expires_on == date(2027, 7, 1)
    goes_on = [*ends, {"byday": "WE"}]
    assert read(in_feed("x", schedules=goes_on), MEANT, []).expires_on is None


@pytest.mark.parametrize(
    ("given", "cost"),
    [
        ({"cost_options": [{"option": "Child", "amount": 3.5, "amount_description": "a time"}]},
         "Child: £3.50 a time"),
        ({"cost_options": [{"amount": 0}]}, "Free"),
        ({"cost_options": [{"amount": 4, "valid_to": "2020-01-01"}], "fees": "Ask us"}, "Ask us"),
        ({"fees": ""}, ""),
    ],
)  # fmt: skip
def test_what_it_costs_is_told(given, cost):
    assert service_of(**given)[0].cost == cost


def test_a_1_0_record_with_everything_inline_is_read():
    service, _ = service_of(
        contacts=[],
        organization="Play Trust",
        taxonomies=[{"name": "Short breaks"}],
        service_at_locations=[
            {
                "location": {
                    "name": "Hall",
                    "physical_addresses": [
                        {"address_1": "1 Pool Lane", "city": "Exton", "postal_code": "ZZ1 1ZZ"}
                    ],
                }
            }
        ],
        service_taxonomys=[{"taxonomy": {"name": "Music groups"}}],
    )
    assert service.topics == ["activities", "short-breaks"]
    assert service.address == "1 Pool Lane, Exton, ZZ1 1ZZ"
    assert service.organization == "Play Trust"
    assert service.place_hidden is False


def test_what_nobody_here_has_checked_is_never_called_sure():
    assert service_of()[0].confidence == "medium"
