"""`barrier`: what was hard, from closed lists, as one event. Nothing that was typed is in it."""

from dataclasses import dataclass, replace

from actions_server.answering.compose import TALK_TO_A_PERSON
from actions_server.counting import CONSULT, count, locality_id
from actions_server.journeys.journey import (
    SKIPPED,
    Answers,
    Journey,
    Option,
    read_questions,
    read_texts,
    words_pattern,
)
from actions_server.messages import Choice, Message
from knowledge_base.area import AreaPack
from knowledge_base.library import Library
from pain_points.vocabulary import Event

TEXTS = read_texts("barrier")
_STAGES = {"first-worry": "early-worry"}  # every other stage has the id of the vocabulary


@dataclass(frozen=True)
class BarrierEvent:
    """What one family found hard. Each part is a value of barrier.yaml, None where it was skipped;
    locality is the name of a part of the area as its pack has it."""

    stage: str | None
    kind: str | None
    with_whom: str | None
    age_band: str | None
    locality: str | None


def record(event: BarrierEvent) -> None:
    """Count what was hard for the conversation in hand, by the ids of the vocabulary."""
    count(
        Event(
            "barrier",
            stage=_STAGES.get(event.stage or "", event.stage or ""),
            barrier=event.kind or "",
            service=event.with_whom or "",
            age_band=event.age_band or "",
            locality=locality_id(event.locality or ""),
        )
    )


def needed(known: Answers) -> list[str]:
    """The kind is reached through a group of kinds, unless it was named at once."""
    asked = ["barrier_stage"]
    if "barrier_kind" not in known or "barrier_group" in known:
        asked.append("barrier_group")
    if known.get("barrier_group") != SKIPPED:
        asked.append("barrier_kind")
    return [*asked, "barrier_with", "barrier_age", "barrier_area"]


def finish(known: Answers, library: Library) -> list[Message]:
    """Record the event, and say what has been counted."""
    event = BarrierEvent(
        stage=_given(known, "barrier_stage"),
        kind=_given(known, "barrier_kind"),
        with_whom=_given(known, "barrier_with"),
        age_band=_given(known, "barrier_age"),
        locality=_given(known, "barrier_area"),
    )
    something = event != BarrierEvent(None, None, None, None, None)
    if something:
        record(event)
    text = f"{TEXTS['thanks' if something else 'nothing']}\n\n{TEXTS['now']}"
    choices = [TALK_TO_A_PERSON]
    thanks = Message(kind="journey", outcome="journey", text=text, choices=choices)
    return [thanks, *_consulted(library.pack)]


def _consulted(pack: AreaPack) -> list[Message]:
    """The question that the area's partnership asks families, if it asks one."""
    asked = pack.consultation
    if asked is None:
        return []
    choices = [
        Choice(title=title, value=f"{CONSULT}{asked.id}:{choice}")
        for choice, title in asked.choices.items()
    ]
    text = f"{TEXTS['consulted']} {asked.ask}"
    return [Message(kind="journey", outcome="journey", text=text, choices=choices)]


def in_area(journey: Journey, pack: AreaPack) -> Journey:
    """The journey with the parts of the area as options; a postcode's first half names one too."""
    options = tuple(
        Option(name, name, words_pattern([*name.split(), *(rf"{code}\b" for code in codes)]))
        for name, codes in pack.localities.items()
    )
    questions = tuple(
        replace(question, options=options) if question.slot == "barrier_area" else question
        for question in journey.questions
    )
    return replace(journey, questions=questions)


def _given(known: Answers, slot: str) -> str | None:
    value = known.get(slot, SKIPPED)
    return None if value == SKIPPED else value


JOURNEY = Journey("barrier", TEXTS, read_questions(TEXTS), needed, finish, in_area)
