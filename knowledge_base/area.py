"""What an area pack says about a place: names, contacts, localities, languages, safeguarding."""

from datetime import date
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
