"""What a journey is made of, as the YAML file beside it says: questions, choices and words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions_server.ehc_clock.stages import Lean
from actions_server.messages import Choice, Message
from knowledge_base.area import AreaPack
from knowledge_base.library import Library

Answers = Mapping[str, str]  # what is known, by slot; SKIPPED where a family did not want to say
SKIPPED = "skipped"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Option:
    """One answer to a question. words: patterns that mean it when typed; when: the answers to
    other questions with which it is shown, so that few choices are shown at once."""

    value: str
    title: str
    words: re.Pattern[str] | None = None
    when: Mapping[str, list[str]] | None = None
    shown: bool = True

    def fits(self, known: Answers) -> bool:
        """Whether to show it, given what is known."""
        when = self.when or {}
        return self.shown and all(known.get(slot) in allowed for slot, allowed in when.items())


@dataclass(frozen=True)
class Question:
    """One question, asked in these words.

    kind: how a typed answer is read ("options", "age", "band", "date"); from_before: an answer may
    be taken from what was said before the journey began; early: it may be taken from the answer to
    another question; otherwise: what anything else that is typed counts as; yields: the option
    that gives way when another is named too; ask_when: other words for the question, by slot and
    value; lean: on which side of today a date lies, None for the past.
    """

    slot: str
    ask: str
    options: tuple[Option, ...] = ()
    kind: str = "options"
    skippable: bool = False
    from_before: bool = False
    early: bool = False
    yields: str | None = None
    ask_when: Mapping[str, Mapping[str, str]] | None = None
    otherwise: str | None = None
    lean: Callable[[Answers], Lean] | None = None

    def wording(self, known: Answers) -> str:
        """The question, in the words that fit what is known."""
        for slot, by_value in (self.ask_when or {}).items():
            if wording := by_value.get(known.get(slot, "")):
                return wording
        return self.ask

    def choices(self, known: Answers) -> list[Choice]:
        """What can be picked, each as the slot and its value."""
        shown = [
            Choice(title=option.title, value=f"{self.slot}:{option.value}")
            for option in self.options
            if option.fits(known)
        ]
        if self.skippable:
            shown.append(Choice(title=shared()["skip"], value=f"{self.slot}:{SKIPPED}"))
        return shown

    def title_of(self, value: str) -> str:
        """The words for an answer."""
        return next((o.title for o in self.options if o.value == value), value)


@dataclass(frozen=True)
class Journey:
    """A journey: its questions in order, which of them are needed, and what it ends in.

    in_area: gives it the options that only an area pack knows.
    """

    name: str
    texts: Mapping[str, Any]
    questions: tuple[Question, ...]
    needed: Callable[[Answers], list[str]]
    finish: Callable[[Answers, Library], list[Message]]
    in_area: Callable[["Journey", AreaPack], "Journey"] | None = None

    @property
    def form(self) -> str:
        """The form's name in Rasa's domain."""
        return f"{self.name}_form"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots it fills, in order."""
        return tuple(question.slot for question in self.questions)

    def question(self, slot: str) -> Question:
        """The question that fills a slot."""
        return next(question for question in self.questions if question.slot == slot)

    def within(self, pack: AreaPack) -> "Journey":
        """The journey as it is in an area."""
        return self.in_area(self, pack) if self.in_area else self

    def next_slot(self, known: Answers) -> str | None:
        """The slot to ask for next, or None when everything is known."""
        return next((slot for slot in self.needed(known) if slot not in known), None)


def read_texts(name: str) -> dict[str, Any]:
    """The YAML file of a journey."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def shared() -> dict[str, Any]:
    """What all journeys say or ask alike."""
    return read_texts("shared")


def read_questions(texts: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions of a file; one that names no words of its own is a shared one."""
    return tuple(
        _question(slot, {**shared()["questions"].get(slot, {}), **(given or {})})
        for slot, given in texts["questions"].items()
    )


def _question(slot: str, given: dict[str, Any]) -> Question:
    options = tuple(_option(option) for option in given.get("options", ()))
    return Question(
        slot=slot,
        ask=given["ask"],
        options=options,
        kind=given.get("kind", "options"),
        skippable=given.get("skippable", False),
        from_before=given.get("from_before", False),
        early=given.get("early", False),
        otherwise=given.get("otherwise"),
        yields=given.get("yields"),
        ask_when=given.get("ask_when"),
    )


def _option(given: dict[str, Any]) -> Option:
    words = given.get("words")
    pattern = words_pattern(words.split(" | ")) if words else None
    return Option(
        given["value"], given["title"], pattern, given.get("when"), given.get("shown", True)
    )


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """What matches where one of these words or phrases begins."""
    return re.compile(rf"\b(?:{'|'.join(word.strip() for word in words)})", re.IGNORECASE)
