"""Random seasons of twelve releases through the auditor: `python -m pain_points.stress 10000`.

A season draws counts that lie near every edge the rules have: zeros, nines and tens, evenings that
hold most of a month, headlines that hardly hold what is shown. Each month is released as any other
is, so a release that the auditor refuses counts as a violation, and so does whatever it finds in
the finished folder.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pain_points.aggregate import THE_HEADLINE, MonthCounts, Place
from pain_points.auditor.audit import audit
from pain_points.months import Month
from pain_points.plan import Plan, plan_from
from pain_points.problems import Refused
from pain_points.publish import publish
from pain_points.suppress import Profile

_TODAY = date(2031, 1, 1)
_FIRST = Month(2030, 1)
_PLAN = {
    "area": "Nowhere",
    "starts": "2030-01",
    "fixed_on": date(2029, 12, 1),
    "names": {
        "topic": {"one": "One", "two": "Two", "three": "Three", "four": "Four"},
        "locality": {"north": "North", "south": "South"},
        "language": {"pa": "Punjabi", "so": "Somali"},
    },
    "measure": [
        {"id": "asked", "title": "A", "kinds": ["answered"], "by": ["topic", "locality"]},
        {
            "id": "unhelpful",
            "title": "U",
            "kinds": ["not_helpful"],
            "by": ["topic", "locality"],
            "inside": "asked",
        },
        {"id": "why", "title": "W", "kinds": ["abstained"], "by": ["why"], "alone": True},
        {"id": "tongue", "title": "L", "kinds": ["conversation"], "by": ["language"]},
    ],
    "told": {"themes": {"topic": {"First": ["one", "two"], "Second": ["three", "four"]}}},
}
_EDGES = (0, 1, 4, 8, 9, 10, 11, 14, 15, 16, 19, 20, 41, 42, 49, 50, 89, 90, 91, 99, 100)


def a_season(chance: random.Random, plan: Plan) -> Iterator[tuple[Month, MonthCounts]]:
    """Twelve months of counts that some set of conversations could have made."""
    for place in range(12):
        cells = _tight(chance, plan) if chance.random() < 0.4 else _wild(chance, plan)
        _keep_inside(cells, plan, chance)
        rows_alone = chance.random() < 0.3
        headline = _least(cells, plan, rows_alone) + chance.choice((0, 0, 1, 5, 9, 50, 300))
        cells[THE_HEADLINE] = _spread(headline, chance.choice((3, 20)))
        yield _FIRST.plus(place), MonthCounts(cells, rows_alone)


def _wild(chance: random.Random, plan: Plan) -> dict[Place, Profile]:
    """Most cells hold something, near an edge or anything, on few days or many."""
    return {
        (measure.id, cell): _profile(chance)
        for measure in plan.measures
        for cell in measure.cells
        if chance.random() < 0.8
    }


def _tight(chance: random.Random, plan: Plan) -> dict[Place, Profile]:
    """A measure with a few cells just at the foot of their bands, and one or two near nothing, so
    that what is shown comes close to what there is."""
    measure = chance.choice(plan.measures)
    picked = chance.sample(measure.cells, k=min(4, len(measure.cells)))
    counts = [chance.randint(2, 19) * 5 for _ in picked]
    counts[0] = chance.randint(0, 9)
    return {(measure.id, cell): _spread(n, 20) for cell, n in zip(picked, counts, strict=True)}


def _spread(count: int, days: int) -> Profile:
    days = min(count, days)
    return Profile(count, days, -(-count // days) if days else 0)


def _profile(chance: random.Random) -> Profile:
    count = chance.choice((chance.choice(_EDGES), chance.randint(0, 130)))
    even = _spread(count, chance.choice((1, 4, 5, 20)))
    if not count:
        return even
    most = count - even.days + 1
    busiest = chance.choice((even.busiest, min(most, count * 2 // 5 + 1), most))
    return even._replace(busiest=busiest)


def _keep_inside(cells: dict[Place, Profile], plan: Plan, chance: random.Random) -> None:
    for measure in plan.measures:
        for cell in measure.cells if measure.inside else ():
            outer = cells.get((measure.inside, cell), Profile(0, 0, 0))
            count = min(cells.get((measure.id, cell), outer).count, outer.count)
            cells[measure.id, cell] = _spread(count, chance.randint(1, 20))


def _least(cells: dict[Place, Profile], plan: Plan, rows_alone: bool) -> int:
    """The fewest conversations that these counts need."""
    if rows_alone:
        return sum(profile.count for profile in cells.values())
    sums: dict[tuple, int] = {}
    for measure in plan.measures:
        for cell in measure.cells:
            group = (measure.id, measure.group(cell))
            sums[group] = sums.get(group, 0) + cells.get((measure.id, cell), Profile(0, 0, 0)).count
    return max(sums.values(), default=0)


def violations(seed: int) -> list[str]:
    """What the auditor has against the season of this seed; nothing, if the rules hold."""
    plan = plan_from(_PLAN)
    memory = Path("/dev/shm")  # a season writes some fifty small files
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        try:
            for month, counts in a_season(random.Random(seed), plan):
                publish(counts, month, plan, folder, _TODAY, lambda *_: {})
        except Refused as refused:
            return [str(refused)]
        return audit(folder)


def main(seasons: int) -> int:
    """Try so many seasons and print how many violations there were."""
    began = time.perf_counter()
    found = 0
    for seed in range(seasons):
        for problem in violations(seed):
            found += 1
            print(f"season {seed}: {problem}")
    seconds = time.perf_counter() - began
    print(f"{found} violations in {seasons:,} seasons of twelve releases ({seconds:.0f} s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
