"""Which releases there are, and what lies in each: shown only while every file is sound."""

import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from pain_points.auditor.audit import audit
from pain_points.ledger import LEDGER, SIGNERS, Ledger
from pain_points.months import Month

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
FIRST_VIEW = "report"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Release:
    """A month that was released. signers: who has signed it, in order; views: the title of each
    page, by its name; files: what there is to take along."""

    month: Month
    folder: Path
    signers: tuple[str, ...]
    invented: bool
    views: dict[str, str]
    files: tuple[str, ...]

    @property
    def is_published(self) -> bool:
        """Whether families see it."""
        return len(set(self.signers)) >= SIGNERS

    def parts(self, view: str = FIRST_VIEW) -> Markup:
        """The parts of a page, as they are signed, without its frame and style."""
        text = (self.folder / f"{view}.html").read_text(encoding="utf-8")
        start, end = text.find("<section"), text.rfind("</section>")
        return Markup(text[start : end + len("</section>")] if start >= 0 else "")


def verdict(folder: Path) -> tuple[str, ...]:
    """What the auditor finds wrong with the releases in a folder; empty when all is well."""
    return _audited(folder, _states(folder)) if (folder / LEDGER).exists() else ()


def releases(folder: Path) -> list[Release]:
    """Every release, the latest first; none while anything is amiss."""
    if not (folder / LEDGER).exists() or verdict(folder):
        return []
    ledger = Ledger(folder)
    return [_release(folder, month, ledger) for month in reversed(ledger.months())]


def published(folder: Path) -> list[Release]:
    """The releases that two people have signed, the latest first."""
    return [release for release in releases(folder) if release.is_published]


def _release(folder: Path, month: Month, ledger: Ledger) -> Release:
    lies_in = folder / str(month)
    plan = json.loads((lies_in / "plan.json").read_text(encoding="utf-8"))
    pages = sorted(lies_in.glob("*.html"), key=lambda path: (path.stem != FIRST_VIEW, path.stem))
    return Release(
        month,
        lies_in,
        tuple(ledger.signers(month)),
        plan["invented"],
        {path.stem: _title(path) for path in pages},
        tuple(sorted(path.name for path in lies_in.iterdir() if path.suffix in TYPES)),
    )


def _title(page: Path) -> str:
    """What a page calls its view: the end of its heading."""
    text = page.read_text(encoding="utf-8").partition("<h1>")[2].partition("</h1>")[0]
    return Markup(text).unescape().rpartition(" – ")[2]


def _states(folder: Path) -> tuple:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=4)
def _audited(folder: Path, _files: tuple) -> tuple[str, ...]:
    """Audited anew whenever a file changes."""
    problems = tuple(audit(folder))
    if problems:
        logger.error("the releases are not sound, so none is shown; see `report audit`")
    return problems
