"""From a rule and the day of its event to the days that it gives: strict, and to go by.

For a date that the family must meet the earlier reading is taken, for anybody else's the later
(deadlines.yaml, meta.principle).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from actions_server.ehc_clock.calendar import (
    Calendar,
    add_months,
    end_of_closure,
    england_and_wales,
    is_august,
    is_tribunal_closed,
)
from actions_server.ehc_clock.rules import FixedDay, Period, Step, rules

_ONE = timedelta(days=1)
_WORKING = ("working days", "tribunal working days")


@dataclass(frozen=True)
class Counted:
    """What a rule gives.

    last_day: the last day in law; by: the day to go by; late_from: from when somebody else may
    be called late, None for a family's date; safety_net: the last day that the tribunal might
    still take, never to be relied on; certain: False when bank holidays could not be checked.
    """

    last_day: date
    by: date
    late_from: date | None
    safety_net: date | None
    certain: bool


@dataclass(frozen=True)
class Received:
    """When a request arrived: day 0 in law, and the day 0 to go by when calling a council late."""

    day_zero: date
    cautious: date


def received(sent: date, *, after_hours: bool = False) -> Received:
    """Day 0 of a request: in the evening, at a weekend or on a bank holiday, the council may say
    that it came on the next working day (deadlines.yaml, request-clock-start)."""
    calendar = england_and_wales()
    return Received(sent, calendar.after(sent) if after_hours else calendar.on_or_after(sent))


def count(step: Step, events: Mapping[str, date], allowed_from: date | None = None) -> Counted:
    """The days that a step gives for its events (by the names of Step.limits).

    allowed_from: a later day 0 that somebody else is given the benefit of.
    """
    calendar = england_and_wales()
    used = {name: day for name, day in events.items() if name in step.limits}
    ends = {name: last_day(step.limits[name], day, calendar) for name, day in used.items()}
    if step.is_familys:
        return _familys(step, max(ends.values()), min(used.values()), calendar)
    allowances = {
        name: _allowance(step.limits[name], max(day, allowed_from or day), calendar)
        for name, day in used.items()
    }
    is_before = any(_is_before(step.limits[name]) for name in used)
    if step.combine == "later":
        strict, allowed = max(ends.values()), max(allowances.values())
    else:  # an outer limit settles when somebody is late
        strict = min(ends.values())
        allowed = allowances.get("meeting") or max(allowances.values())
    # Notice that must come so long before an event is no use on the working day after.
    by = allowed if is_before else calendar.on_or_after(allowed)
    late_from = calendar.after(by)
    counts_days = any(_counts_working_days(step.limits[name]) for name in used)
    first = min([strict, *used.values()] if counts_days else [strict, by])
    return Counted(strict, by, late_from, None, calendar.covers(first, late_from))


def last_day(limit: Period | FixedDay, start: date, calendar: Calendar) -> date:
    """The strict last day of a limit that counts from a day."""
    if isinstance(limit, FixedDay):  # the act must be done before it
        return date(start.year, limit.month, limit.day) - _ONE
    if limit.unit in _WORKING:
        tribunal = limit.unit == "tribunal working days"
        return calendar.count(limit.n, start, limit.include_first, tribunal)
    # A period that begins with its first day ends the day before the corresponding day.
    return corresponding_day(limit, start) - (_ONE if limit.include_first else timedelta())


def corresponding_day(period: Period, start: date) -> date:
    """The day so many days, weeks or months after a day, or before it."""
    n = -period.n if period.before else period.n
    if period.unit == "months":
        return add_months(start, n)
    return start + (timedelta(weeks=n) if period.unit == "weeks" else timedelta(days=n))


def latest_draft(request: date) -> date:
    """The last day on which a draft still leaves the family its time before the final plan."""
    steps = rules().steps
    final = corresponding_day(steps["final-plan"].limit, request)
    return final - timedelta(days=steps["draft-response"].limit.n)


def latest_meeting(decided_by: date) -> date:
    """The last day for a review meeting if the council's decision must follow by a day."""
    return decided_by - timedelta(weeks=rules().steps["review-decision"].limit.n)


def latest_for_transfer(date_of_rule: date) -> tuple[date, date]:
    """Review meeting and notice of changes at the latest, for a plan to be final by a day."""
    limits = rules().steps["amended-final"].limits
    meeting, notice = limits["meeting"], limits[""]
    assert isinstance(meeting, Period) and isinstance(notice, Period)
    return date_of_rule - timedelta(weeks=meeting.n), date_of_rule - timedelta(weeks=notice.n)


def _allowance(limit: Period | FixedDay, start: date, calendar: Calendar) -> date:
    """The last day on the reading that is kindest to whoever must act, before weekends."""
    if isinstance(limit, FixedDay):
        return date(start.year, limit.month, limit.day)
    if limit.unit == "months" and not limit.before:
        return corresponding_day(limit, start)
    return last_day(limit, start, calendar)


def _familys(step: Step, last: date, start: date, calendar: Calendar) -> Counted:
    aim = last
    if step.avoids_christmas and is_tribunal_closed(last) and not is_august(last):
        aim = date(end_of_closure(last).year - 1, 12, 24)
    by = calendar.on_or_before(aim)
    net = None
    if step.moves_for_tribunal_closure:
        closed = is_tribunal_closed(last)
        net = calendar.after(end_of_closure(last)) if closed else calendar.on_or_after(last)
    return Counted(last, by, None, net, calendar.covers(by, net or last))


def _is_before(limit: Period | FixedDay) -> bool:
    return isinstance(limit, Period) and limit.before


def _counts_working_days(limit: Period | FixedDay) -> bool:
    return isinstance(limit, Period) and limit.unit in _WORKING
