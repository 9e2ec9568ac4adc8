"""What a message says of the child's age, in so many words or by the stage of school."""

import re
from dataclasses import dataclass

YOUNGEST, OLDEST = 0, 25  # years; what support for SEND covers

_YEARS = re.compile(
    r"\b(?:aged?|turn(?:ed|ing|s)?|(?:s?he|it)(?:'?s| is)(?: now| only| just| nearly| almost)?)"
    r" (\d{1,2})\b"
    r"(?! ?(?:%|st|nd|rd|th|hours?|hrs?|days?|weeks?|wks?|months?|mths?|times|years? behind))"
    r"|\b(\d{1,2})[ -]?(?:years?|yrs?|y)[ -]?(?:old|o)\b"
    r"|\b(\d{1,2}) ?y/o\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b(\d{1,2})[ -]?(?:months?|mths?|m)[ -]?(?:old|o)\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y) ?(1[0-3]|[1-9])\b(?! ?(?:old|ago))", re.IGNORECASE)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        [*_NUMBERS.split(), "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], start=1
    )
}
_WORD_YEARS = re.compile(
    rf"\b({'|'.join(_IN_WORDS)})[ -](?:years?|yrs?)[ -]old\b|\b(?:aged|is|turned) "
    rf"({'|'.join(_IN_WORDS)})\b(?! (?:of|years ago|months|weeks|hours|days))",
    re.IGNORECASE,
)
# In England a child is of school age from the term after turning five; sixth form begins at 16.
_STAGES = {
    r"\bbab(?:y|ies)\b": (0, 1),
    r"\btoddlers?\b": (1, 3),
    r"\b(?:nursery|pre-?school|childminder)\b": (0, 5),
    r"\breception(?: class| year)?\b": (4, 5),
    r"\b(?:infants?|primary)(?: school)?\b": (4, 11),
    r"\bsecondary(?: school)?\b": (11, 16),
    r"\b(?:sixth form|6th form|college|post[- ]?16)\b": (16, 25),
}
_FIRST_SCHOOL_AGE = 4  # years; a child in year 1 is 5 or 6


@dataclass(frozen=True)
class Ages:
    """From and to, in years, both included."""

    youngest: int
    oldest: int

    def meet(self, other: "Ages") -> bool:
        """Whether some child is of both ages."""
        return self.youngest <= other.oldest and other.youngest <= self.oldest


def ages_in(text: str) -> Ages | None:
    """The child's age as a message tells it; None where it tells none, or more than one child's.

    Years told outright count for more than the stage of school, since a message may speak of the
    school that comes next.
    """
    told = {int(next(filter(None, found))) for found in _YEARS.findall(text)}
    told |= {_IN_WORDS[next(filter(None, f)).lower()] for f in _WORD_YEARS.findall(text)}
    told |= {int(months) // 12 for months in _MONTHS.findall(text)}
    told = {years for years in told if YOUNGEST <= years <= OLDEST}
    if told:
        return Ages(min(told), max(told)) if len(told) == 1 else None
    stages = [Ages(*years) for pattern, years in _STAGES.items() if _has(pattern, text)]
    years = {int(year) for year in _SCHOOL_YEAR.findall(text)}
    stages += [Ages(year + _FIRST_SCHOOL_AGE, year + _FIRST_SCHOOL_AGE + 1) for year in years]
    return stages[0] if len(stages) == 1 else None


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
