"""The pages of a feed, from a server or a file, in one shape for both versions."""

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from actions_server.directory.listing import CannotImport
from actions_server.fetching import Fetcher, NotAllowed, NotAnswered

PER_PAGE = 100


@dataclass(frozen=True)
class Page:
    """A page of services: its rows, and what it says of the whole, each None where it is silent."""

    rows: list[Any]
    version: str
    total: int | None
    pages: int | None
    number: int | None
    is_last: bool | None


class Asked(Protocol):
    """Where pages come from: a server, or a file."""

    def page(self, number: int) -> Any:
        """The page of that number, from 1, as JSON."""

    def service(self, feed_id: str) -> Any:
        """One service with everything; None where the feed has no such address."""


class Server:
    """A feed on the web. address: its base, or its list of services."""

    def __init__(self, fetcher: Fetcher, address: str) -> None:
        bare, _, query = address.partition("?")
        self._fetcher = fetcher
        self._services = bare.rstrip("/").removesuffix("/services") + "/services"
        self._query = f"?{query}" if query else ""

    def page(self, number: int) -> Any:
        """See Asked. Raises CannotImport, in words for staff."""
        try:
            wanted = {"page": number, "per_page": PER_PAGE}
            return self._fetcher.get_json(self._services + self._query, wanted)
        except NotAllowed as error:
            raise CannotImport(str(error)) from None
        except NotAnswered as error:
            raise CannotImport(f"Page {number} of the feed could not be read: {error}.") from None

    def service(self, feed_id: str) -> Any:
        """See Asked. Raises CannotImport."""
        try:
            return self._fetcher.get_json(f"{self._services}/{quote(feed_id, safe='')}")
        except NotAllowed as error:
            raise CannotImport(str(error)) from None
        except NotAnswered as error:
            if error.status == 404:
                return None
            raise CannotImport(f"The service {feed_id} could not be read: {error}.") from None


class OnePage:
    """A feed that was saved in a file."""

    def __init__(self, content: Any) -> None:
        self._content = content

    def page(self, number: int) -> Any:
        """See Asked."""
        if number > 1:
            raise CannotImport("The file holds one page of several. Save the whole feed in it.")
        return self._content

    def service(self, feed_id: str) -> None:
        """See Asked: a file holds no more than its rows."""


def as_page(content: Any, number: int) -> Page:
    """A page of either version, or a bare list. Raises CannotImport for anything else."""
    if isinstance(content, list):
        return Page(content, "3.0", len(content), 1, 1, True)
    if isinstance(content, dict):
        if "name" in content and "status" in content and "id" in content:
            return Page([content], "3.0", 1, 1, 1, True)
        for name in ("contents", "content", "services"):
            if isinstance(content.get(name), list):
                return _envelope(content, content[name])
    raise CannotImport(
        f"Page {number} of the feed does not have the shape of Open Referral UK: "
        "it has no list of services."
    )


def _envelope(content: dict, rows: list) -> Page:
    is_old = "totalElements" in content or "totalPages" in content
    last = content.get("last_page", content.get("last"))
    return Page(
        rows,
        "1.0" if is_old else "3.0",
        _count(content.get("total_items", content.get("totalElements"))),
        _count(content.get("total_pages", content.get("totalPages"))),
        _count(content.get("page_number", content.get("number"))),
        last if isinstance(last, bool) else None,
    )


def _count(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and value >= 0 else None
