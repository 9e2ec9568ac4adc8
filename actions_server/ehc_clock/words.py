"""The clock's own words, read from words.yaml."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

WORDS = Path(__file__).parent / "words.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StepWords(_Part):
    """A step in plain words; `rule` has places for the figures of the facts."""

    label: str
    rule: str
    rule_without_meeting: str = ""
    rule_meeting_only: str = ""
    rule_post16: str = ""
    passed: str = ""
    wait: list[str]
    missed: list[str]


class ExceptionWords(_Part):
    """An exception in plain words. "lifts": it may let somebody else be late."""

    kind: Literal["lifts", "changes"]
    says: str
    named: str = ""


class Words(_Part):
    """Everything the clock can say."""

    steps: dict[str, StepWords]
    planning: dict[str, str]
    exceptions: dict[str, ExceptionWords]
    sentences: dict[str, str]
    law_pages: dict[str, str]


@cache
def words() -> Words:
    """The words of words.yaml; a ValidationError where it does not fit."""
    return Words.model_validate(yaml.safe_load(WORDS.read_text(encoding="utf-8")))
