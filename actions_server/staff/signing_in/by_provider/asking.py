"""Asking the identity provider: one JSON object each time, and no more than that.

Its address comes from whoever runs the service, and the others from its own document, so they are
not held against `actions_server.fetching`, which is for addresses that anybody may name. No proxy,
cookie or redirect is used, and neither the question nor the answer ever stands in an error.
"""

import json
from dataclasses import dataclass
from typing import Any

import httpx2 as httpx

from actions_server.staff.signing_in.by_provider.refusals import Refused, Why

LARGEST = 1_000_000  # bytes


@dataclass(frozen=True)
class Reply:
    """A status, and the object that came with it."""

    status: int
    body: dict[str, Any]


async def ask(url: str, form: str | None = None, headers: dict[str, str] | None = None) -> Reply:
    """The reply to a GET, or to a POST of a form that is written already. Raises Refused. How long
    it may take is for the caller to say, for all that it asks together."""
    # Unpacked as it is sent, so that what is counted is what comes.
    asked = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
    if form is not None:
        asked["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        async with (
            httpx.AsyncClient(trust_env=False) as client,
            client.stream(
                "GET" if form is None else "POST", url, content=form, headers=asked
            ) as reply,
        ):
            body = bytearray()
            async for part in reply.aiter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise Refused(Why.NONSENSE)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError):
        raise Refused(Why.UNREACHABLE) from None
    if reply.status_code >= 500:
        raise Refused(Why.UNREACHABLE)
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(Why.NONSENSE)
    return Reply(reply.status_code, found)
