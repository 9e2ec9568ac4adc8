"""Arithmetic on bands: totals, shares, trends and ranks that need no count to be worked out."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

NOT_SHOWN = "not shown"
Trend = Literal["up", "down", "about the same", "not known"]


class Band(NamedTuple):
    """From and to, both included."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low:,} to {self.high:,}"


def in_words(band: Band | None) -> str:
    """The band as it is read; one label for all that is not shown, whatever the cause."""
    return NOT_SHOWN if band is None else str(band)


def total(bands: Iterable[Band | None]) -> Band | None:
    """The sum of what is shown; None when nothing is. It says nothing about what is not shown."""
    shown = [band for band in bands if band is not None]
    if not shown:
        return None
    return Band(sum(band.low for band in shown), sum(band.high for band in shown))


def share(part: Band | None, others: Sequence[Band | None]) -> Band | None:
    """The part's share of all that is shown, in whole percent, rounded outwards."""
    if part is None:
        return None
    rest = total(others) or Band(0, 0)
    low = Fraction(100 * part.low, part.low + rest.high)
    high = Fraction(100 * part.high, part.high + rest.low)
    return Band(floor(low), ceil(high))


def part_of(part: Band, whole: Band) -> Band:
    """How many of a hundred of the whole the part is, rounded outwards. The part lies in the whole,
    so it is never over a hundred."""
    low, high = Fraction(100 * part.low, whole.high), Fraction(100 * part.high, whole.low)
    return Band(floor(low), min(100, ceil(high)))


def trend(before: Band | None, now: Band | None) -> Trend:
    """Whether now is surely more or surely less than before: their bands do not even touch."""
    if before is None or now is None:
        return "not known"
    if now.low > before.high:
        return "up"
    return "down" if now.high < before.low else "about the same"


def ranked(cells: Iterable[tuple[str, Band | None]]) -> list[tuple[str, Band]]:
    """What is shown, the greatest band first; equal bands by name."""
    shown = [(name, band) for name, band in cells if band is not None]
    return sorted(shown, key=lambda cell: (-cell[1].low, -cell[1].high, cell[0]))
