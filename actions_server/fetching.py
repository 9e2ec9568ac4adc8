"""Asking other people's servers, when staff name an address: with care for both sides.

An address that somebody typed, or that a feed redirects to, could point into the council's own
network (server-side request forgery). So:

- only https is asked, and only hosts whose every network address is public. The name is looked up
  here, and the connection goes to the very address that was checked, so that a name which changes
  its meaning between the look-up and the connection gains nothing;
- hosts inside the council's network are asked only where the setting INSIDE_HOSTS names them, and
  plain http only for such a host on this machine. Only its own address redirects to one;
- redirects are followed three times at most, and each is checked like the first address;
- a reply ends at LARGEST bytes (unpacked) and after PATIENCE seconds, however slowly it comes;
- no proxy, cookie or password of this machine is used.

An answer that says “later” (429, 5xx), a broken connection and a cut-off reply are tried again,
with a growing wait or the one that the server asks for.
"""

import ipaddress
import json
import socket
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx2 as httpx

LARGEST = 20_000_000  # bytes of one reply
PATIENCE = 30.0  # seconds for one reply
MOST_REDIRECTS = 3
TRIES = 4
LONGEST_WAIT = 60.0  # seconds between tries, whatever a server asks for
FIRST_WAIT = 1.0
_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(Exception):
    """An address that is never asked; says why in a sentence."""


class NotAnswered(Exception):
    """A server that gave nothing usable; says what it did in a sentence. status: 0 for none."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        self.status = status
        super().__init__(sentence)


@dataclass(frozen=True)
class Fetched:
    """A reply: its status, where it came from after redirects, and its body, unpacked.

    hops: the statuses of the redirects that led there.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[int, ...] = ()


