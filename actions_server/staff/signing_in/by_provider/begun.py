"""A sign-in that was begun: what the browser keeps until it comes back from the provider.

It stands in a cookie of this host alone, for ten minutes, and in nothing of ours, so that a flood
of beginnings fills no table. It is taken back when it was used, and the provider takes each code
once only.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from actions_server.staff.signing_in.access import HOME, inside

COOKIE = "__Host-staff-begun"
LASTS = timedelta(minutes=10)
_PLAIN = re.compile(r"[A-Za-z0-9/_.-]*")


@dataclass(frozen=True)
class Begun:
    """state ties the way back to this browser, nonce the token to this sign-in, verifier the code
    to this service (PKCE); back: where to go on to."""

    state: str
    nonce: str
    verifier: str
    back: str

    @classmethod
    def new(cls, back: str) -> Self:
        """With fresh randomness: 256 bits each, the verifier 384."""
        there = inside(back) if _PLAIN.fullmatch(back) else HOME
        random = (secrets.token_urlsafe(length) for length in (32, 32, 48))
        return cls(*random, there)

    @classmethod
    def read(cls, cookie: str) -> Self | None:
        """What a cookie holds, or None."""
        parts = cookie.split(":")
        return cls(*parts[:3], inside(parts[3])) if len(parts) == 4 and all(parts) else None

    def write(self) -> str:
        """As the cookie holds it; no part has a colon in it."""
        return ":".join((self.state, self.nonce, self.verifier, self.back))

    def is_meant_by(self, state: str) -> bool:
        """Whether the way back belongs to this beginning."""
        return hmac.compare_digest(self.state.encode(), state.encode())
