"""What an article is: the approved answer to one topic for one area, and what makes one valid."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)

from knowledge_base.circumstances import OLDEST, YOUNGEST

LONGEST_ANSWER = 80  # words; an answer is read on a phone, before anything else
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Stage = Literal[
    "early-worry",
    "school-support",
    "asking-for-a-plan",
    "plan-in-place",
    "disagreement",
    "health-and-therapy",
    "moving-on",
    "family-life",
    "how-it-works",
    "urgent",
]
STAGE_TITLES: dict[str, str] = {
    "early-worry": "When you first worry",
    "school-support": "Help in nursery, school and college",
    "asking-for-a-plan": "Asking for an EHC plan",
    "plan-in-place": "When your child has a plan",
    "disagreement": "When you disagree",
    "health-and-therapy": "Health and therapy",
    "moving-on": "Growing up and moving on",
    "family-life": "Family life, money and breaks",
    "how-it-works": "How the system works",
    "urgent": "When it is urgent",
}

# Journeys that may be offered after an answer.
Offer = Literal[
    "ehc_dates", "therapy_route", "early_help_route", "disagree_route", "letter", "barrier"
]


def _is_a_web_address(url: str) -> str:
    # Families tap these, so nothing but a web page may be behind one.
    if url and not re.fullmatch(r"https?://\S+\.\S+", url):
        raise ValueError("give a full web address that starts with https://")
    return url


def _with_plain_line_ends(text: str) -> str:
    # Files have one kind of line end, so that writing and reading an article changes nothing.
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Body = Annotated[Line, AfterValidator(_with_plain_line_ends)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
WebAddress = Annotated[str, AfterValidator(_is_a_web_address)]


class Source(BaseModel):
    """Where a statement comes from. url may be empty where only the statute is cited in law."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    url: WebAddress = ""
    law: str = ""


class Article(BaseModel):
    """One topic settled for one area.

    ages are years from and to, both included; answer stands alone in at most 80 words; steps are 1
    to 5 next steps; asked_as are ways a family might put it; services are directory ids; facts are
    ids of the researched facts that the wording rests on; offers are journeys that may be offered
    after the answer; valid_until is the last day on which it surely holds, where it will not for
    ever.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Slug
    title: Annotated[Line, StringConstraints(max_length=90)]
    topics: Annotated[list[Slug], Field(min_length=1)]
    area: Slug
    stage: Stage
    ages: tuple[int, int] = (YOUNGEST, OLDEST)
    answer: Line
    steps: Annotated[list[Line], Field(min_length=1, max_length=5)]
    asked_as: Annotated[list[Line], Field(min_length=8)]
    services: list[Slug] = []
    sources: Annotated[list[Source], Field(min_length=1)]
    facts: list[Slug] = []
    offers: list[Offer] = []
    reviewed_on: date
    review_by: date
    valid_until: date | None = None
    owner: Line
    body: Body

    @field_validator("answer")
    @classmethod
    def _is_short(cls, answer: str) -> str:
        words = len(answer.split())
        if words > LONGEST_ANSWER:
            raise ValueError(f"it has {words} words; cut it to {LONGEST_ANSWER} or fewer")
        return answer

    @field_validator("ages")
    @classmethod
    def _run_upwards(cls, ages: tuple[int, int]) -> tuple[int, int]:
        if not YOUNGEST <= ages[0] <= ages[1] <= OLDEST:
            raise ValueError(f"give the youngest and the oldest, from {YOUNGEST} to {OLDEST}")
        return ages

    @field_validator("asked_as")
    @classmethod
    def _has_no_repeats(cls, asked_as: list[str]) -> list[str]:
        seen: set[str] = set()
        for phrase in asked_as:
            if phrase.casefold() in seen:
                raise ValueError(f"“{phrase}” stands there twice; keep one")
            seen.add(phrase.casefold())
        return asked_as

    @field_validator("review_by")
    @classmethod
    def _is_later(cls, review_by: date, info) -> date:  # noqa: ANN001 - pydantic's own type
        reviewed_on = info.data.get("reviewed_on")
        if reviewed_on and review_by <= reviewed_on:
            raise ValueError("the next review must come after reviewed_on")
        return review_by

    @field_validator("valid_until")
    @classmethod
    def _held_when_it_was_checked(cls, valid_until: date | None, info) -> date | None:  # noqa: ANN001
        reviewed_on = info.data.get("reviewed_on")
        if reviewed_on and valid_until and valid_until < reviewed_on:
            raise ValueError("it would have ended before it was checked on reviewed_on")
        return valid_until

    def has_ended(self, today: date) -> bool:
        """Whether the last day on which it surely holds is over."""
        return self.valid_until is not None and self.valid_until < today
