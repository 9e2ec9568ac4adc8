"""Answers as families type them: an age, one of a few options, or a wish to skip."""

import re

from actions_server.journeys.journey import SKIPPED, Answers, Question, shared

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_NUMBER = rf"\d{{1,2}}(?:\.5)?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))}"
_NOT = re.compile(rf"\b(?:not|isn'?t|never)\s+(?:{_NUMBER})\b", re.IGNORECASE)
_AGE = re.compile(
    rf"\b(?P<n>{_NUMBER})(?:\s+and\s+a\s+half|½)?[\s-]*"
    r"(?:(?P<unit>months?|mths?|weeks?|wks?|years?|yrs?|yr)[\s-]*old|y/?o)\b"
    r"|\b(?:s?he'?s|she|he|they'?re|they are|is|aged?|turned|nearly|almost|just|only|now|i'?m|im)"
    rf"\s+(?:is\s+|just\s+|only\s+|nearly\s+|now\s+|turned\s+)*(?P<bare>{_NUMBER})\b"
    r"(?:\s*(?P<unit2>months?|mths?|years?|yrs?)\b)?"
    r"(?!\s*(?:weeks?|hours?|days?|times?|minutes?|terms?|%))",
    re.IGNORECASE,
)
_AGO = re.compile(r"\s*(?:ago|late|behind|waiting|of waiting|on the|now for|since|into)\b", re.I)
_ALONE = re.compile(
    rf"^\W*(?:about |nearly |almost |just |only )*({_NUMBER})\s*(months?|mths?|years?|yrs?)?\W*$",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\b(?:in\s+)?(?:year|yr|y)\s?(\d{1,2})\b", re.IGNORECASE)
OLDEST = 25  # years; the law on special needs ends there
_OPENS_AS_QUESTION = re.compile(
    r"^\W*(?:(?:and|but|so|ok|sorry|wait|hang on|also|first|quick question)[\s,]+)*"
    r"(?:how|what|whats|what's|who|whos|where|when|why|which|can|could|do|does|did|should|shall|"
    r"will|would|is there|are there|is it|are they|am i|have you|tell me|explain)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_AN_ANSWER = 25


def opens_as_question(text: str) -> bool:
    """Whether a message begins as questions do."""
    return bool(_OPENS_AS_QUESTION.search(text))


def looks_like_question(text: str) -> bool:
    """Whether a message asks something, rather than answering; "nursery?" may be an answer."""
    return opens_as_question(text) or ("?" in text and len(text.split()) > 3)


def read_answer(question: Question, text: str, known: Answers) -> str | None:
    """The value that a typed text gives to a question, or None when it says nothing about it."""
    if question.skippable and re.search(shared()["skip_words"], text, re.IGNORECASE):
        return SKIPPED
    if question.kind == "age" and (age := read_age(text, alone=True)):
        return age
    if question.kind == "band" and (age := read_age(text, alone=True)):
        return _band(question, int(age))
    return read_option(question, text, known)


def _band(question: Question, age: int) -> str | None:
    """The option, such as "5-10" or "under-5", that holds an age."""
    for option in question.options:
        low, _, high = option.value.partition("-")
        if (low == "under" and age < int(high)) or (low.isdigit() and int(low) <= age <= int(high)):
            return option.value
    return None


def read_option(question: Question, text: str, known: Answers) -> str | None:
    """The option that a text names: by its title, by its place in the list, or by its words.

    Where two are named, one that is denied does not count ("not school, nursery").
    """
    plain = _plain(text)
    for place, option in enumerate((o for o in question.options if o.fits(known)), start=1):
        if plain in (_plain(option.title), str(place), f"number {place}", option.value):
            return option.value
    if len(text.split()) > _MOST_WORDS_OF_AN_ANSWER:
        return None
    named = _named(question, text)
    named = [one for one in named if one[1] != question.yields] or named
    if len({value for _, value in named}) > 1:
        named = [(match, value) for match, value in named if not _is_denied(match)] or named
    return named[0][1] if named else None


def _named(question: Question, text: str) -> list[tuple[re.Match[str], str]]:
    """Where options are named, first to last; words inside a longer match do not count."""
    found = [
        (match, option.value)
        for option in question.options
        if option.words
        for match in option.words.finditer(text)
    ]
    kept = [one for one in found if not any(_is_inside(one[0], other[0]) for other in found)]
    return sorted(kept, key=lambda one: one[0].start())


def _is_inside(match: re.Match[str], other: re.Match[str]) -> bool:
    longer = other.end() - other.start() > match.end() - match.start()
    return longer and other.start() <= match.start() and match.end() <= other.end()


def _is_denied(match: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:not|isn'?t|no)\W+(?:\w+\W+)?$", match.string[: match.start()], re.I)
    )


def read_age(text: str, alone: bool = False) -> str | None:
    """An age in whole years, as text; under one year is 0. None when there is none.

    alone: whether a bare number is an age, which it is where the age was asked for.
    """
    cleared = _NOT.sub(" ", text)
    if alone and (bare := _ALONE.match(cleared)):
        return _years(bare[1], bare[2] or "years")
    for match in _AGE.finditer(cleared):
        if _AGO.match(cleared[match.end() :]):
            continue  # a time waited, not an age
        number, unit = match["n"] or match["bare"], match["unit"] or match["unit2"] or "years"
        if (age := _years(number, unit)) is not None:
            return age
    if school := _SCHOOL_YEAR.search(cleared):
        return _years(str(int(school[1]) + 4), "years")  # year 1 begins at five
    if re.search(r"\breception\b", cleared, re.IGNORECASE):
        return "4"
    if re.search(r"\b(?:toddler|new-?born)\b", cleared, re.IGNORECASE):
        return "1" if "toddler" in cleared.lower() else "0"
    return None


def _years(number: str, unit: str) -> str | None:
    folded = number.lower()
    value = _NUMBER_WORDS.get(folded)
    years = float(folded) if value is None else float(value)
    if unit.startswith(("m", "w")):
        years /= 12 if unit.startswith("m") else 52
    return str(int(years)) if 0 <= years <= OLDEST else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.casefold().replace("’", "'")))
