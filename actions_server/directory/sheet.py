"""A spreadsheet of services, saved as CSV by whatever program: commas, semicolons, old encodings.

A person made it and can mend it, so one faulty line stops the whole import, with every such line
named.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from actions_server.directory import clean
from actions_server.directory.listing import CannotImport, Listing, Meant, NotUsable
from actions_server.directory.masking import is_for_nobody
from actions_server.directory.open_referral import id_of, is_shown, read
from actions_server.directory.words import words
from knowledge_base.hidden_place import without_place

_DELIMITERS = (",", ";", "\t", "|")
_MOST_SAID = 20


def read_sheet(content: bytes, meant: Meant) -> Listing:
    """Every line of a CSV file as a service. Raises CannotImport with the lines to mend."""
    text = decoded(content)
    delimiter, columns = _heading(text)
    listing = Listing("csv")
    lines_of: dict[str, int] = {}
    if "\ufffd" in text:
        listing.findings.append("some letters could not be read; save the file as CSV UTF-8")
    try:
        for number, cells in islice(_lines(text, delimiter), 1, None):
            _add(listing, number, _record(cells, columns), meant, lines_of)
    except csv.Error as error:
        raise CannotImport(f"The file is not a table that can be read: {error}.") from None
    if listing.faults:
        more = len(listing.faults) - _MOST_SAID
        said = [*listing.faults[:_MOST_SAID], *([f"and {more} more"] if more > 0 else [])]
        raise CannotImport("Mend these lines and try again:\n  " + "\n  ".join(said))
    if not listing.records:
        raise CannotImport("The file has no services that could be shown.")
    return listing


def decoded(content: bytes) -> str:
    """The text of a file from a program that may be older than Unicode."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _heading(text: str) -> tuple[str, list[str]]:
    """The delimiter, and what each column is; "" for one that we do not take."""
    found: list[tuple[int, str, list[str]]] = []
    for delimiter in _DELIMITERS:
        _, cells = next(_lines(text, delimiter), (0, []))
        columns = [_column(cell) for cell in cells]
        found.append((len(set(columns) - {""}), delimiter, columns))
    _, delimiter, columns = max(found, key=lambda one: one[0])
    if "name" not in columns:
        raise CannotImport(
            "The first line of the file must name the columns, and one of them must be “name”. "
            f"Columns that are understood: {', '.join(words()['columns'])}."
        )
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise CannotImport(f"Two columns hold the same: {', '.join(twice)}. Keep one of each.")
    return delimiter, columns


def _column(heading: str) -> str:
    plain = _plain(heading)
    for name, headings in words()["columns"].items():
        if plain in {_plain(name), *map(_plain, headings)}:
            return name
    return ""


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.casefold())


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty, with its number in the file; the heading too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _record(cells: list[str], columns: list[str]) -> dict[str, str] | None:
    """The cells by column; None for more cells than columns."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        return None
    return {name: clean.text(cell) for name, cell in zip(columns, cells, strict=False) if name}


def _add(
    listing: Listing,
    number: int,
    said: dict[str, str] | None,
    meant: Meant,
    lines_of: dict[str, int],
) -> None:
    if said is None:
        listing.fault(f"line {number}: it has more cells than the first line; quote its commas")
        return
    wrong = [part for part in ("checked_on", "expires_on") if _is_no_day(said.get(part, ""))]
    wrong += [part for part in ("minimum_age", "maximum_age") if _is_no_age(said.get(part, ""))]
    if wrong:
        listing.fault(f"line {number}: {' and '.join(wrong)} cannot be read")
        return
    thing = _as_open_referral(said)
    first = lines_of.setdefault(str(thing["id"]), number)
    if first != number:
        what = "id" if said.get("id") else "name"
        listing.fault(
            f"line {number}: it has the same {what} as line {first}; give each its own id"
        )
        return
    if is_for_nobody(thing):
        listing.secret.add(id_of(thing))
    if not is_shown(thing):
        return
    try:
        record = read(thing, meant, listing.findings)
    except NotUsable as error:
        listing.fault(f"line {number}: {error}")
        return
    expires = clean.day(said.get("expires_on"))
    listing.records[record.feed_id] = replace(record, expires_on=expires)


def _as_open_referral(said: dict[str, str]) -> dict:
    """The line as a record of the standard, so that both are cleaned and masked alike."""
    name = said.get("name", "")
    address = {"address_1": said.get("address"), "postal_code": said.get("postcode")}
    phones = [{"number": said.get("phone")}, {"number": said.get("text_number"), "type": "sms"}]
    topics = re.split(r"[,;|]", said.get("topics", ""))
    return {
        "id": said.get("id") or _id_of_name(name),
        "name": name,
        "status": said.get("status") or "active",
        "hidden": said.get("hidden", ""),
        "masked": said.get("place_hidden", ""),
        "organization": {"name": said.get("organization")},
        "description": said.get("description"),
        "application_process": said.get("how_to_get"),
        "minimum_age": said.get("minimum_age"),
        "maximum_age": said.get("maximum_age"),
        "phones": phones,
        "email": said.get("email"),
        "url": said.get("url"),
        "service_at_locations": [{"location": {"addresses": [address]}}],
        "schedules": [{"description": said.get("opening_hours")}],
        "fees": said.get("cost"),
        "alert": said.get("alert"),
        "assured_date": said.get("checked_on"),
        "attributes": [{"taxonomy_term": {"name": topic}} for topic in topics],
    }


def _id_of_name(name: str) -> str:
    """An id made of the name; of one that holds a street or a postcode, without that."""
    shown = without_place(name, ())
    made = re.sub(r"[^a-z0-9]+", "-", shown.casefold()).strip("-")
    return made if shown == name else f"{made}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _is_no_day(said: str) -> bool:
    return bool(said) and clean.day(said) is None


def _is_no_age(said: str) -> bool:
    return bool(said) and clean.age(said) is None