class Fetcher:
    """Asks other people's servers as the module says; use it in a `with` block.

    who: what we call ourselves, with an address where our people can be reached. inside: hosts of
    the council's own network that may be asked, as `host` or `host:port`. pace: called with the
    host before each request, to wait where it was asked a moment ago. tries: of what may do better
    the next time.
    """

    def __init__(
        self,
        who: str,
        inside: Collection[str] = (),
        sleep: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
        largest: int = LARGEST,
        pace: Callable[[str], None] = lambda host: None,
        tries: int = TRIES,
    ) -> None:
        self._headers = {"User-Agent": who, "Accept-Encoding": "gzip"}
        self._inside = {host.casefold() for host in inside}
        self._sleep = sleep
        self._patience = patience
        self._largest = largest
        self._pace = pace
        self._tries = tries
        # One client a host: a connection that was made for one name is not used for another.
        self._clients: dict[str, httpx.Client] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for client in self._clients.values():
            client.close()

    def get_json(self, url: str, params: Mapping[str, Any] | None = None) -> Any:
        """What the address says, read as JSON. Raises NotAllowed or NotAnswered."""
        return self._persist(lambda: _as_json(self._good(url, params)))

    def get(self, url: str) -> Fetched:
        """The reply of an address, tried again while it says “later”. Raises as above."""
        return self._persist(lambda: self._good(url, None))

    def once(self, url: str, method: str = "GET") -> Fetched:
        """One try, whatever its status; redirects are followed. Raises as above."""
        return self._follow(method, httpx.URL(url))

    def _persist(self, ask: Callable[[], Any]) -> Any:
        for tries in range(1, self._tries + 1):
            try:
                return ask()
            except _Later as later:
                if tries == self._tries:
                    raise NotAnswered(f"{later} ({tries} tries)", later.status) from None
                grown = FIRST_WAIT * 2 ** (tries - 1)
                self._sleep(min(LONGEST_WAIT, max(grown, later.wait)))
        raise AssertionError("the last try returns or raises")

    def _good(self, url: str, params: Mapping[str, Any] | None) -> Fetched:
        asked = httpx.URL(url)
        # Merging nothing would still write “?a” as “?a=”, which is another address.
        reply = self._follow("GET", asked.copy_merge_params(params) if params else asked)
        if reply.status in _TRY_AGAIN:
            raise _Later(f"it answered {reply.status}", reply.status, _asked_wait(reply))
        if not 200 <= reply.status < 300:
            raise NotAnswered(f"it answered {reply.status}", reply.status)
        return reply

    def _follow(self, method: str, url: httpx.URL) -> Fetched:
        first = url.netloc
        hops: list[int] = []
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._ask(method, url, may_be_inside=url.netloc == first)
            target = reply.headers.get("location")
            if reply.status not in {301, 302, 303, 307, 308} or not target:
                return replace(reply, hops=tuple(hops))
            hops.append(reply.status)
            try:
                url = httpx.URL(reply.url).join(target)
            except httpx.InvalidURL:
                raise NotAnswered("it redirects to something that is no address") from None
        raise NotAnswered(f"it redirects more than {MOST_REDIRECTS} times")

    def _ask(self, method: str, url: httpx.URL, may_be_inside: bool) -> Fetched:
        address = self._checked(url, may_be_inside)
        client = self._clients.get(url.host)
        if client is None:
            client = httpx.Client(timeout=self._patience, trust_env=False, headers=self._headers)
            client = self._clients.setdefault(url.host, client)
        host = f"[{address}]" if ":" in address else address
        request = client.build_request(
            method,
            url.copy_with(host=host),
            headers={"Host": url.netloc.decode()},
            extensions={"sni_hostname": url.host},
        )
        self._pace(url.host)
        ends = time.monotonic() + self._patience
        try:
            reply = client.send(request, stream=True)
            try:
                return Fetched(reply.status_code, str(url), reply.headers, self._read(reply, ends))
            finally:
                reply.close()
        except httpx.TimeoutException:
            raise _Later(f"it did not answer within {self._patience:.0f} seconds") from None
        except httpx.DecodingError:
            raise _Later("its reply could not be unpacked") from None
        except httpx.HTTPError:
            raise _Later("the connection broke") from None

    def _read(self, reply: httpx.Response, ends: float) -> bytes:
        body = bytearray()
        for part in reply.iter_bytes():
            body += part
            if len(body) > self._largest:
                limit = f"{self._largest // 1_000_000} MB"
                raise NotAnswered(f"its reply is larger than {limit}", reply.status_code)
            if time.monotonic() > ends:
                raise _Later(f"it did not answer within {self._patience:.0f} seconds")
        return bytes(body)

    def _checked(self, url: httpx.URL, may_be_inside: bool) -> str:
        """The network address to connect to. Raises NotAllowed."""
        if url.scheme not in {"https", "http"} or not url.host:
            raise NotAllowed("Give an address that starts with https://")
        if url.userinfo:
            raise NotAllowed("Give an address without a name and password in it.")
        port = url.port or (443 if url.scheme == "https" else 80)
        named = {url.host.casefold(), f"{url.host}:{port}".casefold()}
        inside = may_be_inside and bool(named & self._inside)
        try:
            found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _Later(f"there is no server called {url.host}") from None
        addresses = [ipaddress.ip_address(entry[4][0].partition("%")[0]) for entry in found]
        if url.scheme == "http" and not (inside and all(one.is_loopback for one in addresses)):
            raise NotAllowed("Only addresses that start with https:// are asked.")
        if not inside and not all(is_public(one) for one in addresses):
            raise NotAllowed(
                f"{url.host} lies inside a private network. If it may be asked, whoever runs the "
                "service can name it in the setting SEND_NAVIGATOR_INSIDE_HOSTS."
            )
        return str(addresses[0])


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether a network address is one that the whole internet shares, however it is wrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or address in _NAT64:
            return False
    return address.is_global and not address.is_multicast


class _Later(NotAnswered):
    """Worth another try; wait: seconds that the server asks for."""

    def __init__(self, sentence: str, status: int = 0, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(sentence, status)


def _asked_wait(reply: Fetched) -> float:
    asked = reply.headers.get("retry-after", "")
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return 0.0


def _as_json(reply: Fetched) -> Any:
    text = reply.body.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        raise NotAnswered("it answered with a web page, where a feed answers with data")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _Later("its reply broke off or is not JSON") from None
