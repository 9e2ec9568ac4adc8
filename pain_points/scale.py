"""How long a large file of events takes: `python -m pain_points.scale PLAN [EVENTS]`.

Writes that many invented events (a million unless told), reads them back and counts them as a
release does, and prints seconds and megabytes. The writing is not counted.
"""

import csv
import resource
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from pain_points.aggregate import aggregate
from pain_points.demo import a_year, write_year
from pain_points.events import COLUMNS, read_events
from pain_points.months import Month
from pain_points.plan import Plan

EVENTS = 1_000_000
FIRST = Month(2030, 1)


def write_events(plan: Plan, file: Path, events: int) -> None:
    """Write invented years, one seed after another, until there are that many events."""
    left, before = events, 0
    with file.open("w", encoding="utf-8", newline="") as made:
        writer = csv.writer(made)
        writer.writerow([name for name in COLUMNS if name != "month"])
        for seed in count():
            for day, event, number in a_year(plan, FIRST, seed):
                writer.writerow([day.isoformat(), *event, before + number])
                left -= 1
                if not left:
                    return
            before += number


def main(plan_file: Path, events: int = EVENTS) -> None:
    """Write the file to a folder of its own, count it, and say how long that took."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        plan = write_year(plan_file, folder, FIRST)
        file = folder / "many.csv"
        write_events(plan, file, events)
        began = time.perf_counter()
        months = aggregate(read_events(file, plan), plan, with_conversations=True)
        took = time.perf_counter() - began
    cells = sum(len(month.cells) for month in months.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{events:,} events, {cells} cells in {len(months)} months: {took:.1f} s, {memory:.0f} MB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
