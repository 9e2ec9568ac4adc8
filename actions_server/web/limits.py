"""How often one conversation, and one network address, may ask.

Counts are kept in memory only, by conversation and by a keyed hash of the address. The key is
random, known to this process alone, and gone with every count when the day ends (UTC).
"""

import hashlib
import ipaddress
import math
import secrets
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

_IPV6_HOME = 64  # bits; one household or phone has all the addresses that share them


class RateLimits:
    """Limits as the limits library writes them: "30/minute", or several with semicolons.

    An address of this machine has no limit of its own: it is a proxy that does not say for whom
    it speaks, so that one busy family would shut out all others.
    """

    def __init__(
        self,
        by_conversation: str,
        by_address: str,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._by_conversation = parse_many(by_conversation)
        self._by_address = parse_many(by_address)
        self._today = today
        self._begin(today())

    def wait(self, address: str, conversation: str = "") -> int:
        """Count one request. 0 when it may pass, else the seconds after which one may again."""
        return max(self.waits(address, conversation))

    def waits(self, address: str, conversation: str = "") -> tuple[int, int]:
        """Count one request. The seconds that the address, and that the conversation by itself, has
        to wait; 0 for none."""
        name = self.name_of(address)
        by_address = self._by_address if name else []
        by_conversation = self._by_conversation if conversation else []
        return (
            max((self._wait(limit, name) for limit in by_address), default=0),
            max((self._wait(limit, f"c{conversation}") for limit in by_conversation), default=0),
        )

    def name_of(self, address: str) -> str:
        """What an address, or an IPv6 household, is counted under today; empty for this machine.
        Nothing can be worked out from it, and tomorrow it is another."""
        if self._today() != self._day:
            self._begin(self._today())
        network = _network(address)
        return self._hash(network) if network else ""

    def _wait(self, limit, key: str) -> int:  # noqa: ANN001 - a RateLimitItem of any span
        if self._limiter.hit(limit, key):
            return 0
        again = self._limiter.get_window_stats(limit, key).reset_time
        return max(1, math.ceil(again - time.time()))

    def _begin(self, day: date) -> None:
        self._day = day
        self._salt = secrets.token_bytes(32)
        # A new storage: nothing that was counted under the old salt stays.
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def _hash(self, network: str) -> str:
        return hashlib.blake2b(network.encode(), key=self._salt, digest_size=16).hexdigest()


def address_of(request: Request) -> str:
    """Where a request came from, as the server or a trusted proxy says; never kept or logged."""
    return request.client.host if request.client else ""


def is_this_machine(address: str) -> bool:
    """Whether an address is of the loopback interface."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _network(address: str) -> str:
    """What is counted as one: an IPv4 address, or an IPv6 household; empty for no limit."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if read.version == 6 and read.ipv4_mapped:
        read = read.ipv4_mapped
    if read.is_loopback:
        return ""
    if read.version == 4:
        return str(read)
    return str(ipaddress.ip_network((read, _IPV6_HOME), strict=False))
