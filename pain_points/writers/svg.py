"""A chart as SVG: every length is that of a band's ends, and words say the same beside it."""

from textwrap import wrap
from typing import NamedTuple

from pain_points.document import Chart

WIDTH = 720
LABELS = 300  # for the names, left of the bars
ENDS = 110  # for the bands in words, right of them
LINE = 16
LONGEST_LINE = 40  # letters; a name has two lines at most


class Bar(NamedTuple):
    """One bar, in units of the drawing: at least this long, and at most that."""

    lines: list[str]
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
    bars, y = [], 4
    for name, band in chart.bars:
        lines = _lines(name)
        sure, most = room * band.low // longest, room * band.high // longest
        bars.append(Bar(lines, str(band), y, sure, most))
        y += 10 + LINE * len(lines)
    return Drawing(chart.title, chart.description, y + 4, bars)


def _lines(name: str) -> list[str]:
    """A name on up to two lines; the table beside has all of it where even these are too short."""
    return wrap(name, LONGEST_LINE, max_lines=2, placeholder="…")
