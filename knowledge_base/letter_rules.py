"""Every rule about starter letters that a program can check."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from knowledge_base.letter import BLANK, StarterLetter
from knowledge_base.problems import Problem
from knowledge_base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, read

# A letter names its writer and its child in the same words everywhere, so that they are asked for
# once on the family's own device.
REQUIRED_BLANKS = ("your name", "today's date", "child's name")
_STRAY = re.compile(r"[\[\]]")
_CONTACT = re.compile(r"@|\b0\d{2,4}[\d ]{5,}\d\b")
_CITED = re.compile(r"(section|regulation|article|paragraph)s? (\d+(?:\.\d+)?)(?:\(\d+\))*", re.I)
_FIGURE = re.compile(r"(?<![\d.(])\d+(?![\d.)(])")
_SMALL = frozenset("1 2 3 4 5".split())  # of days to answer that we suggest, and counting


def problems_of_letters(
    letters: Iterable[StarterLetter],
    today: date,
    facts: Mapping[str, str],
    topics: Collection[str],
) -> list[Problem]:
    """Everything that keeps letters from being published.

    facts: what each researched fact says, by id; topics: those that exist.
    """
    return [
        Problem(f"letters/{letter.id}", field, remedy)
        for letter in letters
        for field, remedy in _faults(letter, today, facts, topics)
    ]


def _faults(
    letter: StarterLetter, today: date, facts: Mapping[str, str], topics: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with one letter: the field, and what to do."""
    for topic in letter.topics:
        if topic not in topics:
            yield "topics", f"“{topic}” is not a topic; see topics.yaml"
    for fact in letter.facts:
        if fact not in facts:
            yield "facts", f"there is no researched fact “{fact}”"
    yield from _faults_of_blanks(letter)
    yield from _faults_of_law(letter, facts)
    yield from _faults_of_wording(letter)
    if letter.reviewed_on > today:
        yield "reviewed_on", "this day has not come yet"
    if letter.review_by < today:
        yield "review_by", "the review is overdue; read it again and set a new day"


def _faults_of_blanks(letter: StarterLetter) -> Iterator[tuple[str, str]]:
    if _STRAY.search(BLANK.sub("", letter.body)):
        yield "body", "a square bracket is not closed, or not opened"
    for blank in REQUIRED_BLANKS:
        if blank not in letter.blanks:
            yield "body", f"leave a blank for [{blank}]"
    if any(not blank.strip() for blank in letter.blanks):
        yield "body", "say in each blank what belongs there"
    for blank in letter.pick:
        if blank not in letter.blanks:
            yield "pick", f"there is no blank [{blank}]"


def _faults_of_law(letter: StarterLetter, facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    law = " ".join(source.law for source in letter.sources)
    for kind, number in _CITED.findall(letter.wording):
        if not re.search(rf"(?<!\d)(?<!\d\.){re.escape(number)}(?![\d.])", law):
            yield "sources", f"the letter cites {kind.lower()} {number}, which no source has"
    ground = " ".join(facts.get(fact, "") for fact in letter.facts).casefold()
    for figure in _FIGURE.findall(_CITED.sub("", " ".join([letter.wording, *letter.tips]))):
        is_a_year = len(figure) == 4  # of an Act
        if figure not in _SMALL and not is_a_year and not re.search(rf"\b{figure}\b", ground):
            yield "facts", f"no listed fact holds the figure “{figure}”"


def _faults_of_wording(letter: StarterLetter) -> Iterator[tuple[str, str]]:
    if _CONTACT.search(" ".join([letter.wording, *letter.tips])):
        yield "body", "leave contact details blank; they change"
    for field, text in (("body", letter.wording), ("tips", "\n".join([letter.when, *letter.tips]))):
        reading = read(text)
        for sentence in reading.long_sentences:
            yield field, f"cut this to {LONGEST_SENTENCE} words or fewer: “{sentence}”"
        if not reading.long_sentences and not reading.is_plain:
            grades = f"{reading.flesch_kincaid:.1f} and {reading.automated:.1f}"
            yield field, f"too hard to read: school grades {grades}, at most {HIGHEST_GRADE}"
