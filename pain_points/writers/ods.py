"""A document as an OpenDocument spreadsheet: a cover, then one table a sheet."""

import io

from odfdo import Document as Spreadsheet
from odfdo import Row
from odfdo import Table as Sheet

from pain_points.document import Document, Table
from pain_points.writers.sheets import method_of, sheets_of
from pain_points.writers.zips import settled

_WRITTEN = "1980-01-01T00:00:00"  # a report has no other time than its month


def as_ods(document: Document) -> bytes:
    """The spreadsheet."""
    book = Spreadsheet("spreadsheet")
    book.body.clear()
    lines = [document.title, document.subtitle, document.warning, *method_of(document)]
    book.body.append(_sheet("Cover", [(line,) for line in lines if line]))
    for name, table in sheets_of(document).items():
        book.body.append(_sheet(name, _lines(table, document)))
    made = io.BytesIO()
    book.save(made)
    return settled(_without_times(made.getvalue()), first=("mimetype",))


def _lines(table: Table, document: Document) -> list[tuple[str, ...]]:
    above = [(line,) for line in (table.title, document.title, document.warning) if line]
    columns = tuple(column or "Row" for column in table.columns)
    return [*above, columns, *table.rows]


def _sheet(name: str, lines: list[tuple[str, ...]]) -> Sheet:
    sheet = Sheet(name)
    for line in lines:
        row = Row()
        row.set_values(list(line))
        sheet.append_row(row)
    return sheet


def _without_times(archive: bytes) -> bytes:
    """The archive with the times in its description set back."""
    import re
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(made, "w") as write:
        for name in read.namelist():
            content = read.read(name)
            if name == "meta.xml":
                times = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
                content = re.sub(times, _WRITTEN.encode(), content)
            write.writestr(name, content)
    return made.getvalue()
