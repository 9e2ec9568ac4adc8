"""Long lists of the desk, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Query

Item = TypeVar("Item")
PageNumber = Annotated[int, Query(ge=1, le=10_000)]


@dataclass(frozen=True)
class Cut:
    """The page that is shown, of how many; start: the place of its first item in the list."""

    page: int
    pages: int
    size: int

    @property
    def start(self) -> int:
        """The place of the first item, from 0."""
        return (self.page - 1) * self.size

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """What of a whole list is on the page."""
        return items[self.start : self.start + self.size]


def cut(count: int, asked: int, size: int) -> Cut:
    """The page that was asked for, or the last one; a list without items has one empty page."""
    pages = max(1, -(-count // size))
    return Cut(min(asked, pages), pages, size)
