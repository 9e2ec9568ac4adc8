"""Trying links, with care for those whose servers answer: a few at a time, one request a second
for each host, the short kind of request first, and who we are in each."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2 as httpx

from actions_server.fetching import Fetched, Fetcher, NotAllowed, NotAnswered
from actions_server.staff.keeping.links import Outcome, Tried

AT_ONCE = 4  # hosts
SECONDS_BETWEEN = 1.0  # requests to one host
PATIENCE = 15.0  # seconds for one reply
TRIES = 2
LARGEST = 2_000_000  # bytes of a page; what is larger is there, and not read to the end
_GONE = {404, 410}
# Servers that keep programs out. A person who follows the link may well be let in.
_REFUSES = {401, 403, 405, 406, 407, 418, 429, 451, 999}
_FOR_GOOD = {301, 308}


class Pace:
    """Lets one request at a time through to each host, whichever thread asks."""

    def __init__(
        self,
        seconds: float = SECONDS_BETWEEN,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds, self._sleep, self._clock = seconds, sleep, clock
        self._free_from: dict[str, float] = {}
        self._lock = threading.Lock()

    def __call__(self, host: str) -> None:
        """Wait until it is this request's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_from.get(host, now))
            self._free_from[host] = turn + self._seconds
        if turn > now:
            self._sleep(turn - now)


def check_links(
    urls: Iterable[str],
    who: str,
    inside: Collection[str] = (),
    pace: Callable[[str], None] | None = None,
    patience: float = PATIENCE,
) -> list[Tried]:
    """What became of each link.

    who: what we call ourselves; inside: hosts of the council's own network that may be asked.
    """
    paced = pace or Pace()
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)

    def check_host(links: list[str]) -> list[Tried]:
        parts = {"inside": inside, "patience": patience, "largest": LARGEST, "tries": TRIES}
        with Fetcher(who, pace=paced, **parts) as fetcher:
            return [_try(fetcher, url) for url in links]

    # The longest first, so that nobody waits for one host at the end.
    in_order = sorted(by_host.values(), key=len, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [tried for some in pool.map(check_host, in_order) for tried in some]


def _try(fetcher: Fetcher, url: str) -> Tried:
    try:
        reply = _ask(fetcher, url)
    except NotAllowed as reason:
        return Tried(url, Outcome.NOT_ASKED, 0, str(reason))
    except NotAnswered as reason:
        return _failed(url, reason)
    except (httpx.InvalidURL, UnicodeError):
        return Tried(url, Outcome.FAILED, 0, "it is no web address")
    has_moved = bool(reply.hops) and set(reply.hops) <= _FOR_GOOD and reply.url != url
    return Tried(url, Outcome.FINE, reply.status, "", reply.url if has_moved else "")


def _ask(fetcher: Fetcher, url: str) -> Fetched:
    try:
        reply = fetcher.once(url, "HEAD")
        if 200 <= reply.status < 300:
            return reply
    except NotAnswered:
        pass  # Some servers know only the long kind of request.
    return fetcher.get(url)


def _failed(url: str, reason: NotAnswered) -> Tried:
    status = reason.status
    if 200 <= status < 300:
        return Tried(url, Outcome.FINE, status)
    if status in _GONE:
        return Tried(url, Outcome.GONE, status, "there is no such page any more")
    if status in _REFUSES:
        return Tried(url, Outcome.REFUSED, status, f"it lets no programs in: {reason}")
    return Tried(url, Outcome.FAILED, status, str(reason))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
