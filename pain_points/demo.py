"""A believable year of events, made up: for demonstrations, never for decisions.

`python -m pain_points.demo FOLDER PLAN` writes events.csv and the plan marked as invented. The
same seed makes the same year.
"""

import csv
import random
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pain_points.events import COLUMNS
from pain_points.months import Month
from pain_points.plan import Plan, read_plan
from pain_points.vocabulary import Event

SEED = 20261031
A_DAY = 26  # conversations on a school day; fewer at weekends and in August
# What many families ask, most of all; every other topic is asked now and then.
OFTEN = {
    **{"therapy-waiting": 34, "therapy-speech": 30, "ehcp-timeline": 27, "autism-assessment": 26},
    **{"ehcp-request": 24, "sen-support": 22, "ehcp-late": 20, "early-concern": 19},
    **{"school-transport": 16, "adhd-assessment": 15, "ehcp-annual-review": 13, "dla": 13},
    **{"therapy-mainstream": 12, "senco-meeting": 11, "attendance-anxiety": 10, "short-breaks": 9},
    **{"ehcp-not-delivered": 9, "therapy-occupational": 8, "camhs": 8, "contact-send-team": 8},
}
STUCK = {
    **{("early-worry", "missed-early"): 30, ("early-worry", "fragmented"): 16},
    **{("school-support", "plan-only-way-in"): 20, ("school-support", "missed-early"): 16},
    **{("asking-for-a-plan", "poor-communication"): 24, ("asking-for-a-plan", "paperwork"): 12},
    **{("plan-in-place", "not-delivered"): 20, ("plan-in-place", "poor-communication"): 12},
    **{("asking-for-a-plan", "diagnosis-first"): 7, ("early-worry", "no-information"): 9},
    **{("plan-in-place", "transport"): 5, ("plan-in-place", "decided-for-us"): 5},
    **{("early-worry", "language-culture"): 4, ("asking-for-a-plan", "refused"): 6},
}
LATE = {"up-to-2": 30, "3-to-6": 34, "7-to-12": 20, "13-to-26": 11, "over-26": 4}
WHY = {"unclear": 50, "out-of-scope": 30, "no-article": 14, "unsafe": 2}
STAGES = {"asking-for-a-plan": 30, "plan-in-place": 20, "school-support": 18, "early-worry": 14}
LANGUAGES = {"pa": 26, "pl": 16, "ur": 14, "so": 10, "ar": 9, "ro": 8, "hi": 6, "ne": 5, "ta": 4}
ANSWERS = {"yes": 5, "partly": 4, "no": 2}


def a_year(plan: Plan, first: Month, seed: int = SEED) -> Iterator[tuple[date, Event, int]]:
    """Each event with its day and the number of its conversation, over twelve months."""
    chance = random.Random(seed)
    day, number = first.first_day, 0
    last = first.plus(11).last_day
    while day <= last:
        for _ in range(_conversations(day, chance)):
            number += 1
            # One conversation counts once for the same thing.
            for event in dict.fromkeys(_conversation(day, plan, chance)):
                yield day, event, number
        day += timedelta(days=1)


def write_year(plan_file: Path, folder: Path, first: Month) -> Plan:
    """Write a year of events and the plan they belong to, marked as invented; the plan."""
    folder.mkdir(parents=True, exist_ok=True)
    text = plan_file.read_text(encoding="utf-8")
    before = first.first_day - timedelta(days=1)
    text = re.sub(r"^starts = .*$", f'starts = "{first}"', text, flags=re.MULTILINE)
    text = re.sub(
        r"^fixed_on = .*$", f"fixed_on = {before}\ninvented = true", text, flags=re.MULTILINE
    )
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    for name in ("improvement-plan.yaml", "indicators.toml"):
        beside = plan_file.with_name(name)
        if beside.exists():
            (folder / name).write_bytes(beside.read_bytes())
    plan = read_plan(folder / "plan.toml")
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = [name for name in COLUMNS if name != "month"]
        writer.writerow(columns)
        for day, event, number in a_year(plan, first):
            writer.writerow([day.isoformat(), *event, number])
    return plan


def _conversations(day: date, chance: random.Random) -> int:
    weekend = 0.45 if day.weekday() >= 5 else 1.0
    season = {8: 0.6, 12: 0.75, 9: 1.3, 1: 1.15}.get(day.month, 1.0)
    return round(chance.gauss(A_DAY * weekend * season, 3.5))


def _conversation(day: date, plan: Plan, chance: random.Random) -> Iterator[Event]:
    language = _pick(LANGUAGES, chance) if chance.random() < 0.11 else "en"
    channel = "ask" if chance.random() < 0.08 else "chat"
    if chance.random() < 0.02:
        yield Event("excluded", why=chance.choice(("flood", "staff")))
        return
    yield Event("conversation", language="" if language == "en" else language, channel=channel)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        topic = _topic(day, plan, chance)
        yield Event("answered", topic=topic)
        if chance.random() < (0.24 if topic.startswith("therapy") else 0.1):
            yield Event("not_helpful", topic=topic)
    if chance.random() < 0.13:
        yield Event("abstained", why=_pick(WHY, chance))
    if chance.random() < 0.12:
        yield Event("person", stage=_pick(STAGES, chance))
    if chance.random() < 0.09:
        yield Event("overdue", weeks_band=_pick(LATE, chance))
    if chance.random() < 0.22:
        stage, barrier = _pick(STUCK, chance)
        stage = "" if chance.random() < 0.06 else stage
        yield Event("barrier", stage=stage, barrier=barrier)
    if chance.random() < 0.1:
        yield Event("consultation", question="vision", choice=_pick(ANSWERS, chance))


def _topic(day: date, plan: Plan, chance: random.Random) -> str:
    known = plan.names["topic"]
    weights = {topic: OFTEN.get(topic, 1.2) for topic in known}
    if day.month in {8, 9} and "school-transport" in weights:
        weights["school-transport"] *= 3
    # The worry that grows over the year.
    months = (day.year - 2020) * 12 + day.month
    if "therapy-waiting" in weights:
        weights["therapy-waiting"] *= 1 + (months % 12) / 10
    return _pick(weights, chance)


def _pick(weights: dict, chance: random.Random):  # noqa: ANN202 - whatever the keys are
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def main(folder: Path, plan_file: Path, first: Month) -> None:
    """Write the year and say where it lies."""
    write_year(plan_file, folder, first)
    print(f"Invented events for {first.words} and the eleven months after it lie in {folder}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Month.read(sys.argv[3]))
