"""`ehc_dates`: the stage and its date, then what follows from them by the EHC clock."""

from dataclasses import replace
from datetime import date

from actions_server.counting import count, weeks_band
from actions_server.ehc_clock.as_message import due_message
from actions_server.ehc_clock.clock import what_is_due
from actions_server.ehc_clock.stages import Lean, Stage, stage, stages
from actions_server.journeys.journey import (
    SKIPPED,
    Answers,
    Journey,
    Option,
    Question,
    read_questions,
    read_texts,
    words_pattern,
)
from actions_server.messages import Message
from knowledge_base.library import Library
from pain_points.vocabulary import Event

TEXTS = read_texts("ehc_dates")


def the_stage(known: Answers) -> Stage | None:
    """The stage that was chosen, as fine as it is known."""
    name = known.get("ehc_finer") or known.get("ehc_stage")
    return stage(name) if name else None


def needed(known: Answers) -> list[str]:
    """The stage, finer where it must be, then its date and a second one where it asks for one."""
    asked = ["ehc_part"] if "ehc_part" in known or "ehc_stage" not in known else []
    asked.append("ehc_stage")
    chosen = known.get("ehc_stage")
    if chosen and stage(chosen).narrows_to:
        asked.append("ehc_finer")
    asked.append("ehc_date")
    now = the_stage(known)
    return [*asked, "ehc_also_date"] if now and now.also_asks else asked


def finish(known: Answers, _library: Library) -> list[Message]:
    """The dates, in words and one by one."""
    now = the_stage(known)
    also = known.get("ehc_also_date", SKIPPED)
    due = what_is_due(
        now.id,
        date.fromisoformat(known["ehc_date"]),
        date.today(),
        also=None if also == SKIPPED else date.fromisoformat(also),
    )
    late = [(due.today - step.by).days for step in due.steps if step.is_late(due.today)]
    if late and max(late) > 0:
        count(Event("overdue", weeks_band=weeks_band(max(late))))
    return [due_message(due)]


def lean(known: Answers) -> Lean:
    """On which side of today the date of the stage lies."""
    now = the_stage(known)
    return now.lean if now else "past"


def _questions() -> tuple[Question, ...]:
    """The questions of the file, with the stages of the clock as options and their own wording."""
    asks = {slot: {} for slot in ("ehc_finer", "ehc_date", "ehc_also_date")}
    options: dict[str, list[Option]] = {"ehc_stage": [], "ehc_finer": []}
    part_of = {name: part for part, names in TEXTS["parts"].items() for name in names}
    for name, item in stages().items():
        pattern = words_pattern(TEXTS["words"][name].split(" | "))
        when = {"ehc_part": [part_of[name]]}
        options["ehc_stage"].append(Option(name, item.title, pattern, when))
        asks["ehc_finer"][name] = item.narrow_asks
        for finer in item.narrows_to:
            pattern = words_pattern(TEXTS["finer_words"][finer].split(" | "))
            when = {"ehc_stage": [name]}
            options["ehc_finer"].append(Option(finer, stage(finer).title, pattern, when))
    every = [*stages(), *(option.value for option in options["ehc_finer"])]
    for name in every:
        asks["ehc_date"][name], asks["ehc_also_date"][name] = (
            stage(name).asks,
            stage(name).also_asks,
        )
    by_slot = {
        "ehc_finer": {"ehc_stage": asks["ehc_finer"]},
        "ehc_date": {"ehc_finer": asks["ehc_date"], "ehc_stage": asks["ehc_date"]},
        "ehc_also_date": {"ehc_finer": asks["ehc_also_date"], "ehc_stage": asks["ehc_also_date"]},
    }
    return tuple(
        replace(
            question,
            options=tuple(options.get(question.slot, question.options)),
            ask_when=by_slot.get(question.slot),
            lean=lean if question.slot == "ehc_date" else None,
        )
        for question in read_questions(TEXTS)
    )


JOURNEY = Journey("ehc_dates", TEXTS, _questions(), needed, finish)
