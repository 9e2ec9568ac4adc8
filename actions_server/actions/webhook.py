"""POST /webhook: where Rasa has its custom actions run, behind a shared secret."""

import hmac
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions_server import wording
from actions_server.actions.answering import ACTIONS, Answering
from actions_server.actions.journeys import journey_actions
from actions_server.actions.letters import ChooseLetter
from actions_server.actions.steering import STEERING
from actions_server.counting import counting_with
from actions_server.problems import Problem
from knowledge_base.library import Library
from pain_points.vocabulary import Event


def webhook_router(
    library: Callable[[], Library],
    secret: Callable[[], str],
    hear: Callable[[str, Event], None] = lambda _conversation, _event: None,
) -> APIRouter:
    """The route, with an executor that knows every action. hear: counts an event for the
    conversation of that id."""
    executor = ActionExecutor()
    for name, reply in ACTIONS.items():
        executor.register_action(Answering(name, reply, library))
    for action in (*(action() for action in (*STEERING, ChooseLetter)), *journey_actions(library)):
        executor.register_action(action)
    router = APIRouter()

    @router.post("/webhook", include_in_schema=False)
    async def webhook(request: Request, call: Annotated[dict[str, Any], Body()]) -> JSONResponse:
        shown = request.headers.get("authorization", "").encode()
        expected = secret()
        # Without a secret nobody is let in: an empty one would let in everybody.
        if not expected or not hmac.compare_digest(shown, f"Bearer {expected}".encode()):
            raise Problem(401, wording.NOT_ALLOWED)
        # The bodies of 400 and 404 are as Rasa expects them, not problem+json.
        try:
            # Rasa sends its domain only to actions that ask for it; none of ours do.
            with counting_with(partial(hear, str(call.get("sender_id", "")))):
                result = await executor.run({"domain": {}, **call})
        except ActionExecutionRejection as error:
            body = {"error": error.message, "action_name": error.action_name}
            return JSONResponse(body, status_code=400)
        except ActionNotFoundException as error:
            body = {"error": error.message, "action_name": error.action_name}
            return JSONResponse(body, status_code=404)
        except (KeyError, TypeError, AttributeError):
            raise Problem(422, wording.NOT_UNDERSTOOD) from None
        return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})

    return router
