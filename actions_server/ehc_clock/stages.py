"""Where a family can be in the EHC process: what to ask them, and which rules follow from it.

The stages are data, in stages.yaml; the rules that they name are in the facts (deadlines.yaml).
"""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

STAGES = Path(__file__).parent / "stages.yaml"
Lean = Literal["past", "near", "future"]
Which = Literal["on", "also"]
When = Literal["never", "always", "with-also", "without-also"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Follows(_Part):
    """A rule that follows from a stage.

    step: id in deadlines.yaml; events: for each limit of the step, the date that it counts from;
    done: the family is past it, so that it is shown but never called late; conditional: it binds
    only if the council takes that way. Either may hang on whether the second date was given.
    """

    step: str
    events: dict[str, Which]
    done: When = "never"
    conditional: When = "never"


class Stage(_Part):
    """One place in the process.

    id: what what_is_due takes; title: the button; asks: the question for the date, which is all
    that a family must give; also_asks: the question for a second date that they may skip, "" where
    there is none; said and also_said: those dates said back, with {day}; lean: where a date without
    a year lies, and whether it may lie in the future (written_dates.read_date); narrow_asks and
    narrows_to: the question, and ids of finer stages, to choose from first; request: which date is
    the day the council got the request; letter: id of the letter for this stage, late_letter: the
    one to send when something is late; finer: reached only through another stage.
    """

    id: str
    title: str
    asks: str = ""
    said: str = ""
    also_asks: str = ""
    also_said: str = ""
    lean: Lean = "past"
    narrow_asks: str = ""
    narrows_to: list[str] = []
    request: Which | None = None
    follows: list[Follows] = []
    letter: str = ""
    late_letter: str = ""
    finer: bool = False


def stages() -> dict[str, Stage]:
    """The eleven stages that a family chooses from, by id, in the order of the process."""
    return {name: item for name, item in every_stage().items() if not item.finer}


def stage(name: str) -> Stage:
    """A stage or a finer stage by its id; KeyError when there is none."""
    return every_stage()[name]


@cache
def every_stage() -> dict[str, Stage]:
    """The stages and the finer ones that some of them narrow to, by id."""
    raw = yaml.safe_load(STAGES.read_text(encoding="utf-8"))
    return {entry["id"]: Stage.model_validate(entry) for entry in raw}
