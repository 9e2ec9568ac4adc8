"""Dates, lengths of time and rules in plain words."""

from datetime import date

from actions_server.ehc_clock.clock import DueStep
from actions_server.ehc_clock.rules import FixedDay, Period
from actions_server.ehc_clock.words import words

# How a unit of the facts is said to a family; the tribunal's working days are not in any label.
_ONE = {"days": "day", "weeks": "week", "months": "month", "working days": "working day"}


def written(day: date) -> str:
    """A day as a family reads it: Monday 7 September 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def month(text: str) -> str:
    """A month as 2026-06, said as June 2026."""
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}"


def duration(n: int, unit: str = "days") -> str:
    """So many units: 1 day, 2 days."""
    return f"{n} {_ONE.get(unit, unit) if n == 1 else unit}"


def limit_in_words(limit: Period | FixedDay) -> str:
    """A limit without what it counts from: 6 weeks, 15 February."""
    if isinstance(limit, FixedDay):
        return f"{date(2000, limit.month, limit.day):%-d %B}"
    return duration(limit.n, limit.unit)


def rule_in_words(item: DueStep) -> str:
    """How the date is counted, with the figures of the facts, without a full stop at the end."""
    known = words().steps[item.step.id]
    rule = known.rule
    if known.rule_meeting_only and "meeting" not in item.counted_from:
        rule = known.rule_without_meeting
    elif known.rule_meeting_only and "" not in item.counted_from:
        rule = known.rule_meeting_only
    elif known.rule_post16 and "secondary_to_post16" in item.counted_from:
        rule = known.rule_post16
    figures = {name or "main": limit_in_words(limit) for name, limit in item.step.limits.items()}
    return rule.format(**figures).removesuffix(".")
