"""Signing a release, by the command and on the staff pages alike."""

from datetime import date
from pathlib import Path

from pain_points.auditor.audit import audit
from pain_points.ledger import SIGNERS, Ledger
from pain_points.months import Month
from pain_points.problems import ReportProblem


def sign(folder: Path, month: Month, name: str, on: date) -> bool:
    """Sign a prepared release by name; whether families see it now. Raises ReportProblem where the
    releases are not sound, the month was not released, or that person has signed it already."""
    if problems := audit(folder):
        raise ReportProblem(f"The releases are not sound, so none can be signed. {problems[0]}.")
    return Ledger(folder).sign(month, name, on) >= SIGNERS
