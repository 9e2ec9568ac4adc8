"""The editor's form to the fields of an article, as they were typed, and back."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

from starlette.datastructures import FormData

from actions_server.wording import JOURNEYS
from knowledge_base.article import STAGE_TITLES, Offer

Kind = Literal["line", "text", "lines", "words", "choice", "choices", "ages", "sources", "date"]
assert set(JOURNEYS) == set(get_args(Offer))


@dataclass(frozen=True)
class Field:
    """One field of the form: its label, what to type, how tall its box is, and whether a date may
    be left out."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    rows: int = 3
    may_be_empty: bool = False


FIELDS = (
    Field("title", "line", "Title", "What a family would call it. Up to 90 letters."),
    Field(
        "answer",
        "text",
        "Short answer",
        "What the chat says. It must stand on its own, in 80 words or fewer. Sentences of 20 words "
        "or fewer, for a reading age of 9 to 11.",
        6,
    ),
    Field("steps", "lines", "Next steps", "1 to 5, one on each line. Begin with what to do.", 5),
    Field(
        "asked_as",
        "lines",
        "Ways of asking",
        "12 or more, one on each line, as families would type it, mistakes and all. Search learns "
        "from these at once.",
        8,
    ),
    Field(
        "body",
        "text",
        "The rest of the guide",
        "Use ## for a heading, - for a list, [words](https://…) for a link. Pictures and HTML "
        "are left out.",
        16,
    ),
    Field(
        "sources",
        "sources",
        "Where this comes from",
        "At least one. Say the law where it states law: a second person then has to publish it.",
    ),
    Field(
        "facts",
        "words",
        "Researched facts",
        "Ids of the facts that figures and rights rest on, with spaces between. Needed where law "
        "is cited.",
    ),
    Field(
        "services",
        "words",
        "Services to turn to",
        "Ids from the directory, with spaces between. The first four are shown.",
    ),
    Field("offers", "choices", "Offer afterwards", "What the chat offers to do next. Up to two."),
    Field("stage", "choice", "Stage", "Where it stands in the list of guides."),
    Field("topics", "words", "Topics", "Ids, with spaces between. The first is the main one."),
    Field("ages", "ages", "Ages", "The youngest and the oldest it is for, from 0 to 25."),
    Field("reviewed_on", "date", "Last checked on", "The day you checked every source."),
    Field("review_by", "date", "Check again by"),
    Field(
        "valid_until",
        "date",
        "Surely holds until",
        "Leave this empty, unless a day is known after which it may not hold, such as the end of a "
        "scheme. After that day families are offered it as a choice only, and told that it may "
        "have changed.",
        may_be_empty=True,
    ),
    Field("owner", "line", "Who looks after it", "A team or a role, not a person’s name."),
)
EMPTY_SOURCES = 2  # empty places shown below the sources that are there
MOST_SOURCES = 20


def fields_of(form: FormData, slug: str, area: str) -> dict:
    """What was typed, as an article's fields; nothing is judged here."""
    content: dict = {"slug": slug, "area": area}
    for field in FIELDS:
        typed = clean(_text(form, field.name))
        match field.kind:
            case "lines":
                content[field.name] = [line.strip() for line in typed.split("\n") if line.strip()]
            case "words":
                content[field.name] = typed.replace(",", " ").split()
            case "choices":
                chosen = [one for one in form.getlist(field.name) if one in JOURNEYS]
                content[field.name] = [str(one) for one in chosen]
            case "ages":
                ends = (_text(form, "ages_from"), _text(form, "ages_to"))
                content["ages"] = [_number(end) for end in ends]
            case "sources":
                content["sources"] = _sources(form)
            case _:
                content[field.name] = typed.strip() or (None if field.may_be_empty else "")
    return content


def clean(text: str) -> str:
    """Text with one kind of line end and without control characters, which no family can see."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})


def empty(slug: str, area: str, title: str, owner: str) -> dict:
    """The fields of an article that nobody has written yet."""
    content = fields_of(FormData(), slug, area)
    stage = next(iter(STAGE_TITLES))
    return content | {"title": title, "owner": owner, "stage": stage, "ages": [0, 25]}


def _sources(form: FormData) -> list[dict]:
    parts = [form.getlist(f"source_{part}") for part in ("title", "url", "law")]
    rows = zip(*([clean(str(one)).strip() for one in part] for part in parts), strict=False)
    named = [dict(zip(("title", "url", "law"), row, strict=True)) for row in rows]
    return [source for source in named if any(source.values())][:MOST_SOURCES]


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _number(text: str) -> int | str:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text
