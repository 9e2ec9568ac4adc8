"""Whatever a family answers, a journey ends in a message that can be used, in every area."""

from collections.abc import Iterator

import pytest

from actions_server.counting import area_plan, counting_with, locality_id
from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.journeys.journey import SKIPPED, Journey
from actions_server.journeys.local import with_band
from knowledge_base.library import Library
from pain_points.vocabulary import Event, vocabulary

MOST_SHOWN = 5
DATE = "2026-09-03"


def paths(journey: Journey, known: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every way of answering with the options that are shown."""
    slot = journey.next_slot(known)
    if slot is None:
        yield known
        return
    question = journey.question(slot)
    if question.kind == "date":
        values = [DATE, SKIPPED] if question.skippable else [DATE]
    else:
        values = [choice.value.partition(":")[2] for choice in question.choices(with_band(known))]
        assert 1 < len(values) <= MOST_SHOWN, (slot, known)
    for value in values:
        yield from paths(journey, {**known, slot: value})


@pytest.mark.parametrize("name", [name for name in JOURNEYS if name != "barrier"])
def test_every_way_through_ends_well(name: str, library: Library) -> None:
    journey = JOURNEYS[name].within(library.pack)
    ways = list(paths(journey, {}))
    assert len(ways) > 4
    for known in ways:
        messages = journey.finish(known, library)
        for message in messages:
            assert message.kind in ("journey", "dates", "letter")
            assert message.outcome == "journey"
            assert all(step in message.text for step in message.steps)
            assert any(choice.value == "speak_to_a_person" for choice in message.choices)
            assert len(message.choices) <= 3
        if messages[0].kind == "journey":
            assert messages[0].services, known


def test_early_help_opens_several_doors_and_never_only_waits(library: Library) -> None:
    journey = JOURNEYS["early_help_route"]
    for known in paths(journey, {}):
        (message,) = journey.finish(known, library)
        assert len(message.steps) >= 3
        assert "do not need a diagnosis" in message.text


def test_free_independent_help_comes_first_in_a_disagreement(library: Library) -> None:
    journey = JOURNEYS["disagree_route"]
    for known in paths(journey, {}):
        message = journey.finish(known, library)[0]
        assert library.pack.independent_advice.name in message.steps[0]


def test_an_appeal_has_its_dates(library: Library) -> None:
    known = {
        "disagree_with": "council",
        "disagree_about": "refused-assessment",
        "decision_date": DATE,
    }
    messages = JOURNEYS["disagree_route"].finish(known, library)
    assert [message.kind for message in messages] == ["journey", "dates"]
    assert "2026-11-03" in {line.date for line in messages[1].dates}


def test_local_names_come_from_the_content_of_the_area(library: Library) -> None:
    known = {"worry": "talking", "child_age": "3", "who_knows": "nobody"}
    (message,) = JOURNEYS["early_help_route"].finish(known, library)
    local = {service.id for service in library.services.values()}
    contacts = {library.pack.send_team.name, library.pack.independent_advice.name}
    assert all(card.id in local or card.name in contacts for card in message.services)


class TestBarrier:
    def test_it_ends_in_one_event_of_closed_values(self, library: Library) -> None:
        journey = JOURNEYS["barrier"].within(library.pack)
        part = next(iter(library.pack.localities))
        known = {
            "barrier_stage": "asking-for-a-plan",
            "barrier_group": "treated",
            "barrier_kind": "paperwork",
            "barrier_with": "council",
            "barrier_age": SKIPPED,
            "barrier_area": part,
        }
        heard: list[Event] = []
        with counting_with(heard.append):
            message, *consultation = journey.finish(known, library)
        asked = library.pack.consultation
        assert bool(consultation) == bool(asked)
        for question in consultation:
            values = {choice.value for choice in question.choices}
            assert values == {f"consult:{asked.id}:{choice}" for choice in asked.choices}
            names = area_plan(library.pack.area).names
            assert asked.id in names["question"]
            assert set(asked.choices) == set(names["choice"])
        assert heard == [
            Event(
                "barrier",
                stage="asking-for-a-plan",
                barrier="paperwork",
                service="council",
                locality=locality_id(part),
            )
        ]
        assert heard[0].locality in area_plan(library.pack.area).names["locality"]
        assert "counted" in message.text

    def test_nothing_is_counted_when_everything_is_skipped(self, library: Library) -> None:
        heard: list[Event] = []
        slots = ("barrier_stage", "barrier_group", "barrier_with", "barrier_age", "barrier_area")
        with counting_with(heard.append):
            JOURNEYS["barrier"].finish(dict.fromkeys(slots, SKIPPED), library)
        assert heard == []

    def test_every_word_of_the_journey_is_in_the_vocabulary(self, library: Library) -> None:
        journey = JOURNEYS["barrier"].within(library.pack)
        for slot, column in (("kind", "barrier"), ("with", "service"), ("age", "age_band")):
            values = {option.value for option in journey.question(f"barrier_{slot}").options}
            assert values <= set(vocabulary()[column])
        plan = area_plan(library.pack.area)
        assert {locality_id(name) for name in library.pack.localities} == set(
            plan.names["locality"]
        )
        assert set(library.pack.languages) == set(plan.names["language"])

    def test_every_kind_of_barrier_is_reached_through_a_group(self, library: Library) -> None:
        question = JOURNEYS["barrier"].question("barrier_kind")
        groups = {o.value for o in JOURNEYS["barrier"].question("barrier_group").options}
        assert {group for o in question.options for group in o.when["barrier_group"]} == groups
        assert len(question.options) == 12

    def test_a_postcode_names_a_part_of_the_area(self, library: Library) -> None:
        from actions_server.journeys.turn import Said, take

        journey = JOURNEYS["barrier"].within(library.pack)
        part, codes = next(iter(library.pack.localities.items()))
        step = take(journey, {}, "barrier_area", Said(codes[0].lower(), "ask"))
        assert step.changes == {"barrier_area": part}
