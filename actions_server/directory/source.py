"""Where services are imported from: a feed on the web, or a file of JSON or CSV."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

from actions_server.directory.listing import CannotImport, Listing, Meant
from actions_server.directory.pages import OnePage, Server
from actions_server.directory.sheet import read_sheet
from actions_server.directory.walk import walk
from actions_server.fetching import Fetcher, NotAllowed, NotAnswered
from knowledge_base.area import AreaPack

LARGEST_FILE = 200_000_000  # bytes
LONGEST_NAME = 40


def feed_name(said: str) -> str:
    """A short name made of a given one, an address or a file's name. Raises CannotImport."""
    host = urlparse(said).hostname if "://" in said else None
    start = host.removeprefix("www.") if host else Path(said).stem
    made = re.sub(r"[^a-z0-9]+", "-", start.casefold()).strip("-")[:LONGEST_NAME].strip("-")
    if not made:
        raise CannotImport("Give the source a short name, such as family-directory.")
    return made


def who_we_are(pack: AreaPack) -> str:
    """What we call ourselves when we ask other people's servers."""
    return f"SEND-Navigator/0.1 (+{pack.local_offer_url})"


def read_source(
    address: str, meant: Meant, fetcher: Fetcher, tell: Callable[[int], None] = lambda _: None
) -> Listing:
    """Everything that an address or a file holds. Raises CannotImport."""
    if "://" in address:
        return read_address(address, meant, fetcher, tell)
    path = Path(address)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CannotImport(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError:
        raise CannotImport(f"The file {address} cannot be read.") from None
    return read_file(path.name, content, meant)


def read_address(
    address: str, meant: Meant, fetcher: Fetcher, tell: Callable[[int], None] = lambda _: None
) -> Listing:
    """Everything that an address on the web holds. Raises CannotImport."""
    if address.partition("?")[0].casefold().endswith(".csv"):
        return read_sheet(_download(address, fetcher), meant)
    return walk(Server(fetcher, address), meant, tell)


def read_file(name: str, content: bytes, meant: Meant) -> Listing:
    """Everything that a file with this name and content holds. Raises CannotImport."""
    if name.casefold().endswith(".csv"):
        return read_sheet(content, meant)
    if not name.casefold().endswith(".json"):
        raise CannotImport("Give a file whose name ends in .json or .csv, or an address.")
    try:
        return walk(OnePage(json.loads(content.decode("utf-8-sig"))), meant)
    except (ValueError, RecursionError):
        raise CannotImport("The file is not JSON, or breaks off. Save it again.") from None


def _download(address: str, fetcher: Fetcher) -> bytes:
    try:
        return fetcher.get(address).body
    except NotAllowed as error:
        raise CannotImport(str(error)) from None
    except NotAnswered as error:
        raise CannotImport(f"The file could not be fetched: {error}.") from None
