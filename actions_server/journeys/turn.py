"""One turn of a journey: what a message changes, and what is asked next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from actions_server.ehc_clock.written_dates import read_date
from actions_server.journeys.journey import SKIPPED, Answers, Journey, Question, shared
from actions_server.journeys.local import with_band
from actions_server.journeys.reading import (
    looks_like_question,
    opens_as_question,
    read_age,
    read_answer,
    read_option,
)
from actions_server.messages import Message

GO_BACK = "go_back"
PICK = "pick"
OPEN_INTENTS = {"ask", "nlu_fallback"}
# Wishes that are never an answer to a question, however they are worded.
NEVER_ANSWERS = {
    *("stop", "start_again", "speak_to_a_person", "what_do_you_keep", "are_you_a_robot"),
    *("choose_article", "choose_letter", "not_helpful", "ehc_dates", "therapy_route"),
    *("early_help_route", "disagree_route", "letter", "barrier"),
}


@dataclass(frozen=True)
class Said:
    """What a family sent: words, or an option that was picked as slot and value, and its intent."""

    text: str = ""
    intent: str = ""
    option: str = ""


@dataclass(frozen=True)
class Step:
    """What follows from a message: slots that change (None empties one) and what to say first."""

    changes: dict[str, str | None] = field(default_factory=dict)
    first: str = ""


def begin(journey: Journey, known: Answers, said_before: Sequence[str]) -> Step:
    """Start: answers that were given before, newest first, are not asked for again."""
    changes: dict[str, str | None] = {}
    for text in said_before:
        for question in journey.questions:
            if question.from_before and question.slot not in {**known, **changes}:
                value = _read_aside(question, text, known)
                if value is not None:
                    changes[question.slot] = value
    told = _repeat(journey, {**known, **changes})
    return Step(changes, " ".join(filter(None, (journey.texts.get("opening_first"), told))))


def take(journey: Journey, known: Answers, asked: str, said: Said) -> Step | None:
    """What a message does while `asked` is the open question; None when it is not an answer."""
    if said.intent == journey.name:
        return Step()
    if said.intent == PICK:
        return _picked(journey, known, said.option)
    if said.intent == GO_BACK:
        return _gone_back(journey, known, asked)
    question = journey.question(asked)
    if question.kind == "date" and (step := _dated(journey, question, known, said)):
        return step
    shown = with_band(known)
    exact = read_option(question, said.text, shown) if len(said.text.split()) < 3 else None
    if exact is None and (looks_like_question(said.text) or said.intent in NEVER_ANSWERS):
        return None
    changes: dict[str, str | None] = {}
    value = exact or read_answer(question, said.text, shown)
    if value is not None:
        changes[asked] = value
    changes |= _also_said(journey, known, asked, said.text)
    if not changes:
        if question.otherwise is None or said.intent not in OPEN_INTENTS:
            return None
        changes[asked] = question.otherwise
    return Step(changes, _corrected(known, changes))


def ask(journey: Journey, slot: str, known: Answers, first: str = "") -> Message:
    """The question for a slot, as a Message."""
    question = journey.question(slot)
    shown = with_band(known)
    text = "\n\n".join(part for part in (first, question.wording(shown)) if part)
    return Message(kind="journey", outcome="journey", text=text, choices=question.choices(shown))


def _picked(journey: Journey, known: Answers, option: str) -> Step | None:
    slot, _, value = option.partition(":")
    if slot not in journey.slots:
        return None
    question = journey.question(slot)
    if value != SKIPPED and value not in {option.value for option in question.options}:
        return None
    changes: dict[str, str | None] = {slot: value}
    corrected = _corrected(known, changes)
    if corrected:
        # What was asked because of the old answer is asked anew.
        changes |= dict.fromkeys(_depending(journey, slot, known))
    return Step(changes, corrected)


def _depending(journey: Journey, slot: str, known: Answers) -> list[str]:
    """Known slots whose options hang on another slot."""
    return [
        question.slot
        for question in journey.questions
        if question.slot in known
        and any(slot in (option.when or {}) and slot != "age_band" for option in question.options)
    ]


def _gone_back(journey: Journey, known: Answers, asked: str) -> Step:
    places = journey.needed(known)
    before = places[: places.index(asked)] if asked in places else places
    before = [slot for slot in before if slot in known]
    if not before:
        return Step(first=shared()["nothing_before"])
    return Step({before[-1]: None}, shared()["back"])


def _dated(journey: Journey, question: Question, known: Answers, said: Said) -> Step | None:
    """What a typed date does; None when there is no date in the message."""
    if said.intent in NEVER_ANSWERS or opens_as_question(said.text):
        return None
    if re.search(shared()["unknown_words"], said.text, re.IGNORECASE):
        if question.skippable:
            return Step({question.slot: SKIPPED})
        return Step(first=journey.texts["not_known"])
    read = read_date(said.text, date.today(), question.lean(known) if question.lean else "past")
    if read.status == "none":
        return None
    if read.status != "ok":
        return Step(first=read.needs)
    changes: dict[str, str | None] = {question.slot: read.day.isoformat()}
    return Step(changes, _corrected(known, changes))


def _also_said(journey: Journey, known: Answers, asked: str, text: str) -> dict[str, str | None]:
    """Answers to the journey's other questions in the same message: given early, or corrected."""
    also: dict[str, str | None] = {}
    for question in journey.questions:
        if question.slot == asked or not (question.from_before or question.early):
            continue
        value = _read_aside(question, text, known)
        if value is not None and (question.slot not in known or question.kind == "age"):
            also[question.slot] = value
    return {slot: value for slot, value in also.items() if known.get(slot) != value}


def _read_aside(question: Question, text: str, known: Answers) -> str | None:
    if question.kind == "age":
        return read_age(text)
    if question.kind == "date":
        read = read_date(text, date.today(), question.lean(known) if question.lean else "past")
        return read.day.isoformat() if read.status == "ok" and not read.about else None
    return read_option(question, text, with_band(known))


def _corrected(known: Answers, changes: Answers) -> str:
    changed = any(slot in known and known[slot] != value for slot, value in changes.items())
    return shared()["corrected"] if changed else ""


def _repeat(journey: Journey, known: Answers) -> str:
    """What was told before the journey and is used in it, in a sentence; empty for nothing."""
    said = shared()["noted"]
    things = [_noted(slot, known[slot]) for slot in journey.slots if slot in known and slot in said]
    told = "; ".join(thing for thing in things if thing)
    return shared()["use_what_was_told"].format(noted=told) if told else ""


def _noted(slot: str, value: str) -> str:
    words = shared()["noted"][slot]
    if value in words:
        return words[value]
    if slot == "child_age" and value.isdigit():
        named = {"0": "baby", "1": "one"}.get(value, "years")
        return words[named].format(n=value)
    return ""
