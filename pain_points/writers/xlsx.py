"""A document as a workbook in the good practice of government statistics: a cover, contents, notes,
and one table a sheet, each with title and source, read out in order."""

import tempfile
import warnings
from datetime import datetime
from pathlib import Path

from pain_points.document import Document, Table
from pain_points.writers.sheets import method_of, sheets_of
from pain_points.writers.zips import settled

with warnings.catch_warnings():
    # gptables 2.0.2 leaves the file of its theme open when it is imported.
    warnings.simplefilter("ignore", ResourceWarning)
    import gptables
import pandas


def as_xlsx(document: Document) -> bytes:
    """The workbook."""
    sheets = {name: _sheet(table, document) for name, table in sheets_of(document).items()}
    cover = gptables.Cover(
        cover_label="Cover",
        title=document.title,
        intro=[document.subtitle, *filter(None, [document.warning])],
        about=method_of(document),
        contact=["The partnership that publishes this report."],
    )
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every part that a table rightly lacks
        path = Path(folder) / "report.xlsx"
        book = gptables.produce_workbook(
            filename=str(path), sheets=sheets, cover=cover, contentsheet_label="Contents"
        )
        book.set_properties({"title": document.title, "created": datetime(1980, 1, 1)})
        book.close()
        return settled(path.read_bytes())


def _sheet(table: Table, document: Document) -> gptables.GPTable:
    columns = [column or "Row" for column in table.columns]
    frame = pandas.DataFrame(list(table.rows), columns=columns)
    return gptables.GPTable(
        table=frame,
        table_name=table.id.replace("-", "_"),
        title=table.title,
        subtitles=list(filter(None, [document.title, document.warning])),
        scope="Conversations, in bands; “not shown” says nothing about why.",
        source="SEND Navigator",
        index_columns={2: 0},
    )
