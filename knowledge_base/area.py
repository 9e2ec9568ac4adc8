"""What an area pack says about a place: names, contacts, localities, languages, safeguarding."""

import re
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from knowledge_base.article import Line, Slug, WebAddress

NATIONAL = "england"  # the area whose articles every area shares


class Contact(BaseModel):
    """Someone a family can turn to; service, when given, is the directory entry that holds more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    what_for: Line
    phone: str = ""
    email: str = ""
    url: WebAddress = ""
    hours: str = ""
    have_ready: str = ""
    service: str = ""


class Safeguarding(BaseModel):
    """Whom to call when a child may be at risk in this area."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    phone: Line
    hours: Line
    out_of_hours_phone: Line
    checked_on: date
    source: Line


class Consultation(BaseModel):
    """A question that the partnership asks families, with the answers to pick: title by id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    ask: Line
    choices: Annotated[dict[Slug, Line], Field(min_length=2, max_length=5)]


class Feed(BaseModel):
    """Another directory whose services staff may bring in; name is what it is called by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[Slug, Field(max_length=40)]
    title: Line
    address: WebAddress


class AreaPack(BaseModel):
    """Everything about a place that is not an article or a service."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: Slug
    name: Line
    council: Line
    assistant_name: Line = "SEND Navigator"
    quick_exit: WebAddress = "https://www.bbc.co.uk/weather"  # shown in place of the chat
    local_offer_url: WebAddress
    send_team: Contact
    independent_advice: Contact
    switchboard: Contact
    safeguarding: Safeguarding
    localities: dict[str, Annotated[list[str], Field(min_length=1)]]
    languages: list[str]
    consultation: Consultation | None = None
    feeds: list[Feed] = []

    def locality_in(self, text: str) -> str | None:
        """The one part of the area whose postcodes' first halves a text names; None where it names
        none, or several."""
        codes = (code.upper() for code in self._outward.findall(text))
        named = {name for code in codes for name, own in self.localities.items() if code in own}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _outward(self) -> re.Pattern[str]:
        codes = sorted({code for own in self.localities.values() for code in own})
        return re.compile(rf"\b(?:{'|'.join(codes) or '(?!)'})\b", re.IGNORECASE)
