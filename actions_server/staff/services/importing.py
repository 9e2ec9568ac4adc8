"""Bringing a list of services in: read it, show what it would change, and do exactly that.

Reading can take minutes, so it is done after the reply, and every step is written to the row that
the page looks at. What was read of a file is kept for a day at most, an address is asked again. If
what would change is not what was shown, nothing is done and it is shown anew.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions_server.database import rehearsal, transaction
from actions_server.directory.bring_in import FarFewer, Outcome, bring_in
from actions_server.directory.listing import CannotImport, Listing, Meant, packed, unpacked
from actions_server.directory.source import read_address, read_file, who_we_are
from actions_server.fetching import Fetcher
from actions_server.settings import Settings
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from actions_server.staff.services import queries
from actions_server.staff.services.outcome import KINDS, as_shown, digest_of
from actions_server.staff.services.tables import StaffImportRow
from knowledge_base.area import AreaPack

KEPT = timedelta(days=1)
STUCK = timedelta(minutes=10)  # a page of a list may take five, with all its tries
DIFFERS = (
    "It says something else than when you looked, so nothing was brought in. Look at it once more."
)
BROKE_OFF = "Reading it broke off, because the service was stopped. Begin again."
OUR_FAULT = "Something went wrong on our side. Tell whoever runs the service."
logger = logging.getLogger(__name__)


class State(StrEnum):
    """How far an import is."""

    READING = "reading"
    SHOWN = "shown"
    BRINGING = "bringing"
    DONE = "done"
    FAILED = "failed"


MOVING = (State.READING, State.BRINGING)


@dataclass(frozen=True)
class Means:
    """What reading and bringing in need."""

    engine: Engine
    settings: Settings
    pack: AreaPack


class _Differs(Exception):
    """What would change is not what was shown."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__()


def begin(session: Session, feed: str, source: str, is_file: bool, who: str) -> StaffImportRow:
    """A new import, to be read. Old ones are forgotten."""
    forget_old(session)
    row = StaffImportRow(
        key=secrets.token_hex(16),
        state=State.READING,
        feed=feed,
        source=source,
        is_file=is_file,
        listing=None,
        accept_fewer=False,
        said="",
        is_fewer=False,
        count=0,
        shown=None,
        digest="",
        by=who,
        made_at=now(),
        seen_at=now(),
    )
    queries.add(session, row)
    detail = {"from": source.partition("?")[0][:300]}  # what follows “?” may hold a key
    record(session, now(), who, "list of services read", f"list {feed}", detail)
    return row


def forget_old(session: Session) -> int:
    """Delete imports that were begun a day ago or earlier; how many."""
    return queries.forget(session, now() - KEPT)


def look(means: Means, key: str, content: bytes | None = None) -> None:
    """Read the source and keep what it would change, for the page to show. content: of a file that
    was just sent. Never raises: the row says what went wrong."""

    def do(row: StaffImportRow) -> None:
        listing = _read(means, row, content)
        try:
            with rehearsal(means.engine) as session:
                meant = _meant(means, row)
                outcome = bring_in(session, listing, meant, row.source, row.accept_fewer)
        finally:
            # Only now is it without the places that are hidden here.
            if row.is_file:
                _change(means, key, listing=packed(listing))
        _show(means, key, listing, outcome, "")

    _step(means, key, do)


def bring(means: Means, key: str, who: str) -> None:
    """Do what was shown, in one transaction with its record, or show anew. Never raises."""

    def do(row: StaffImportRow) -> None:
        listing = _read(means, row, None)
        try:
            with transaction(means.engine) as session:
                meant = _meant(means, row)
                outcome = bring_in(session, listing, meant, row.source, row.accept_fewer)
                if digest_of(listing, outcome) != row.digest:
                    raise _Differs(outcome)
                counts = {KINDS[kind].lower(): len(getattr(outcome, kind)) for kind in KINDS}
                record(session, now(), who, "services brought in", f"list {row.feed}", counts)
                done = {"state": State.DONE, "listing": None, "source": "", "seen_at": now()}
                queries.change(session, key, **done)
        except _Differs as differs:
            _show(means, key, listing, differs.outcome, DIFFERS)

    _step(means, key, do)


def _step(means: Means, key: str, do: Callable[[StaffImportRow], None]) -> None:
    try:
        with transaction(means.engine) as session:
            row = queries.find(session, key)
            if row is None:
                return
            session.expunge(row)
        do(row)
    except CannotImport as error:
        fewer = isinstance(error, FarFewer)
        _change(means, key, state=State.FAILED, said=str(error)[:4000], is_fewer=fewer)
    except Exception as error:
        logger.error("an import of services failed", exc_info=error)
        _change(means, key, state=State.FAILED, said=OUR_FAULT, is_fewer=False)


def _read(means: Means, row: StaffImportRow, content: bytes | None) -> Listing:
    if content is not None:
        return read_file(row.source, content, _meant(means, row))
    if row.is_file:
        if row.listing is None:
            raise CannotImport("The file could not be read, so send it again.")
        return unpacked(row.listing)
    with Fetcher(who_we_are(means.pack), means.settings.inside_hosts) as fetcher:
        return read_address(
            row.source,
            _meant(means, row),
            fetcher,
            lambda count: _change(means, row.key, count=count),
        )


def _show(means: Means, key: str, listing: Listing, outcome: Outcome, said: str) -> None:
    shown, digest = as_shown(listing, outcome), digest_of(listing, outcome)
    _change(means, key, state=State.SHOWN, shown=shown, digest=digest, said=said, is_fewer=False)


def _change(means: Means, key: str, **values: object) -> None:
    with transaction(means.engine) as session:
        queries.change(session, key, seen_at=now(), **values)


def _meant(means: Means, row: StaffImportRow) -> Meant:
    return Meant(row.feed, means.pack.area, now().date())
