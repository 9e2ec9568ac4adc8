"""What an import does to the directory: all or nothing, and never over the heads of staff."""

import pytest

from actions_server.database import transaction
from actions_server.directory import desk
from actions_server.directory.bring_in import keep
from actions_server.directory.listing import CannotImport, Meant
from actions_server.directory.pages import OnePage
from actions_server.directory.walk import walk
from knowledge_base import queries
from knowledge_base.service import Service
from tests.unit.directory.conftest import MEANT, TODAY, in_feed

ALICE = "Alice"


def id_of(shown, name: str) -> str:
    """Our id of a service that is shown."""
    return shown()[name].id


def names(entries) -> list[str]:
    """The names of entries in an outcome."""
    return [entry.name for entry in entries]


def test_a_dry_run_says_what_would_change_and_changes_nothing(bring, shown, feed):
    assert len(bring(dry_run=True).new) == 5
    assert shown() == {}
    bring()
    feed.services[0]["description"] = "Now with a slide."
    (changed,) = bring(dry_run=True).changed
    assert changed.fields == {
        "description": ("Swim club is for children.", "Now with a slide."),
    }
    assert shown()["Swim club"].description == "Swim club is for children."


def test_importing_again_changes_nothing(bring, engine):
    bring()
    with transaction(engine) as session:
        before = queries.edition(session)
    outcome = bring()
    assert (outcome.unchanged, outcome.new, outcome.changed, outcome.withdrawn) == (5, [], [], [])
    with transaction(engine) as session:
        assert queries.edition(session) == before


def test_what_the_feed_changes_is_taken_over(bring, shown, feed):
    bring()
    feed.services[0]["contacts"][0]["phones"] = [{"number": "01234 999999"}]
    bring()
    assert shown()["Swim club"].phone == "01234 999999"


def test_a_service_that_left_the_feed_is_withdrawn_and_may_return(bring, shown, feed):
    bring()
    gone = feed.services.pop()
    assert names(bring().withdrawn) == ["Baby group"]
    assert "Baby group" not in shown()
    feed.services.append(gone)
    assert names(bring().returned) == ["Baby group"]
    assert "Baby group" in shown()


def test_a_service_that_stops_running_is_withdrawn(bring, shown, feed):
    bring()
    feed.services[0]["status"] = "temporarily closed"
    bring()
    assert "Swim club" not in shown()


def test_a_record_that_became_unreadable_stays_as_it_was(bring, shown, feed):
    bring()
    feed.services[0]["status"] = ""
    outcome = bring()
    assert outcome.withdrawn == []
    assert "Swim club" in shown()


def test_a_feed_that_lost_much_is_only_taken_when_somebody_says_so(bring, shown, feed):
    bring()
    del feed.services[3:]
    with pytest.raises(CannotImport, match="has 3 services, and had 5 last time"):
        bring()
    assert len(shown()) == 5
    assert set(names(bring(accept_fewer=True).withdrawn)) == {"Drama club", "Baby group"}
    assert len(shown()) == 3


def test_one_name_is_not_used_for_the_feeds_of_two_areas(engine, bring, read):
    bring()
    with pytest.raises(CannotImport, match="another name"):
        keep(engine, read(), Meant("their-list", "there", TODAY), "x")


def test_two_feeds_with_the_same_ids_do_not_touch_each_other(engine, bring, shown, feed):
    bring()
    choir = feed.services[0] | {"name": "Choir"}
    other = Meant("other-list", "here", TODAY)
    outcome = keep(engine, walk(OnePage([choir]), other), other, "x")
    assert (names(outcome.new), outcome.withdrawn) == (["Choir"], [])
    assert len(shown()) == 6


def test_an_id_that_another_entry_has_stops_the_import(engine, bring, shown):
    bring()
    meant = Meant("their", "here", TODAY)
    short = in_feed("Choir") | {"id": "17"}
    with transaction(engine) as session:
        ours = shown()["Swim club"].model_copy(update={"id": "their-17"})
        desk.save(session, ours, ALICE, TODAY)
    with pytest.raises(CannotImport, match="already has the id their-17"):
        keep(engine, walk(OnePage([short]), meant), meant, "x")


def test_an_import_that_fails_half_way_changes_nothing(engine, read, shown, monkeypatch):
    listing = read()
    listing.records["broken"] = None
    with pytest.raises(AttributeError):
        keep(engine, listing, MEANT, "x")
    assert shown() == {}


def test_a_key_in_the_address_is_not_kept(engine, read):
    keep(engine, read(), MEANT, "https://their.example/services?api_key=secret")
    with transaction(engine) as session:
        from actions_server.directory.queries import feeds

        (row,) = feeds(session)
        assert (row.address, row.services) == ("https://their.example/services", 5)


def test_what_comes_from_the_database_is_a_whole_service(bring, shown):
    bring()
    assert all(isinstance(service, Service) for service in shown().values())
