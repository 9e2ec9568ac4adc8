"""Wrong passwords and codes make whoever sends them wait, longer each time.

Failures are counted for an account together with where they come from: a browser in which that
person signed in before, or else the network address. So nobody can make another person wait who
has signed in in their browser before. Counts are in memory only, under a hash with a random key.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from threading import Lock

FREE = 4  # failures before the first wait
FREE_FOR_ADDRESS = 20  # failures from one address, whichever the account
LONGEST_WAIT = 300.0  # seconds
FORGOTTEN_AFTER = 3600.0  # seconds without a failure
MOST_KEPT = 50_000


class Slowing:
    """The failures of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._failures: dict[bytes, tuple[int, float]] = {}  # how many, and when the last was
        self._lock = Lock()

    def wait(self, account: str, origin: str) -> int:
        """Seconds until this account may be tried from there; 0 for now."""
        with self._lock:
            waits = (self._left(key, free) for key, free in self._keys(account, origin))
            return int(max(0.0, *waits) + 0.999)

    def failed(self, account: str, origin: str) -> None:
        """Count a failure."""
        with self._lock:
            now = self._clock()
            for key, _ in self._keys(account, origin):
                self._failures[key] = (self._failures.get(key, (0, 0.0))[0] + 1, now)
            if len(self._failures) > MOST_KEPT:
                recent = {
                    key: kept
                    for key, kept in self._failures.items()
                    if now - kept[1] < FORGOTTEN_AFTER
                }
                self._failures = dict(list(recent.items())[-MOST_KEPT:])

    def succeeded(self, account: str, origin: str) -> None:
        """Forget the failures of an account from there."""
        with self._lock:
            self._failures.pop(self._keys(account, origin)[0][0], None)

    def _left(self, key: bytes, free: int) -> float:
        count, last = self._failures.get(key, (0, 0.0))
        since = self._clock() - last
        if count < free or since > FORGOTTEN_AFTER:
            return 0.0
        return min(LONGEST_WAIT, 2.0 ** min(count - free, 20)) - since

    def _keys(self, account: str, origin: str) -> list[tuple[bytes, int]]:
        both = (self._hash(f"{account}\n{origin}"), FREE)
        return [both, (self._hash(f"\n{origin}"), FREE_FOR_ADDRESS)]

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=16).digest()
