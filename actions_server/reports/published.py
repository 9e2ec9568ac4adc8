"""Which releases are published: sound in every file, and signed by two people."""

import logging
from functools import lru_cache
from pathlib import Path

from pain_points.auditor.audit import audit
from pain_points.ledger import LEDGER, Ledger
from pain_points.months import Month

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
logger = logging.getLogger(__name__)


def published_months(folder: Path) -> list[Month]:
    """The months that two people have signed, the latest first; none if anything is amiss."""
    if not (folder / LEDGER).exists():
        return []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    states = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return list(_signed(folder, states))


@lru_cache(maxsize=4)
def _signed(folder: Path, _states: tuple) -> tuple[Month, ...]:
    """Audited anew whenever a file changes."""
    if audit(folder):
        logger.error("the releases are not sound, so none is shown; see `report audit`")
        return ()
    ledger = Ledger(folder)
    return tuple(month for month in reversed(ledger.months()) if ledger.is_published(month))
