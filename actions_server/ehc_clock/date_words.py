"""The ways families write the parts of a date, brought to one way each."""

import re

from rapidfuzz import fuzz, process

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = (*MONTHS, *WEEKDAYS)
_SHORT = {name[:3]: name for name in _NAMES if name != "may"} | {
    "sept": "september",
    "tues": "tuesday",
    "weds": "wednesday",
    "wednes": "wednesday",
    "thur": "thursday",
    "thurs": "thursday",
}
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: str(place) for place, word in enumerate(_COUNTS, 1)}
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth"
).split()
_ORDINALS = {word: place for place, word in enumerate([*_ONES, *_TEENS], 1)}
_ORDINALS |= {f"twenty {word}": 20 + place for place, word in enumerate(_ONES, 1)}
_ORDINALS |= {"thirtieth": 30, "thirty first": 31}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTH = "|".join(MONTHS)
_SPELLED = re.compile(rf"\b({_ORDINAL})(?=\s+(?:of\s+)?(?:{_MONTH})\b)")
_SPELLED_AFTER = re.compile(rf"\b({_MONTH})\s+(?:the\s+)?({_ORDINAL})\b")
_UNIT_FOLLOWS = rf"(?:(?:or|to)\s+\w+\s+)?(?:days?|weeks?|months?|years?|{'|'.join(WEEKDAYS)})\b"
_COUNTED = re.compile(rf"\b({'|'.join(_COUNTS)}|a|an)\s+(?={_UNIT_FOLLOWS})")
_JOINED = re.compile(rf"\b(\d{{1,2}})(st|nd|rd|th)?(?=(?:{_MONTH}|{'|'.join(_SHORT)})\b)")
# A misspelling is put right from five letters on and when most of them are there; shorter words
# are too easily something else.
_SHORTEST = 5
_LIKENESS = 84.0
_WORD = re.compile(r"[a-z]+")
_SHORTENED = re.compile(r"\b([a-z]{3,6})\b\.?")
_NEVER = frozenset({"today", "month", "months", "sunny", "money", "member", "remember", "summer"})
_TEXTING = (
    (re.compile(r"[’`]"), "'"),
    (re.compile(r"[–—]"), "-"),
    (re.compile(r"\b(?:wks|wk)\b"), "weeks"),
    (re.compile(r"(?<=\d)ish\b"), ""),
    (re.compile(r"\bb4\b"), "before"),
    (re.compile(r"\bdunno\b"), "dont know"),
    (re.compile(r"\b(?:yest|ystrday|yday|yesturday|yesterdy)\b"), "yesterday"),
    (re.compile(r"\b(?:2day|tody)\b"), "today"),
    (re.compile(r"\b(?:2moro|2morrow|tmrw|tomoz|tommorow|tommorrow)\b"), "tomorrow"),
    (re.compile(r"\b(?:a |one )?fortnight\b"), "2 weeks"),
    (re.compile(r"\bcouple (?:of )?(?=days|weeks|months)"), "few "),
    (re.compile(r"(?<=twenty|thirty)-(?=[a-z])"), " "),
)


def tidied(text: str) -> str:
    """A text in small letters, with names of months and days, numbers and spellings put right."""
    text = " ".join(text.casefold().split())
    for pattern, instead in _TEXTING:
        text = pattern.sub(instead, text)
    text = _JOINED.sub(r"\1\2 ", text)
    text = _SHORTENED.sub(_in_full, text)
    text = _WORD.sub(_put_right, text)
    text = _SPELLED.sub(lambda found: str(_ORDINALS[found[1]]), text)
    text = _SPELLED_AFTER.sub(lambda found: f"{found[1]} {_ORDINALS[found[2]]}", text)
    return _COUNTED.sub(lambda found: _NUMBERS.get(found[1], "1") + " ", text)


def _in_full(found: re.Match[str]) -> str:
    """Feb. or feb as february; even “sat” and “mar” are a day and a month here."""
    return _SHORT.get(found[1], found[0])


def _put_right(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) < _SHORTEST or word in _NAMES or word in _NEVER:
        return word
    best = process.extractOne(word, _NAMES, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return best[0] if best else word
