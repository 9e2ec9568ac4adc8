"""What is due: the dates that follow from where a family is, and since when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from actions_server.ehc_clock.calendar import england_and_wales
from actions_server.ehc_clock.counting import (
    Counted,
    count,
    latest_draft,
    latest_for_transfer,
    latest_meeting,
    received,
)
from actions_server.ehc_clock.rules import Exemption, Period, Step, rules
from actions_server.ehc_clock.stages import Follows, Stage, When
from actions_server.ehc_clock.stages import stage as stage_named

SCHOOL_ONLY = "section-i-only"  # an appeal about the school alone needs no certificate
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class DueStep:
    """One date that matters.

    counted_from: by the names of Step.limits. by: the date to go by: the earlier reading where
    the family must act, the later where somebody else must. last_day: the last day in law.
    late_from: from when to call it late; None for a family's own date and for one that no rule
    sets. safety_net: the last day the tribunal might still take. days: calendar days from today
    to `by`; below 0 it has passed. status: "past" when missed or over, "due" for the next one,
    "future" for those after it. done: the family is past this point. conditional: it binds only if
    the council takes that way. certain: False when bank holidays could not be checked. planning:
    dates to work towards, by name; no rule sets them.
    """

    step: Step
    counted_from: Mapping[str, date]
    by: date
    last_day: date
    late_from: date | None
    safety_net: date | None
    days: int
    status: Literal["past", "due", "future"]
    done: bool
    conditional: bool
    certain: bool
    planning: Mapping[str, date] = field(default_factory=dict)

    @property
    def is_familys(self) -> bool:
        """Whether it is the family that must act by this date."""
        return self.step.is_familys

    def is_late(self, today: date) -> bool:
        """Whether somebody else has missed it."""
        binds = self.late_from is not None and not self.done and not self.conditional
        return binds and today >= self.late_from


@dataclass(frozen=True)
class Due:
    """Everything that follows from one stage, its dates, and today.

    steps: in order of date; exceptions: what may lift or change a limit, what the family named
    first; named: the ids that the family named; periods: the days of those that it gave;
    request_counted_from: the later day 0 that the council was allowed, None when it is the day
    itself; letter: id of the letter to send, or "".
    """

    stage: Stage
    on: date
    also: date | None
    today: date
    steps: tuple[DueStep, ...]
    exceptions: tuple[Exemption, ...]
    named: frozenset[str]
    periods: Mapping[str, tuple[date, date]]
    request_counted_from: date | None
    letter: str

    @property
    def late(self) -> tuple[DueStep, ...]:
        """The steps that somebody else has missed."""
        return tuple(item for item in self.steps if item.is_late(self.today))

    @property
    def next(self) -> DueStep | None:
        """The next date to meet or to watch; None when all have passed."""
        return next((item for item in self.steps if item.status == "due"), None)


def what_is_due(
    stage: str,
    on: date,
    today: date,
    *,
    also: date | None = None,
    exceptions: Collection[str] = (),
    periods: Mapping[str, tuple[date, date]] | None = None,
) -> Due:
    """The dates that follow from a stage (an id of stages.yaml) that counts from the day `on`.

    also: the second date that the stage may ask for (Stage.also_asks). exceptions: ids of
    exceptions that the family says may apply; "section-i-only" leaves the certificate out.
    periods: for "away-four-weeks" first and last day away, for "school-closed" the first day of
    the closure and the day it ends. A stage with narrows_to counts as the first of these. Raises
    KeyError for an unknown stage or exception.
    """
    place = stage_named(stage)
    if place.narrows_to:
        place = stage_named(place.narrows_to[0])
    periods = periods or {}
    named = {name: rules().exceptions[name] for name in [*exceptions, *periods]}
    dates = {"on": on, "also": None if SCHOOL_ONLY in named and _asks_certificate(place) else also}
    request = dates[place.request] if place.request else None
    allowed_from = received(request).cautious if request else None
    found = [
        _due_step(follows, dates, place, allowed_from, today)
        for follows in place.follows
        if not (SCHOOL_ONLY in named and follows.step == "mediation-contact")
    ]
    steps = _with_status(sorted(filter(None, found), key=_in_order), today)
    may_apply = {
        name: rules().exceptions[name]
        for item in steps
        if not item.done
        for name in item.step.exceptions
    }
    is_late = any(item.is_late(today) for item in steps)
    return Due(
        stage=place,
        on=on,
        also=also,
        today=today,
        steps=steps,
        exceptions=tuple(sorted(may_apply.values(), key=lambda item: item.id not in named)),
        named=frozenset(named),
        periods=periods,
        request_counted_from=allowed_from if allowed_from != request else None,
        letter=place.late_letter if is_late else place.letter,
    )


def _due_step(
    follows: Follows,
    dates: Mapping[str, date | None],
    place: Stage,
    allowed_from: date | None,
    today: date,
) -> DueStep | None:
    """The step with its dates; None when the date it counts from was not given."""
    step = rules().steps[follows.step]
    given = {name: dates[which] for name, which in follows.events.items()}
    events = {name: day for name, day in given.items() if day}
    if not events or (step.id == "cease-plan" and "a" not in events):
        return None
    counts_from_request = place.request in follows.events.values()
    counted = _counted(step, events, dates, allowed_from if counts_from_request else None)
    return DueStep(
        step=step,
        counted_from=events,
        by=counted.by,
        last_day=counted.last_day,
        late_from=counted.late_from,
        safety_net=counted.safety_net,
        days=(counted.by - today).days,
        status="future",
        done=_holds(follows.done, dates) or _is_behind(step, events, today),
        conditional=_holds(follows.conditional, dates),
        certain=counted.certain,
        planning=_planning(step, counted),
    )


def _counted(
    step: Step,
    events: Mapping[str, date],
    dates: Mapping[str, date | None],
    allowed_from: date | None,
) -> Counted:
    """The days of a step, those that only follow from other steps among them."""
    match step.id:
        case "draft-plan":  # no legal date: when it must be there for the next ones to be met
            day = latest_draft(events[""])
            return Counted(day, day, None, None, certain=True)
        case "cease-plan":  # the help goes on until the last day on which an appeal is in time
            appeal = count(rules().steps["appeal"], events)
            until = appeal.safety_net or appeal.last_day
            return Counted(until, until, None, None, appeal.certain)
        case "move-transfer":
            return _transfer(step, events[""], dates["also"])
        case "move-six-weeks":
            handed_over = _transfer(rules().steps["move-transfer"], events[""], dates["also"])
            return count(step, {"": handed_over.last_day})
    return count(step, events, allowed_from)


def _transfer(step: Step, moved: date, aware: date | None) -> Counted:
    """The day of the move, or later where the old council did not know in time.

    Not told when it knew, we take the day of the move: the later reading.
    """
    counted = count(step, {"": aware or moved})
    if counted.last_day >= moved:
        return counted
    calendar = england_and_wales()
    by = calendar.on_or_after(moved)
    late_from = calendar.after(by)
    return Counted(moved, by, late_from, None, calendar.covers(moved, late_from))


def _planning(step: Step, counted: Counted) -> dict[str, date]:
    if step.id == "annual-review-complete":
        return {"latest-meeting": latest_meeting(counted.last_day)}
    if step.id == "phase-transfer":
        meeting, notice = latest_for_transfer(counted.last_day + _ONE)
        return {"latest-meeting": meeting, "latest-notice": notice}
    return {}


def _with_status(steps: list[DueStep], today: date) -> tuple[DueStep, ...]:
    """Each step with its status: those that are over, the next one or ones, and the rest."""
    over = [item.done or _is_over(item, today) for item in steps]
    coming = [item for item, gone in zip(steps, over, strict=True) if not gone]
    return tuple(
        replace(
            item,
            status="past" if gone else "due" if _comes_next(item, coming, today) else "future",
        )
        for item, gone in zip(steps, over, strict=True)
    )


def _comes_next(item: DueStep, coming: list[DueStep], today: date) -> bool:
    """Whether nothing comes before it; what a family must do before an appeal comes with it."""
    soonest = min(coming, key=lambda other: other.by)
    return item.by <= max(soonest.by, today) or (
        item.is_familys and soonest.is_familys and item.last_day <= soonest.last_day
    )


def _in_order(item: DueStep) -> tuple[date, int]:
    """By date; of two that end on the same day in law, the one that has to come first."""
    return (item.last_day if item.is_familys else item.by, item.step.order)


def _is_over(item: DueStep, today: date) -> bool:
    if item.late_from:
        return today >= item.late_from
    return today > (item.last_day if item.is_familys else item.by)


def _holds(when: When, dates: Mapping[str, date | None]) -> bool:
    """Whether something that depends on the second date is so."""
    given = bool(dates["also"])
    return (
        when == "always"
        or (when == "with-also" and given)
        or (when == "without-also" and not given)
    )


def _is_behind(step: Step, events: Mapping[str, date], today: date) -> bool:
    """Whether a step that had to come before an event is behind the family with it."""
    limit = step.limits.get("")
    return isinstance(limit, Period) and limit.before and events[""] < today


def _asks_certificate(place: Stage) -> bool:
    return any("b" in follows.events for follows in place.follows)
