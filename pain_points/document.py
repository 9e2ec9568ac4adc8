"""A report as parts that every format can write: headings, sentences, tables and bars."""

from dataclasses import dataclass

from pain_points.bands import Band


@dataclass(frozen=True)
class Chart:
    """Bars, each from the low end of a band to its high end; a bar without a band has no length."""

    title: str
    description: str
    bars: tuple[tuple[str, Band], ...]


@dataclass(frozen=True)
class Table:
    """Rows of words under columns; `id` is a name of letters, figures and hyphens."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Section:
    """One part of a report."""

    id: str
    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    is_list: bool = False  # whether the sentences are points, one beside the other
    lead: str = ""


@dataclass(frozen=True)
class Document:
    """A report, or one board's view of it."""

    id: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    warning: str = ""
    month: str = ""
