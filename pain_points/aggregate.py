"""Events to counts: how many conversations each cell of a month holds, and on which days."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pain_points.events import Row
from pain_points.months import Month
from pain_points.plan import HEADLINE, Cell, Measure, Plan
from pain_points.suppress import Profile
from pain_points.vocabulary import NOT_SAID, Event

Place = tuple[str, Cell]  # a measure and one of its cells
THE_HEADLINE: Place = (HEADLINE, ())
EMPTY = Profile(0, 0, 0)
_UNCOUNTED = "excluded"


@dataclass
class MonthCounts:
    """What was counted in one month; only `suppress` may look into it.

    rows_alone: whether each row counted as a conversation of its own, so that no conversation is
    in two cells of the month.
    """

    cells: dict[Place, Profile] = field(default_factory=dict)
    rows_alone: bool = False

    def of(self, place: Place) -> Profile:
        """The profile of a cell; nothing where nobody was in it."""
        return self.cells.get(place, EMPTY)


def aggregate(
    rows: Iterable[Row], plan: Plan, with_conversations: bool
) -> dict[Month, MonthCounts]:
    """The counts of every month that has an event.

    with_conversations: whether rows say which conversation they belong to; it then counts once in
    a cell of a month, on its first day there. Otherwise each row is a conversation's only one in
    its cell, as recording sees to, and rows of the kind `conversation` make the headline; where
    there are none, each row counts as a conversation of its own.
    """
    if with_conversations:
        return _profiles(_once_each(rows, plan), rows_alone=False)
    return _as_they_are(rows, plan)


def places_of(event: Event, plan: Plan) -> tuple[Place, ...]:
    """The cells an event counts in: at most one, as each kind feeds one measure."""
    for measure in plan.measures:
        if event.kind in measure.kinds:
            cell = _cell(event, measure)
            return ((measure.id, cell),) if cell is not None else ()
    return ()


def _cell(event: Event, measure: Measure) -> Cell | None:
    cell = tuple(getattr(event, column) or NOT_SAID for column in measure.by)
    within = all(value in ids for value, ids in zip(cell, measure.lists, strict=True))
    return cell if within else None


Days = dict[Month, dict[Place, Counter[date]]]


def _once_each(rows: Iterable[Row], plan: Plan) -> Days:
    known: dict[Event, tuple[Place, ...]] = {}
    first: dict[tuple[Month, Place, str], date] = {}
    for day, month, event, conversation in rows:
        places = known.get(event)
        if places is None:
            places = places_of(event, plan)
            if event.kind != _UNCOUNTED:
                places = (*places, THE_HEADLINE)
            known[event] = places
        for place in places:
            key = (month, place, conversation)
            seen = first.get(key)
            if seen is None or day < seen:
                first[key] = day
    days: Days = defaultdict(lambda: defaultdict(Counter))
    for (month, place, _), day in first.items():
        days[month][place][day] += 1
    return days


def _as_they_are(rows: Iterable[Row], plan: Plan) -> dict[Month, MonthCounts]:
    counted: Counter[tuple[Month, Event, date]] = Counter()
    for day, month, event, _ in rows:
        counted[month, event, day] += 1
    says_conversations = any(event.kind == "conversation" for _, event, _ in counted)
    days: Days = defaultdict(lambda: defaultdict(Counter))
    for (month, event, day), times in counted.items():
        for place in places_of(event, plan):
            days[month][place][day] += times
        is_headline = event.kind == "conversation" if says_conversations else True
        if is_headline and event.kind != _UNCOUNTED:
            days[month][THE_HEADLINE][day] += times
    return _profiles(days, rows_alone=not says_conversations)


def _profiles(days: Days, rows_alone: bool) -> dict[Month, MonthCounts]:
    return {
        month: MonthCounts(
            {
                place: Profile(by_day.total(), len(by_day), max(by_day.values()))
                for place, by_day in places.items()
            },
            rows_alone,
        )
        for month, places in days.items()
    }
