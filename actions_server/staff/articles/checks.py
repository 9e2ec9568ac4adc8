"""What is wrong with a working copy, field by field, and how it reads, sentence by sentence."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from actions_server.staff.articles.stand_ins import as_far_as_it_goes, fields_at_fault
from knowledge_base.article import Article
from knowledge_base.checking import check_article
from knowledge_base.library import Library
from knowledge_base.problems import Problem
from knowledge_base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, read, sentences
from knowledge_base.reading import Content

# A rule about several fields is shown beside the first.
_SHOWN_AT = {
    "answer or steps": "answer",
    "answer and steps": "answer",
    "contacts": "body",
    "slug": "title",
    "area": "title",
}
_AGE = 5  # years by which a reading age is above a school grade


@dataclass(frozen=True)
class Sentence:
    """A sentence with how it reads; fault: what to mend, or empty. age: reading age in years."""

    text: str
    words: int
    age: int
    fault: str


@dataclass(frozen=True)
class Checked:
    """article: what the fields make, or None when they make none; faults: by field of the form;
    sentences: of the answer and the steps."""

    article: Article | None
    faults: dict[str, list[str]]
    sentences: list[Sentence]

    @property
    def may_be_published(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.article is not None and not self.faults


def check(content: dict, library: Library, today: date) -> Checked:
    """Hold the fields against every rule of `make check-content`."""
    article, problems = as_far_as_it_goes(content, today)
    stood_in = fields_at_fault(problems)
    is_whole = not problems
    for problem in check_article(article, _beside(library), today):
        # A rule about several fields says nothing where one of them is a stand-in.
        if not stood_in & set(problem.field.split(" ")):
            problems.append(problem)
    faults: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        field = problem.field.split(".")[0]
        faults[_SHOWN_AT.get(field, field)].append(_as_sentence(problem, content))
    shown = "\n".join([str(content.get("answer", "")), *map(str, content.get("steps", []))])
    return Checked(
        article if is_whole else None, dict(faults), [_judged(one) for one in sentences(shown)]
    )


def _beside(library: Library) -> Content:
    return Content(library.articles, list(library.services.values()), [library.pack])


def _judged(sentence: str) -> Sentence:
    words = len(sentence.split())
    reading = read(sentence)
    grade = max(reading.flesch_kincaid, reading.automated)
    fault = ""
    if words > LONGEST_SENTENCE:
        fault = f"{words} words: cut it to {LONGEST_SENTENCE}, or make it two sentences"
    elif grade > HIGHEST_GRADE:
        fault = "long words: say it more simply if you can"
    return Sentence(sentence, words, max(_AGE, round(grade + _AGE)), fault)


def _as_sentence(problem: Problem, content: dict) -> str:
    """A remedy as it stands beside its field."""
    remedy = problem.remedy
    if remedy == "add this field" or not content.get(problem.field, True):
        remedy = f"write something here ({remedy})" if "give" in remedy else "write something here"
    place = problem.field.split(".")[1:]
    number = f"Number {int(place[0]) + 1}: " if place and place[0].isdigit() else ""
    return number + (remedy if number else remedy[:1].upper() + remedy[1:])
