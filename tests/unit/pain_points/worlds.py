"""Small worlds to release and to attack: a plan, events as rows, and releases in a folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pain_points.aggregate import THE_HEADLINE, MonthCounts, aggregate
from pain_points.events import Row
from pain_points.months import Month
from pain_points.plan import Plan, plan_from
from pain_points.publish import publish
from pain_points.release import Shown
from pain_points.suppress import Profile
from pain_points.vocabulary import Event

TODAY = date(2026, 11, 22)
OCTOBER = Month(2026, 10)
RAW = {
    "area": "Westshire",
    "starts": "2025-01",
    "fixed_on": "2024-12-01",
    "names": {
        "topic": {"plans": "EHC plans", "speech": "Speech therapy", "travel": "Travel"},
        "locality": {"north": "The north", "south": "The south"},
        "language": {"pa": "Punjabi", "so": "Somali"},
    },
    "measure": [
        {"id": "asked", "title": "Asked", "kinds": ["answered"], "by": ["topic"]},
        {
            "id": "unhelpful",
            "title": "Not helped",
            "kinds": ["not_helpful"],
            "by": ["topic"],
            "inside": "asked",
        },
        {
            "id": "stuck",
            "title": "Stuck",
            "kinds": ["barrier"],
            "by": ["stage", "barrier"],
            "only": {
                "stage": ["early-worry", "plan-in-place"],
                "barrier": ["transport", "paperwork"],
            },
        },
        {
            "id": "languages",
            "title": "Languages",
            "kinds": ["conversation"],
            "by": ["language"],
            "alone": True,
        },
    ],
    "told": {"themes": {"topic": {"School": ["plans", "travel"], "Therapy": ["speech"]}}},
}
ASKED = {topic: ("asked", (topic,)) for topic in ("plans", "speech", "travel")}


def a_plan(**changes) -> Plan:
    """The plan above, with parts changed."""
    return plan_from({**RAW, **changes})


def answered(topic: str, times: int, month: Month = OCTOBER, days: int = 20) -> list[Row]:
    """So many conversations about a topic, evenly over so many days, each with its number."""
    return spread(Event("answered", topic=topic), times, month, days)


def spread(event: Event, times: int, month: Month = OCTOBER, days: int = 20) -> list[Row]:
    """One event in so many conversations, evenly over so many days."""
    return [
        Row(
            date(month.year, month.number, place % days + 1),
            month,
            event,
            f"{'-'.join(event)}{month}{place}",
        )
        for place in range(times)
    ]


def counted(rows: list[Row], plan: Plan | None = None, month: Month = OCTOBER) -> MonthCounts:
    """The counts of one month."""
    found = aggregate(rows, plan or a_plan(), with_conversations=True)
    return found.get(month, MonthCounts())


def profile(count: int) -> Profile:
    """A count on as many days as it can be, up to ten."""
    days = min(count, 10)
    return Profile(count, days, -(-count // days) if days else 0)


def counts_of(headline: int = 0, **asked: int) -> MonthCounts:
    """A month with these counts of `asked`, none of them concentrated."""
    cells = {ASKED[topic]: profile(count) for topic, count in asked.items()}
    return MonthCounts({**cells, THE_HEADLINE: profile(headline)})


def no_pages(_shown: Shown, _earlier: Mapping[Month, Shown], _plan: Plan) -> dict[str, bytes]:
    """No files to read, where only the figures are looked at."""
    return {}


def release(
    counts: MonthCounts, folder: Path, month: Month = OCTOBER, plan: Plan | None = None
) -> Path:
    """Release a month's figures into a folder."""
    return publish(counts, month, plan or a_plan(), folder, TODAY, no_pages)
