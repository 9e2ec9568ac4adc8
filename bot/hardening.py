"""Closes traps of Rasa 3.6 that no setting of its own can close. Each says why it is needed."""

from typing import Any

import rasa.core.actions.action
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.shared.exceptions import RasaException

from bot.tracker_store import ForgetfulTrackerStore

ACTION_SECONDS = 5


def limit_action_time() -> None:
    """An action that hangs is given up after 5 seconds.

    Rasa waits 300 seconds, a constant that it hands to every call of an action. Meanwhile the
    conversation is locked and the family looks at an empty page.
    """
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS


def check_replies_quickly() -> None:
    """What an action answers is still checked against Rasa's schema, but in a tenth of the time.

    Rasa also checks its own, unchanging schema at every call, which took 40 of the 53 ms of a turn.
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def check(_action: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = check


def only_the_forgetful_store(agent: Agent) -> ForgetfulTrackerStore:
    """The agent keeps conversations in our store and nowhere else; returns that store.

    Rasa wraps every store in one that moves to its plain in-memory store after any error, and it
    takes that plain store too when ours cannot be imported. The plain store never forgets.
    """
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, ForgetfulTrackerStore):
        raise RasaException("bot/endpoints.yml must name ForgetfulTrackerStore as tracker store.")
    agent.tracker_store = store
    agent.processor.tracker_store = store
    return store
