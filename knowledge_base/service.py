"""What a service is: a directory entry that tells a family how to get it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from knowledge_base.article import Line, Slug, Source, WebAddress


class Service(BaseModel):
    """A directory entry; its fields map one to one on Open Referral UK 3.0.

    minimum_age and maximum_age are in years. checked_on is the day the details were last held
    against their source. confidence below "high" means a family is told to check first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    name: Line
    area: Slug
    organization: Line
    description: Line
    how_to_get: Line
    topics: Annotated[list[Slug], Field(min_length=1)]
    minimum_age: Annotated[int, Field(ge=0, le=120)] | None = None
    maximum_age: Annotated[int, Field(ge=0, le=120)] | None = None
    phone: str = ""
    text_number: str = ""
    email: str = ""
    url: WebAddress = ""
    address: str = ""
    opening_hours: str = ""
    source: Source
    facts: list[Slug] = []
    checked_on: date
    confidence: Literal["high", "medium", "low"]

    @field_validator("maximum_age")
    @classmethod
    def _is_not_below_the_minimum(cls, maximum: int | None, info) -> int | None:  # noqa: ANN001
        minimum = info.data.get("minimum_age")
        if maximum is not None and minimum is not None and maximum < minimum:
            raise ValueError("the oldest age is below the youngest; swap them")
        return maximum

    @field_validator("email")
    @classmethod
    def _is_an_address(cls, email: str) -> str:
        if email and "@" not in email.strip("@"):
            raise ValueError("write it in full, like name@example.gov.uk")
        return email
