"""The only caller of Rasa. Down, slow or confused all mean the same: RasaUnavailable."""

import logging
from typing import Any

import httpx2 as httpx

from actions_server.messages import Message

logger = logging.getLogger(__name__)


class RasaUnavailable(Exception):
    """Rasa gave no usable reply in time; the caller answers without it."""


class RasaClient:
    """Speaks to the channel "door" of bot/channel.py."""

    def __init__(self, address: str, secret: str, patience: float) -> None:
        self._client = httpx.AsyncClient(
            base_url=f"{address}/webhooks/door",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=patience,
            trust_env=False,  # Rasa is on this machine; no proxy stands between
        )

    async def say(self, conversation: str, text: str) -> list[Message]:
        """What Rasa replies to a family's words."""
        return await self._send({"conversation": conversation, "text": text})

    async def choose(
        self, conversation: str, intent: str, entities: dict[str, str]
    ) -> list[Message]:
        """What Rasa replies to a choice."""
        return await self._send(
            {"conversation": conversation, "intent": intent, "entities": entities}
        )

    async def forget(self, conversation: str) -> None:
        """Make Rasa drop a conversation; when it cannot be reached, it will forget by itself."""
        try:
            await self._client.delete(f"/conversations/{conversation}")
        except httpx.HTTPError as error:
            logger.warning("rasa did not forget at once", exc_info=error)

    async def is_ready(self) -> bool:
        """Whether Rasa would answer now."""
        try:
            return (await self._client.get("/ready")).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _send(self, body: dict[str, Any]) -> list[Message]:
        try:
            response = await self._client.post("/messages", json=body)
            response.raise_for_status()
            messages = [_as_message(said) for said in response.json()["messages"]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            # The type only: the text of an error may hold what a family typed.
            raise RasaUnavailable(type(error).__name__) from None
        if not messages:
            raise RasaUnavailable("no reply")
        return messages


def _as_message(said: dict[str, Any]) -> Message:
    if "custom" in said:
        return Message.model_validate(said["custom"])
    return Message(kind="text", outcome="small_talk", text=said["text"])
