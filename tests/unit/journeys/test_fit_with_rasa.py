"""Rasa's domain and rules name what the journeys have, and treat every journey alike."""

import pytest
import yaml

from actions_server.actions.journeys import journey_actions
from actions_server.actions.steering import STEERING
from actions_server.journeys.all_journeys import JOURNEYS
from actions_server.wording import JOURNEY_TOPICS
from actions_server.wording import JOURNEYS as TITLES
from tests.conftest import ROOT

DOMAIN = yaml.safe_load((ROOT / "bot/domain/journeys.yml").read_text("utf-8"))
RULES = ROOT / "data/rules/journeys"


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_domain_has_its_form_with_its_slots(name: str) -> None:
    journey = JOURNEYS[name]
    assert name in DOMAIN["intents"]
    assert DOMAIN["forms"][journey.form]["required_slots"] == list(journey.slots)
    assert set(journey.slots) <= set(DOMAIN["slots"])


def test_the_domain_has_the_forms_of_the_journeys_and_no_other() -> None:
    assert set(DOMAIN["forms"]) == {journey.form for journey in JOURNEYS.values()}


def test_every_action_is_in_the_domain() -> None:
    names = {action.name() for action in journey_actions(lambda: None)}
    names |= {steer().name() for steer in STEERING} - {"action_stop", "action_start_again"}
    assert names <= set(DOMAIN["actions"])


@pytest.mark.parametrize("name", JOURNEYS)
def test_its_rules_are_those_of_every_journey(name: str) -> None:
    own = (RULES / f"{name}.yml").read_text("utf-8").splitlines()[1:]
    model = (RULES / "early_help_route.yml").read_text("utf-8").splitlines()[1:]
    assert own == [line.replace("early_help_route", name) for line in model]


def test_every_journey_can_be_offered() -> None:
    assert set(TITLES) == set(JOURNEY_TOPICS) == set(JOURNEYS)
