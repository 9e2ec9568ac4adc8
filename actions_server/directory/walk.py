"""A whole Open Referral UK feed, page by page, or nothing: half a feed must never look whole."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from actions_server.directory import clean
from actions_server.directory.listing import CannotImport, Listing, Meant, NotUsable, Record
from actions_server.directory.masking import is_for_nobody
from actions_server.directory.open_referral import id_of, is_shown, read
from actions_server.directory.pages import Asked, OnePage, Page, as_page

MOST_PAGES = 2000
MOST_SERVICES = 50_000
AT_ONCE = 4  # requests for single services
_NESTED = {
    *("service_at_locations", "contacts", "phones", "schedules", "regular_schedules", "attributes"),
    *("service_taxonomys", "service_taxonomies", "taxonomies", "cost_options", "eligibilitys"),
    *("service_areas", "languages", "locations"),
}


def walk(asked: Asked, meant: Meant, tell: Callable[[int], None] = lambda _: None) -> Listing:
    """Everything that a feed has.

    Raises CannotImport when a page is missing or misshapen, when its pages disagree, or when it
    says that it has more than it gave. tell: is told after each page how many services were read.
    """
    listing = Listing()
    seen: set[str] = set()
    rows = 0
    first: Page | None = None
    on_first: set[str] = set()
    details = _Details(asked)
    for number in range(1, MOST_PAGES + 1):
        page = as_page(asked.page(number), number)
        first = first or page
        _agrees(page, first, number)
        ids = {id_of(row) for row in page.rows if isinstance(row, dict)} - {""}
        on_first = on_first or ids
        if number > 1 and ids == on_first:
            # A feed that does not know `page` gives the same again, and said all at first.
            break
        if ids & seen:
            # What moved between pages while we read may have pushed something else out of view.
            listing.is_whole = False
        seen |= ids
        rows += len(page.rows)
        _add(listing, details.of(page.rows), meant)
        tell(rows)
        if rows > MOST_SERVICES:
            raise CannotImport(f"The feed has more than {MOST_SERVICES:,} services.")
        if _is_last(page, number):
            break
    else:
        raise CannotImport(f"The feed has more than {MOST_PAGES:,} pages.")
    if first is None:
        raise AssertionError("there is a first page, or an error")
    listing.version = first.version
    _is_all_there(listing, first, rows, len(seen), number)
    return listing


def _agrees(page: Page, first: Page, number: int) -> None:
    for what, one, other in (
        ("services", page.total, first.total),
        ("pages", page.pages, first.pages),
    ):
        if one != other:
            raise CannotImport(
                f"The feed changed while it was read: page 1 says {other} {what}, page {number} "
                f"says {one}. Try again later."
            )
    if page.total and not page.rows and number <= (page.pages or 1):
        raise CannotImport(f"Page {number} of the feed is empty, though there should be more.")


def _is_last(page: Page, number: int) -> bool:
    if page.pages is not None:
        return number >= page.pages
    if page.is_last is not None:
        return page.is_last
    return not page.rows


def _is_all_there(listing: Listing, first: Page, rows: int, different: int, pages: int) -> None:
    if first.total not in {None, rows, different}:
        raise CannotImport(
            f"The feed says that it has {first.total} services, but gave {rows} on {pages} "
            f"page{'s' if pages > 1 else ''}."
        )
    faulty = len(listing.faults)
    if faulty * 2 > rows > 0:
        raise CannotImport(
            f"{faulty} of {rows} records cannot be used, so this may not be a feed of services. "
            f"The first: {listing.faults[0]}."
        )
    if not listing.records:
        raise CannotImport("The feed has no services that could be shown.")


def _add(listing: Listing, things: Iterator[Any], meant: Meant) -> None:
    for thing in things:
        if isinstance(thing, _Unread):
            listing.fault(f"“{thing.name}”: {thing.why}", thing.feed_id)
            continue
        if not isinstance(thing, dict):
            listing.fault("a record is no object")
            continue
        feed_id = id_of(thing)
        if not clean.text(thing.get("status")):
            listing.fault(
                f"“{clean.line(thing.get('name')) or feed_id}”: it has no status", feed_id
            )
            continue
        if is_for_nobody(thing):
            listing.secret.add(feed_id)
        if not is_shown(thing):
            continue
        try:
            record = read(thing, meant, listing.findings)
        except NotUsable as error:
            listing.fault(str(error), feed_id)
            continue
        _keep(listing, record)


def _keep(listing: Listing, record: Record) -> None:
    before = listing.records.get(record.feed_id)
    if before and before.service != record.service:
        listing.findings.append(
            f"“{record.service.name}”: two different records have the id {record.feed_id}; "
            "the one that was checked last was taken"
        )
        days = [one.service.checked_on for one in (before, record)]
        if days[0] and (not days[1] or days[1] < days[0]):
            return
    elif before:
        listing.findings.append(f"“{record.service.name}”: it is in the feed twice")
    listing.records[record.feed_id] = record


@dataclass(frozen=True)
class _Unread:
    """A service that is in the list, but whose own page cannot be used."""

    feed_id: str
    name: str
    why: str


class _Details:
    """Fills thin rows up with what the address of the single service has."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._are_there = not isinstance(asked, OnePage)

    def of(self, rows: list[Any]) -> Iterator[Any]:
        """The rows, in full; _Unread for one whose own page is missing or another's."""
        thin = [row for row in rows if isinstance(row, dict) and not _NESTED & row.keys()]
        if self._are_there and thin and self._asked.service(id_of(thin[0])) is None:
            self._are_there = False  # a feed without such addresses says all in its list
        if not self._are_there:
            yield from rows
            return
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(self._full, rows)

    def _full(self, row: Any) -> Any:
        if not isinstance(row, dict) or _NESTED & row.keys() or not id_of(row):
            return row
        full = self._asked.service(id_of(row))
        if full is None:
            return _Unread(id_of(row), clean.line(row.get("name")), "its own page is missing")
        if not isinstance(full, dict) or id_of(full) != id_of(row):
            return _Unread(id_of(row), clean.line(row.get("name")), "its own page shows another")
        return full
