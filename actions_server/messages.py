"""The Message: what a family is sent, in the one format of the HTTP interface."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    "text", "answer", "clarify", "crisis", "journey", "dates", "letter", "handover", "notice"
]
Outcome = Literal[
    "answered",
    "clarified",
    "abstained",
    "crisis",
    "journey",
    "handover",
    "small_talk",
    "refused",
    "limited",
    "error",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(_Part):
    """A button: value comes back as {"choice": value} when it is pressed."""

    title: str
    value: str


class ArticleLink(_Part):
    """The article an answer comes from."""

    slug: str
    title: str
    url: str
    topics: list[str]
    area: str
    reviewed_on: str


class ServiceCard(_Part):
    """Someone to turn to."""

    id: str
    name: str
    how_to_get: str
    phone: str | None = None
    text_number: str | None = None
    email: str | None = None
    url: str | None = None


class SourceLink(_Part):
    """Where a statement comes from."""

    title: str
    url: str | None = None
    law: str | None = None


class DateLine(_Part):
    """A date that matters; date as YYYY-MM-DD."""

    label: str
    date: str
    status: Literal["past", "due", "future"]
    note: str | None = None


class Letter(_Part):
    """A starter letter with blanks that the family fills in on its own device; picks: for a
    blank, approved lines to choose from."""

    title: str
    paragraphs: list[str]
    blanks: list[str]
    picks: dict[str, list[str]] | None = None


class Message(_Part):
    """One reply. `text` suffices on its own; every other part repeats it in pieces."""

    kind: Kind
    outcome: Outcome
    text: str
    answer_id: str | None = None
    article: ArticleLink | None = None
    steps: list[str] = []
    services: list[ServiceCard] = []
    sources: list[SourceLink] = []
    dates: list[DateLine] = []
    letter: Letter | None = None
    choices: list[Choice] = []
    language: str = "en"

    def as_json(self) -> dict[str, Any]:
        """The message with absent parts left out."""
        return {
            key: value
            for key, value in self.model_dump(mode="json", exclude_none=True).items()
            if value != []
        }
