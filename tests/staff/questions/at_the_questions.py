"""What the tests of the question desk share."""

from actions_server.database import transaction
from actions_server.staff.questions import queries

DOG = (
    "how do we get an assistance dog for our autistic daughter",
    "can my autistic son get an assistance dog",
    "who can give us an assistance dog for autism",
)
UNIFORM = (
    "what colour should the school uniform be",
    "which colour is the school uniform meant to be",
    "what colour does the school uniform have to be",
)
DESK, DECIDED = "/staff/questions", "/staff/questions/decided"


def rows(engine) -> list[queries.Asked]:
    with transaction(engine) as session:
        return queries.asked(session)


def only_form(page) -> str:
    (form,) = page.all("main form")
    return form.attrs["action"].removesuffix("/teach")


def every_box(browser) -> list[str]:
    return [box.attrs["value"] for box in browser.get(DESK).all("input[type=checkbox]")]


def number_of(engine, word: str) -> int:
    return next(row.id for row in rows(engine) if word in row.wording)
