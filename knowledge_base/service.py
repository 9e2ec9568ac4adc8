"""What a service is: a directory entry that tells a family how to get it."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from knowledge_base.article import Line, Slug, Source, WebAddress

# A whole postcode stands for a handful of doors; its first half (TW3) for thousands.
FULL_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b", re.IGNORECASE)


class Service(BaseModel):
    """A directory entry; its fields map one to one on Open Referral UK 3.0.

    minimum_age and maximum_age are in years. topics may be empty for an entry that another
    directory gave. checked_on is the day the details were last held against their source, or None
    where nobody said. confidence below "high" means a family is told to check first. place_hidden
    says that nobody may be told where it is, as with a refuge: then there is no address.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    name: Line
    area: Slug
    organization: Line
    description: Line
    how_to_get: Line
    topics: list[Slug]
    minimum_age: Annotated[int, Field(ge=0, le=120)] | None = None
    maximum_age: Annotated[int, Field(ge=0, le=120)] | None = None
    phone: str = ""
    text_number: str = ""
    email: str = ""
    url: WebAddress = ""
    address: str = ""
    opening_hours: str = ""
    cost: str = ""
    alert: str = ""
    place_hidden: bool = False
    source: Source
    facts: list[Slug] = []
    checked_on: date | None
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

    @model_validator(mode="after")
    def _keeps_a_hidden_place_hidden(self) -> Self:
        if not self.place_hidden:
            return self
        if self.address:
            raise ValueError("the place is hidden, so leave the address out")
        texts = (self.name, self.description, self.how_to_get, self.opening_hours, self.alert)
        for text in (*texts, self.organization, self.cost, self.source.title):
            if found := FULL_POSTCODE.search(text):
                raise ValueError(f"the place is hidden, so take the postcode “{found[0]}” out")
        return self
