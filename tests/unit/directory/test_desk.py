"""What staff do at the desk: nothing that a feed or a colleague does goes over their heads."""

from datetime import date, timedelta

import pytest

from actions_server.database import transaction
from actions_server.directory import desk
from knowledge_base import queries
from tests.unit.directory.conftest import TODAY

ALICE = "Alice"


def id_of(shown, name: str) -> str:
    """Our id of a service that is shown."""
    return shown()[name].id


def names(entries) -> list[str]:
    """The names of entries in an outcome."""
    return [entry.name for entry in entries]


def test_what_staff_wrote_is_not_overwritten(bring, shown, feed, at_desk):
    bring()
    name = id_of(shown, "Swim club")
    entry = at_desk(desk.entry, name)
    better = entry.service.model_copy(update={"phone": "01234 000000"})
    at_desk(desk.save, better, ALICE, TODAY, entry.edition)
    assert bring().unchanged == 5
    feed.services[0]["description"] = "Now with a slide."
    assert names(bring().to_decide) == ["Swim club"]
    assert shown()["Swim club"] == better
    (waiting,) = at_desk(desk.undecided)
    assert waiting.undecided == {
        "description": ("Swim club is for children.", "Now with a slide."),
        "phone": ("01234 000000", "01234 567890"),
    }


def test_staff_who_keep_theirs_are_not_asked_again_until_the_feed_says_something_new(
    bring, shown, feed, at_desk
):
    bring()
    name = id_of(shown, "Swim club")
    at_desk(desk.verify, name, ALICE, TODAY)
    feed.services[0]["description"] = "Now with a slide."
    bring()
    at_desk(desk.keep_ours, name)
    assert bring().to_decide == []
    feed.services[0]["description"] = "Now with two slides."
    assert names(bring().to_decide) == ["Swim club"]


def test_staff_who_take_theirs_see_it_published_and_updated_from_then_on(
    bring, shown, feed, at_desk
):
    bring()
    name = id_of(shown, "Swim club")
    at_desk(desk.verify, name, ALICE, TODAY)
    feed.services[0]["description"] = "Now with a slide."
    bring()
    at_desk(desk.take_theirs, name, TODAY)
    assert shown()["Swim club"].description == "Now with a slide."
    feed.services[0]["description"] = "Now with two slides."
    assert names(bring().changed) == ["Swim club"]


def test_a_feed_that_only_says_it_looked_again_asks_staff_nothing(bring, shown, feed, at_desk):
    bring()
    at_desk(desk.verify, id_of(shown, "Swim club"), ALICE, TODAY)
    feed.services[0]["assured_date"] = "2026-11-01"
    assert bring().to_decide == []
    assert shown()["Swim club"].checked_on == TODAY


def test_a_verified_service_that_leaves_the_feed_stays_until_staff_decide(
    bring, shown, feed, at_desk
):
    bring()
    name = id_of(shown, "Baby group")
    at_desk(desk.verify, name, ALICE, TODAY)
    gone = feed.services.pop()
    outcome = bring()
    assert (names(outcome.to_decide), outcome.withdrawn) == (["Baby group"], [])
    assert "Baby group" in shown()
    assert at_desk(desk.entry, name).is_gone
    at_desk(desk.keep_ours, name)
    assert bring().to_decide == []
    feed.services.append(gone)
    bring()
    feed.services.pop()
    bring()
    at_desk(desk.take_theirs, name, TODAY)
    assert "Baby group" not in shown()


def test_a_hidden_service_stays_hidden_whatever_the_feed_says(bring, shown, feed, at_desk):
    bring()
    at_desk(desk.hide, id_of(shown, "Swim club"))
    feed.services[0]["description"] = "Now with a slide."
    bring()
    gone = feed.services.pop(0)
    bring()
    feed.services.append(gone)
    bring()
    assert "Swim club" not in shown()


def test_a_service_is_shown_on_its_last_day_and_not_after(engine, bring, shown, at_desk):
    bring()
    at_desk(desk.expire, id_of(shown, "Swim club"), TODAY, ALICE, TODAY)
    assert "Swim club" in shown()
    with transaction(engine) as session:
        tomorrow = queries.services(session, ["here"], TODAY + timedelta(days=1))
    assert "Swim club" not in [service.name for service in tomorrow]
    bring()
    assert at_desk(desk.entry, id_of(shown, "Swim club")).expires_on == TODAY


def test_a_change_by_somebody_quicker_is_not_lost(bring, shown, at_desk):
    bring()
    name = id_of(shown, "Swim club")
    opened = at_desk(desk.entry, name)
    quicker = opened.service.model_copy(update={"phone": "01234 000001"})
    at_desk(desk.save, quicker, "Bob", TODAY, opened.edition)
    slower = opened.service.model_copy(update={"phone": "01234 000002"})
    with pytest.raises(desk.ChangedMeanwhile) as caught:
        at_desk(desk.save, slower, ALICE, TODAY, opened.edition)
    assert caught.value.now.service == quicker
    assert shown()["Swim club"] == quicker


def test_a_service_that_staff_add_survives_every_import(engine, bring, shown, at_desk):
    bring()
    ours = shown()["Swim club"].model_copy(update={"id": "street-play", "name": "Street play"})
    at_desk(desk.save, ours, ALICE, TODAY)
    with pytest.raises(desk.ChangedMeanwhile):
        at_desk(desk.save, ours, "Bob", TODAY)
    bring()
    with transaction(engine) as session:
        queries.replace_services(session, [])
    assert "Street play" in shown()
    assert len(shown()) == 6


def test_our_own_files_do_not_overwrite_what_staff_wrote_or_what_feeds_gave(engine, bring, shown):
    bring()
    seed = shown()["Swim club"].model_copy(update={"id": "portage", "name": "Portage"})
    edited = seed.model_copy(update={"phone": "01234 000003"})
    with transaction(engine) as session:
        assert queries.replace_services(session, [seed]) == 1
        desk.save(session, edited, ALICE, TODAY, desk.entry(session, "portage").edition)
    with transaction(engine) as session:
        assert queries.replace_services(session, [seed]) == 0
    assert shown()["Portage"] == edited
    assert len(shown()) == 6
    with transaction(engine) as session:
        newer = seed.model_copy(update={"description": "Home visits."})
        queries.replace_services(session, [newer])
        assert [one.service.id for one in desk.undecided(session)] == ["portage"]
    assert shown()["Portage"] == edited


def test_staff_see_what_nobody_checked_for_a_year(engine, bring, shown, at_desk):
    bring()
    entries = at_desk(desk.entries, ["here"])
    assert not any(entry.is_due(TODAY) for entry in entries)
    assert all(entry.is_due(date(2027, 10, 3)) for entry in entries)
    at_desk(desk.verify, id_of(shown, "Swim club"), ALICE, date(2027, 10, 1))
    entries = at_desk(desk.entries, ["here"])
    fresh = [entry for entry in entries if not entry.is_due(date(2027, 10, 3))]
    assert [(e.service.name, e.verified_by, e.verified_on) for e in fresh] == [
        ("Swim club", ALICE, date(2027, 10, 1))
    ]
    assert fresh[0].service.confidence == "high"


def test_an_entry_that_is_not_there_is_not_found(at_desk):
    for do in (desk.entry, desk.hide, desk.show, desk.keep_ours):
        with pytest.raises(desk.NoSuchService):
            at_desk(do, "nowhere")
