"""What workbooks of both kinds hold: which tables, under which names, and the method note."""

from pain_points.document import Document, Table

LONGEST_NAME = 31  # of a sheet, in Excel


def sheets_of(document: Document) -> dict[str, Table]:
    """Every table that has rows, by the name of its sheet."""
    tables = [table for section in document.sections for table in section.tables if table.rows]
    return {table.id[:LONGEST_NAME]: table for table in tables}


def method_of(document: Document) -> list[str]:
    """Every sentence of the report that no table holds, with its heading first."""
    said = []
    for section in document.sections:
        sentences = [*filter(None, [section.lead]), *section.sentences]
        said += [f"{section.heading}: {sentences[0]}", *sentences[1:]] if sentences else []
    return said
