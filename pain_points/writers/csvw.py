"""What each column of the CSV files means, as CSV on the Web (W3C) describes tables."""

import json
from typing import Any

from pain_points import wording
from pain_points.plan import Plan
from pain_points.release import Shown
from pain_points.released import CELLS, DERIVED, INDICATORS

METADATA = "csv-metadata.json"
_MEANS = {
    CELLS: {
        "month": ("The calendar month, as 2026-10.", "gYearMonth"),
        "measure": ("The table of the report that the row belongs to.", "string"),
        "cell": ("The row's name, which stays the same from month to month.", "string"),
        "title": ("The row's name in words.", "string"),
        "from": ("The low end of the band; empty where the row is not shown.", "integer"),
        "to": ("The high end of the band; empty where the row is not shown.", "integer"),
        "shown": ("The band in words, or “not shown”.", "string"),
    },
    DERIVED: {
        "table": (
            "What the figure is: total, group, theme, share, trend, quarter, year.",
            "string",
        ),
        "period": ("The month, or first and last month.", "string"),
        "item": ("The measure, group, theme or row that it is of.", "string"),
        "from": ("The low end; for a share, in percent.", "integer"),
        "to": ("The high end; for a share, in percent.", "integer"),
        "months_shown": ("How many months a sum holds.", "integer"),
        "shown": ("The figure in words, or “not shown”.", "string"),
    },
    INDICATORS: {
        "milestone": ("The milestone of the action plan.", "string"),
        "indicator": ("What the board looks at.", "string"),
        "better": ("Which way is better, as the board set it.", "string"),
        "baseline": ("Where it began, as the board set it.", "string"),
        "this_month": ("The band of the month, or “not shown”.", "string"),
        "which_way": ("How it moved, worked out from shown bands.", "string"),
        "target": ("Where it is to be, as the board set it.", "string"),
        "success": ("What counts as success, as the board set it.", "string"),
    },
}
_KEYS = {
    CELLS: ["month", "cell"],
    DERIVED: ["table", "period", "item"],
    INDICATORS: ["milestone", "indicator"],
}


def columns_of(url: str) -> tuple[str, ...]:
    """The names of the columns of one of the CSV files."""
    return tuple(_MEANS[url])


def as_csvw(shown: Shown, plan: Plan) -> bytes:
    """The metadata of the CSV files, with the method note."""
    files = [CELLS, DERIVED, *([INDICATORS] if plan.told.get("indicators") else [])]
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": wording.TITLE.format(month=shown.month.words),
        "dc:description": [*filter(None, [plan.invented and wording.INVENTED]), *wording.METHOD],
        "dc:spatial": plan.area,
        "dc:temporal": str(shown.month),
        "tables": [
            {
                "url": url,
                "null": "",
                "tableSchema": {
                    "columns": [
                        {"name": name, "titles": name, "dc:description": words, "datatype": kind}
                        for name, (words, kind) in _MEANS[url].items()
                    ],
                    "primaryKey": _KEYS[url],
                },
            }
            for url in files
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()
