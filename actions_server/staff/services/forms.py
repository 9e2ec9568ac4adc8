"""The form of a service to the fields of the entry, as they were typed, and back."""

from dataclasses import dataclass
from typing import Literal

from starlette.datastructures import FormData

from actions_server.staff.articles.forms import clean
from knowledge_base.service import Service

Kind = Literal["line", "text", "words", "number", "date", "yes", "choice", "source"]
CONFIDENCE = {
    "high": "High: we have checked it",
    "medium": "Medium: families are told to check first",
    "low": "Low: families are told to check first",
}
PARTS_OF_SOURCE = ("title", "url", "law")


@dataclass(frozen=True)
class Field:
    """One field of the form: its label, what to type, and how it looks."""

    name: str
    kind: Kind
    label: str
    hint: str = ""


FIELDS = (
    Field("name", "line", "Name", "What families would call it."),
    Field("organization", "line", "Who runs it", "A team, charity or council. Not a person."),
    Field(
        "description",
        "text",
        "What it is",
        "What a child or a parent gets there, in a few short sentences.",
    ),
    Field(
        "how_to_get",
        "text",
        "How to get it",
        "The first thing to do. Say who may come, and whether somebody has to refer them.",
    ),
    Field("phone", "line", "Phone", "As it is dialled, such as 020 7946 0000."),
    Field("text_number", "line", "Number for texts"),
    Field("email", "line", "Email", "Of the service, not of one person."),
    Field("url", "line", "Website", "The whole address, from https:// on."),
    Field(
        "place_hidden",
        "yes",
        "Hidden place",
        "Nobody may be told where it is, as with a refuge. Then leave the address empty, and see "
        "that no text gives the place away.",
    ),
    Field("address", "line", "Address", "Street, town and postcode, with commas between."),
    Field("opening_hours", "line", "Opening hours", "Such as: Monday to Friday, 9am to 5pm."),
    Field("cost", "line", "Cost", "Such as: Free. Empty where nobody knows."),
    Field("alert", "text", "Warning", "What families must know now, such as: closed in August."),
    Field("minimum_age", "number", "Youngest age", "In years. Empty for any age."),
    Field("maximum_age", "number", "Oldest age", "In years. Empty for any age."),
    Field(
        "topics",
        "words",
        "Topics",
        "Ids, with spaces between. Without any it is in no answer, only in our list for others.",
    ),
    Field("area", "choice", "Who is it for?"),
    Field("source", "source", "Where this comes from", "The page that you hold it against."),
    Field("facts", "words", "Researched facts", "Ids, with spaces between. Empty for most."),
    Field(
        "checked_on",
        "date",
        "Last checked on",
        "The day on which somebody held it against its source. “I checked this today” sets it.",
    ),
    Field("confidence", "choice", "How sure we are"),
)
LABELS = {field.name: field.label for field in FIELDS}


def fields_of(form: FormData, name: str) -> dict:
    """What was typed, as an entry's fields; nothing is judged here. name: its id."""
    content: dict = {"id": name}
    for field in FIELDS:
        typed = clean(_text(form, field.name)).strip()
        match field.kind:
            case "words":
                content[field.name] = typed.replace(",", " ").split()
            case "number":
                content[field.name] = _number(typed)
            case "date":
                content[field.name] = typed or None
            case "yes":
                content[field.name] = typed == "yes"
            case "source":
                content["source"] = {
                    part: clean(_text(form, f"source_{part}")).strip() for part in PARTS_OF_SOURCE
                }
            case "text":
                content[field.name] = typed
            case _:
                content[field.name] = " ".join(typed.split())
    return content


def empty(area: str, title: str = "") -> dict:
    """The fields of an entry that nobody has written yet."""
    return fields_of(FormData(), "") | {"name": title, "area": area, "confidence": "high"}


def content_of(service: Service) -> dict:
    """The fields of an entry as the form shows them."""
    return service.model_dump(mode="json")


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _number(typed: str) -> int | str | None:
    if typed.isascii() and typed.isdigit() and len(typed) < 4:
        return int(typed)
    return typed or None
