"""The one way this package says that something a writer made cannot be used."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault in one file, with what to do about it.

    file: path as the writer knows it; field: the part at fault, "" for the whole file;
    remedy: a sentence that says what is wrong and how to put it right.
    """

    file: str
    field: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.field}" if self.field else self.file
        return f"{where}: {self.remedy}"


class ContentError(Exception):
    """Content that must be whole is not; carries every problem found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
