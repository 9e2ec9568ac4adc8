"""What a starter letter is, and where the files lie."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge_base.article import Line, Slug, Source
from knowledge_base.problems import Problem
from knowledge_base.reading import CONTENT, read_front_matter

BLANK = re.compile(r"\[([^\[\]]*)\]")


class StarterLetter(BaseModel):
    """A letter to start from.

    when: what it is for, in a sentence; topics: of topics.yaml; stages: ids of the EHC clock that
    it is for; tips: what to know before it is sent; pick: for a blank, approved words to choose
    from; sources and facts: what it rests on; body: its paragraphs, with blanks as [your name].
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    title: Annotated[Line, StringConstraints(max_length=70)]
    when: Line
    topics: Annotated[list[Slug], Field(min_length=1)]
    stages: list[Slug] = []
    tips: Annotated[list[Line], Field(min_length=1, max_length=5)]
    pick: dict[Line, Annotated[list[Line], Field(min_length=2)]] = {}
    sources: Annotated[list[Source], Field(min_length=1)]
    facts: Annotated[list[Slug], Field(min_length=1)]
    reviewed_on: date
    review_by: date
    owner: Line
    body: Line

    @property
    def paragraphs(self) -> list[str]:
        """The letter, a paragraph each; the lines of an address stay lines."""
        return [part.strip() for part in re.split(r"\n\s*\n", self.body)]

    @property
    def blanks(self) -> list[str]:
        """What the family fills in, each once, without the brackets, in the order of the letter."""
        return list(dict.fromkeys(BLANK.findall(self.body)))

    @property
    def wording(self) -> str:
        """Everything that may end in the letter."""
        return "\n\n".join([self.body, *(line for lines in self.pick.values() for line in lines)])


def letters_in(root: Path) -> tuple[list[StarterLetter], list[Problem]]:
    """The letters of every area under a content folder, by id, and what cannot be used."""
    letters, problems = [], []
    for path in sorted(root.glob("*/letters/*.md")):
        letter = read_front_matter(path, StarterLetter, problems)
        if letter and letter.id != path.stem:
            remedy = f"make it “{path.stem}”, the name of the file, or rename the file"
            problems.append(Problem(f"letters/{path.name}", "id", remedy))
        elif letter:
            letters.append(letter)
    return letters, problems


@cache
def read_letters() -> tuple[StarterLetter, ...]:
    """Every letter that can be offered, by id; read once."""
    return tuple(letters_in(CONTENT)[0])
