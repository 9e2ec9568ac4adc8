"""The input channel "door": the application hands over a message and gets the replies back."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.hardening import check_replies_quickly, limit_action_time, only_the_forgetful_store
from bot.incoming import Refused, read_incoming
from bot.quiet_logs import write_places_only
from bot.tracker_store import ForgetfulTrackerStore

logger = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
# Rasa asks once a second whether the message before has been dealt with; a family waits for it.
SECONDS_BETWEEN_LOCK_CHECKS = 0.05


class DoorChannel(InputChannel):
    """Serves /webhooks/door/ to whoever knows the secret, once the assistant is ready."""

    @classmethod
    def name(cls) -> str:
        """The channel's part of the path."""
        return "door"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "DoorChannel":
        """The channel with the secret of credentials.yml. Raises when there is none."""
        secret = str((credentials or {}).get("secret") or "")
        if not secret.strip():
            raise RasaException("Set SEND_NAVIGATOR_RASA_SECRET to the secret the door sends.")
        return cls(secret)

    def __init__(self, secret: str) -> None:
        self._expected = f"Bearer {secret}".encode()
        self._agent: Agent | None = None
        self._store: ForgetfulTrackerStore | None = None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel."""
        limit_action_time()
        check_replies_quickly()
        door = Blueprint("door")
        door.add_route(self._guarded(self._receive), "/messages", methods=["POST"])
        door.add_route(
            self._guarded(self._forget), "/conversations/<conversation:str>", methods=["DELETE"]
        )
        door.add_route(self._guarded(self._ready), "/ready", methods=["GET"])
        return door

    def _is_open(self, app: Sanic) -> bool:
        # Opens at the first call after the model is loaded, before any message is taken, so that no
        # word of a family ever meets Rasa's own logging.
        agent = getattr(app.ctx, "agent", None)
        if self._agent is None and agent is not None and agent.is_ready():
            app.config.REQUEST_MAX_SIZE = LARGEST_BODY
            self._store = only_the_forgetful_store(agent)
            write_places_only()
            self._agent = agent
        return self._agent is not None

    def _guarded(self, handle: Callable[..., Awaitable[HTTPResponse]]) -> Callable:
        @wraps(handle)
        async def guarded(request: Request, **path: str) -> HTTPResponse:
            given = request.headers.get("authorization", "").encode(errors="replace")
            if not hmac.compare_digest(given, self._expected):
                return problem(401, "Not allowed", "The secret is missing or wrong.")
            if not self._is_open(request.app):
                return problem(503, "Not ready", "The assistant is not ready yet.")
            try:
                return await handle(request, **path)
            except Refused as refusal:
                return problem(422, "Not understood", str(refusal))
            except Exception as error:
                logger.error("a request failed", exc_info=error)
                return problem(500, "Something went wrong", "The message could not be answered.")

        return guarded

    async def _receive(self, request: Request) -> HTTPResponse:
        incoming = read_incoming(request.body, self._agent.domain)
        message = incoming.as_user_message()
        replies = CollectingOutputChannel()
        message.output_channel = replies
        async with self._conversation(incoming.conversation):
            await self._agent.processor.handle_message(message)
        if not replies.messages:
            # Every rule ends in words, so silence means that an action failed or took too long.
            logger.error("an action gave no reply")
            return problem(500, "No reply", "The message could not be answered.")
        kept = ("text", "custom")
        return json({"messages": [{k: m[k] for k in kept if k in m} for m in replies.messages]})

    async def _forget(self, _request: Request, conversation: str) -> HTTPResponse:
        # Waits for a message that is being answered, which would otherwise be saved afterwards.
        async with self._conversation(conversation):
            self._store.delete(conversation)
        return empty()

    async def _ready(self, _request: Request) -> HTTPResponse:
        return json({"model": self._agent.model_id})

    def _conversation(self, conversation: str) -> Any:
        return self._agent.lock_store.lock(
            conversation, wait_time_in_seconds=SECONDS_BETWEEN_LOCK_CHECKS
        )


def problem(status: int, title: str, detail: str) -> HTTPResponse:
    """An error in the format that every error here has (RFC 9457)."""
    return json(
        {"title": title, "detail": detail, "status": status},
        status=status,
        content_type="application/problem+json",
    )
