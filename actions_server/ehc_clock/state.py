"""How a step stands today, in plain words: late, today, so many days left."""

from datetime import date

from actions_server.ehc_clock.calendar import england_and_wales
from actions_server.ehc_clock.clock import Due, DueStep
from actions_server.ehc_clock.exemptions import CLOSED, closure_window, time_away
from actions_server.ehc_clock.in_words import duration, written
from actions_server.ehc_clock.rules import rules
from actions_server.ehc_clock.words import words


def state_of(item: DueStep, due: Due) -> str:
    """One to three sentences on how a step stands."""
    said = words().sentences
    if item.done:
        return said["done"]
    sentences = _familys(item, due.today) if item.is_familys else _others(item, due)
    if not item.certain:
        sentences.append(said["unchecked"])
    return " ".join(sentences)


def tried(exception: str, due: Due) -> list[str]:
    """What the days that a family gave mean for an exception: none given, nothing said."""
    if exception not in due.periods:
        return []
    said, (first, last) = words().sentences, due.periods[exception]
    if exception in CLOSED:
        window = closure_window(first, last)
        if not window:
            return [said["no_window"]]
        return [said["window"].format(opens=written(window.opens), ends=written(window.ends))]
    found = []
    for item in due.steps:
        if exception in item.step.exceptions and not item.done:
            start = min(item.counted_from.values())
            away = time_away(start, item.last_day, first, last)
            if away:
                by, estimate = written(item.last_day), written(away.estimate)
                found.append(
                    said["away"].format(days=duration(away.days), by=by, estimate=estimate)
                )
    return found or [said["not_away"]]


def _familys(item: DueStep, today: date) -> list[str]:
    said = words().sentences
    if item.status == "past":
        gone = [said["gone"].format(days=duration((today - item.last_day).days))]
        if item.safety_net and today <= item.safety_net:
            gone.append(said["maybe_in_time"].format(day=written(item.safety_net)))
        return gone
    if item.days < 0:
        return [said["still_in_time"].format(day=written(item.last_day))]
    left = said["you_have"].format(days=duration(item.days)) if item.days else said["you_today"]
    if item.by == item.last_day:
        return [left]
    return [left, said["strict_family"].format(day=written(item.last_day))]


def _others(item: DueStep, due: Due) -> list[str]:
    said = words().sentences
    if item.is_late(due.today):
        return _late(item, due)
    if item.status == "past":
        passed = words().steps[item.step.id].passed
        return [passed or said["gone"].format(days=duration(-item.days))]
    if item.days < 0 and item.late_from:
        return [said["grace"].format(day=written(item.late_from))]
    left = said["to_go"].format(days=duration(item.days)) if item.days else said["is_today"]
    if item.by == item.last_day or not item.late_from:
        return [left]
    return [left, said["strict_others"].format(day=written(item.last_day))]


def _late(item: DueStep, due: Due) -> list[str]:
    said = words().sentences
    is_lifted = any(
        name in due.named and words().exceptions[name].kind == "lifts"
        for name in item.step.exceptions
    )
    late = said["late_unless" if is_lifted else "late"].format(days=duration(-item.days))
    post = rules().days_for_post
    calendar = england_and_wales()
    assert item.late_from is not None
    if due.today > calendar.count(post, item.late_from, include_first=False):
        return [late]
    return [late, said["post"].format(days=duration(post, "working days"))]
