"""What a conversation adds to the counts of pain points: ids of closed lists, never words."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions_server import wording
from actions_server.database import transaction
from actions_server.messages import Message
from knowledge_base.article import Article
from knowledge_base.reading import CONTENT
from pain_points.ledger import Ledger
from pain_points.months import Month
from pain_points.plan import Plan, read_plan
from pain_points.problems import Refused
from pain_points.queries import add_events
from pain_points.record import NotSaved, Recorder, Save
from pain_points.vocabulary import Event

Hear = Callable[[Event], None]
PLAN = "release-plan.toml"  # of an area, in its content folder
REPORTS = "reports"  # in the data folder: the releases that families see once they are signed
CONSULT = "consult:"  # a choice that answers the partnership is this, the question, its answer
_WEEKS = ((2, "up-to-2"), (6, "3-to-6"), (12, "7-to-12"), (26, "13-to-26"))
_MOST_WEEKS = "over-26"
_NO_QUESTION = (wording.WHAT_WOULD_YOU_LIKE, wording.NOTHING_TO_READ)
_DID_NOT_HELP = (wording.OTHER_CHOICES, wording.NO_OTHER_CHOICES)
# What a reply begins with where the question was understood and no guide settles it.
_NO_GUIDE = tuple(text.partition("{")[0] for text in (wording.NO_GUIDE, wording.NO_GUIDE_AGAIN))
_in_hand: ContextVar[Hear | None] = ContextVar("in_hand", default=None)


@contextmanager
def counting_with(hear: Hear) -> Iterator[None]:
    """Whatever is counted within belongs to the conversation that this hears for."""
    token = _in_hand.set(hear)
    try:
        yield
    finally:
        _in_hand.reset(token)


def count(event: Event) -> None:
    """Count an event for the conversation in hand; without one, nothing is counted."""
    if hear := _in_hand.get():
        hear(event)


def locality_id(name: str) -> str:
    """The id of a part of the area: its name in small letters, joined by hyphens, without what
    stands in brackets."""
    return "-".join(re.findall(r"[a-z0-9]+", name.partition("(")[0].casefold()))


def weeks_band(days: int) -> str:
    """By how many weeks a date has passed, in bands; days: at least one."""
    weeks = -(-days // 7)
    return next((band for most, band in _WEEKS if weeks <= most), _MOST_WEEKS)


def answer_to_partnership(choice: str) -> Event | None:
    """The event of a choice that answers the partnership's question; None for any other choice."""
    if not choice.startswith(CONSULT):
        return None
    question, _, answer = choice.removeprefix(CONSULT).partition(":")
    return Event("consultation", question=question, choice=answer)


def events_of(
    replies: Sequence[Message], channel: str, before: Article | None = None
) -> list[Event]:
    """What replies count as. before: the article that was answered with last."""
    topic, stage = (before.topics[0], before.stage) if before else ("", "")
    language = next((reply.language for reply in replies if reply.language != "en"), "")
    found = [Event("conversation", language=language, channel=channel)]
    for reply in replies:
        if reply.text.startswith(_DID_NOT_HELP):
            found.append(Event("not_helpful", topic=topic))
        elif reply.text.startswith(wording.HAND_OVER):
            found.append(Event("person", stage=stage))
        elif reply.article:
            found.append(Event("answered", topic=reply.article.topics[0]))
        elif reply.text.startswith(_NO_QUESTION):
            found.append(Event("abstained", why="small-talk"))
        elif reply.text.startswith(_NO_GUIDE):
            found.append(Event("abstained", why="no-article"))
        elif reply.outcome == "abstained" or reply.text.startswith(wording.STILL_NOT_SURE):
            found.append(Event("abstained", why="unclear"))
        elif reply.outcome == "refused":
            # Only what is about something else names who may know.
            why = "out-of-scope" if reply.services else "unsafe"
            found.append(Event("abstained", why=why))
    return found


def open_recorder(engine: Engine, area: str, data_folder: Path) -> Recorder:
    """The recorder of an area's plan; without a plan nothing is counted."""
    plan = area_plan(area)
    return Recorder(plan, _save(engine), first_open=lambda: _first_open(data_folder / REPORTS))


def area_plan(area: str) -> Plan | None:
    """The release plan of an area, or None."""
    path = CONTENT / area / PLAN
    return read_plan(path) if path.exists() else None


def _save(engine: Engine) -> Save:
    return saving(engine, add_events)


def saving(
    engine: Engine, add: Callable[[Session, Sequence[Any]], None]
) -> Callable[[Sequence[Any]], None]:
    """Writes a batch with one function of a session, whole or not at all. Raises NotSaved."""

    def save(batch: Sequence[Any]) -> None:
        is_written = False
        try:
            with transaction(engine) as session:
                add(session, batch)
                is_written = True
        except Exception:
            # A fault before the commit has surely saved nothing. One in the commit may have: then
            # the batch is let go, for nobody may be counted twice.
            if not is_written:
                raise NotSaved from None

    return save


def _first_open(folder: Path) -> Month | None:
    """The month after the last one released: what comes late counts there."""
    try:
        months = Ledger(folder).months()
    except Refused:
        return None  # whoever makes the next release is told of it
    return months[-1].plus(1) if months else None
