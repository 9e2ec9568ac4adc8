"""A text as the patterns read it: spelt-out digits as figures, placeholders blanked."""

import re
from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of text that goes, what is put instead, and what the family is told it was."""

    start: int
    end: int
    instead: str
    what: str


class View(NamedTuple):
    """text is what patterns search; each of its characters stands for starts[i]:ends[i] of the
    original, or for the character of the same place when both are empty."""

    text: str
    starts: list[int]
    ends: list[int]

    def found(self, start: int, end: int, instead: str, what: str) -> Found:
        """A stretch of the view as a stretch of the original."""
        if not self.starts:
            return Found(start, end, instead, what)
        return Found(self.starts[start], self.ends[end - 1], instead, what)


# What is put instead of a placeholder while looking: no pattern matches it. One a character, so
# that places stay the same.
BLANK = "\ufffc"
PLACEHOLDERS = (
    "name", "phone", "email", "nhs number", "ni number", "upn", "date of birth", "address",
    "reference", "link", "handle", "car", "school",
)  # fmt: skip
PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PLACEHOLDERS)})\]|\[…\]")

_DIGIT = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
# The letters that people spell by the NATO alphabet; only read so beside spelt-out digits.
_SPELT = {
    word: word[0].upper()
    for word in """alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike
    november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee
    zulu zed""".split()
}
_SIGN = {"slash": "/", "stroke": "/", "dash": "-", "hyphen": "-", "dot": ".", "plus": "+"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ONE = rf"(?:{'|'.join(_DIGIT)})"
_TOKEN = re.compile(
    rf"(?i)\b(?:(?P<times>double|triple|treble)[ -](?P<same>{_ONE}|\d)|(?P<digit>{_ONE})"
    rf"(?:[ -](?P<hundred>hundred))?|(?P<spelt>{'|'.join(_SPELT)})|(?P<sign>{'|'.join(_SIGN)})|"
    r"(?P<typed>\d{1,13}[a-z]?|[a-z]))\b"
)
_BETWEEN = re.compile(r"[ ,.;:–—-]{0,3}\Z")
# Figures typed with the letter O or l among them, as in "O77OO 9OO415".
_MOCK_FIGURES = re.compile(r"(?<![A-Za-z0-9])[0-9OolI]{4,14}(?![A-Za-z0-9])")
_MOCK = str.maketrans("OolI", "0011")


def masked(text: str) -> str:
    """The text with every placeholder blanked, of the same length."""
    return PLACEHOLDER.sub(lambda match: BLANK * len(match[0]), text)


def view(text: str) -> View:
    """The text as patterns read it."""
    text = masked(text)
    text = _MOCK_FIGURES.sub(_figures, text)
    pieces: list[tuple[int, int, str]] = []
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _BETWEEN.match(text, run[-1].end(), token.start()):
            pieces += _spoken(run)
            run = []
        run.append(token)
    pieces += _spoken(run)
    if not pieces:
        return View(text, [], [])
    return _mapped(text, pieces)


def _figures(match: re.Match[str]) -> str:
    return match[0].translate(_MOCK) if sum(c.isdigit() for c in match[0]) >= 2 else match[0]


def _spoken(run: list[re.Match[str]]) -> list[tuple[int, int, str]]:
    """The tokens of one run that read differently; nothing when too few of them are digits."""
    digits = [token for token in run if token["digit"] or token["times"]]
    figures = sum(c.isdigit() for token in run for c in token["typed"] or "")
    spelt = [token for token in run if token["spelt"]]
    signs = [token for token in run if token["sign"]]
    if len(digits) < 2 and not (spelt and len(digits) + figures > 1) and not (signs and figures):
        return []
    changed = []
    for token in run:
        if token["times"]:
            same = token["same"].lower()
            reads = _DIGIT.get(same, same) * _TIMES[token["times"].lower()]
        elif token["digit"]:
            reads = _DIGIT[token["digit"].lower()] + ("00" if token["hundred"] else "")
        elif token["spelt"] and (len(spelt) > 1 or token["spelt"].lower() == "zed"):
            reads = _SPELT[token["spelt"].lower()]
        elif token["sign"]:
            reads = _SIGN[token["sign"].lower()]
        else:
            continue
        changed.append((*token.span(), reads))
    return changed


def _mapped(text: str, pieces: list[tuple[int, int, str]]) -> View:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, reads in [*pieces, (len(text), len(text), "")]:
        parts += [text[at:start], reads]
        starts += [*range(at, start), *[start] * len(reads)]
        ends += [*range(at + 1, start + 1), *[end] * len(reads)]
        at = end
    return View("".join(parts), starts, ends)
