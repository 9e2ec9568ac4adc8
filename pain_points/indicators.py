"""The board's indicators: what it has set, what is shown, and which way that moves."""

import re
from collections.abc import Mapping
from typing import Any

from pain_points import wording
from pain_points.bands import Band, Trend, in_words, trend
from pain_points.beside import cells_of, moved
from pain_points.contents import Facts
from pain_points.document import Table
from pain_points.plan import Plan
from pain_points.problems import ReportProblem

SET_BY_THE_BOARD = ("direction", "baseline", "target", "success")
_BETTER = {"up": wording.UP, "down": wording.DOWN, "": wording.NOT_SET}
_BAND = re.compile(r"(\d[\d,]*) to (\d[\d,]*)\b")


def indicators_table(facts: Facts) -> Table | None:
    """Every indicator in a row; what the board left blank says that it did. None without any.

    Raises ReportProblem where an indicator cannot be measured.
    """
    indicators = facts.plan.told.get("indicators", [])
    if not indicators:
        return None
    rows = tuple(_row(_checked(one, facts.plan), facts) for one in indicators)
    return Table("indicators", wording.INDICATORS, wording.INDICATOR_COLUMNS, rows)


def _checked(indicator: Mapping[str, Any], plan: Plan) -> dict[str, str]:
    """An indicator with every field, blank where the board has not set it."""
    fields = {name: str(indicator.get(name, "")).strip() for name in SET_BY_THE_BOARD}
    named = {
        name: str(indicator.get(name, "")).strip() for name in ("milestone", "title", "figure")
    }
    where = f"indicators.toml, “{named['title'] or named['figure']}”"
    lacking = [name for name, value in named.items() if not value]
    if lacking:
        raise ReportProblem(f"{where}: {' and '.join(lacking)} may not be blank.")
    if not cells_of(named["figure"], plan):
        raise ReportProblem(
            f"{where}: “{named['figure']}” is no figure of the plan. Write a measure, a row or a "
            "theme as derived.csv names it, such as asked/therapy-waiting."
        )
    if fields["direction"] not in _BETTER:
        raise ReportProblem(f"{where}: direction is “up”, “down” or blank: which way is better.")
    return {**named, **fields}


def _row(one: dict[str, str], facts: Facts) -> tuple[str, ...]:
    band = facts.band(one["figure"])
    return (
        one["milestone"],
        one["title"],
        _BETTER[one["direction"]],
        one["baseline"] or wording.NOT_SET,
        in_words(band),
        _which_way(one, band, facts),
        one["target"] or wording.NOT_SET,
        one["success"] or wording.NOT_SET,
    )


def _which_way(one: dict[str, str], band: Band | None, facts: Facts) -> str:
    """Beside last month and, where the board set one as a band, beside the baseline."""
    said = [_compared(moved(one["figure"], facts).word, one["direction"], wording.LAST_MONTH)]
    if stated := _BAND.match(one["baseline"]):
        low, high = (int(number.replace(",", "")) for number in stated.groups())
        word = trend(Band(low, high), band)
        said.append(_compared(word, one["direction"], wording.THE_BASELINE))
    return "; ".join(said)


def _compared(word: Trend, direction: str, what: str) -> str:
    if word in {"up", "down"} and direction:
        return (wording.BETTER if word == direction else wording.WORSE).format(what=what)
    return wording.COMPARED[word].format(what=what)
