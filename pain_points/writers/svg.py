"""A chart as SVG: every length is that of a band's ends, and words say the same beside it."""

from itertools import count
from typing import NamedTuple

from pain_points.document import Chart

WIDTH = 720
LABELS = 300  # for the names, left of the bars
ENDS = 110  # for the bands in words, right of them
ROW = 26
LONGEST_NAME = 40  # letters


class Bar(NamedTuple):
    """One bar, in units of the drawing: at least this long, and at most that."""

    name: str
    words: str
    y: int
    sure: int
    most: int


class Drawing(NamedTuple):
    """What the template draws."""

    title: str
    description: str
    height: int
    bars: list[Bar]


def draw(chart: Chart) -> Drawing:
    """The drawing of a chart. The longest bar fills the room; all are true to one scale."""
    longest = max(band.high for _, band in chart.bars)
    room = WIDTH - LABELS - ENDS
    bars = [
        Bar(
            _shortened(name),
            str(band),
            place * ROW + 4,
            room * band.low // longest,
            room * band.high // longest,
        )
        for place, (name, band) in zip(count(), chart.bars, strict=False)
    ]
    return Drawing(chart.title, chart.description, len(bars) * ROW + 8, bars)


def _shortened(name: str) -> str:
    """As much of a name as there is room for; the table beside has all of it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
