"""A text as the patterns read it: spelt-out digits as figures, placeholders blanked."""

import re
import unicodedata
from typing import NamedTuple

from actions_server.conversation.redact_said import said


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

# What people put between the parts of a number or a code.
SIGNS = r"[ .,_·*/\\|~+:;…()\[\]{}'\"–—‐‑−-]"

_KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Figures typed with the letters O, l or I among them, as in “O77OO 9OO415” or “Z313O26”.
_MOCK_FIGURES = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[OolI]{0,6}\d)[\dOolI]{1,14}[ .-]?)+(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[A-Za-z]{1,2}(?=[Oo]{0,3}\d)[\dOo]{6,12}(?=[A-Za-z]?(?!\w))"
)
_MOCK = str.maketrans("OolI", "0011")
# Words that a number is typed onto without a space, and numbers that a word is typed onto.
_CUES = (
    r"nhs|nhs ?no|nhs ?num|num|numbers?|no|mob|mobile|tel|phone|fone|call|ring|text|is|at|"
    r"on|upn|nino|ni|reg|dob|d\.o\.b|born|(?-i:ref|Ref|reference|case|tribunal)|postcode"
    r"|postcode is"
)
_GLUED = re.compile(
    rf"(?i)(?<![\w@/.-])(?:(?:{_CUES})[.:]?(?=\d{{3}}|\d[\d/. -]{{2}}|(?-i:[A-Z]{{1,5}}[\d/])|"
    rf"(?-i:[A-Z]{{2}}(?: ?\d){{2}}))|(?:e-?mail|insta|instagram|snapchat|snap|tiktok|twitter|see)"
    r":?(?=@\w|[\w.+-]{2,30}@\w|https?://)|at(?=\d{1,3} [A-Z]))"
    r"|(?<=\d{9})(?=[a-z]{2,9}\b)|(?-i:(?<=\d\d[A-Z])(?=[a-z]{3,9}\b))|(?<=\d{4})(?=year\b|ok\b)"
    r"|(?<=[a-z])(?=0\d{10}(?!\d))"
)


def masked(text: str) -> str:
    """The text with every placeholder blanked, of the same length."""
    return PLACEHOLDER.sub(lambda match: BLANK * len(match[0]), text)


def view(text: str) -> View:
    """The text as patterns read it."""
    text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), masked(text))
    pieces = [(*match.span(), match[0][0]) for match in _KEYCAP.finditer(text)]
    seen = _mapped(text, pieces) if pieces else View(text, [], [])
    seen = seen._replace(text=_MOCK_FIGURES.sub(_figures, seen.text))
    glued = [(match.end(), match.end(), " ") for match in _GLUED.finditer(seen.text)]
    if glued:
        seen = _then(seen, _mapped(seen.text, glued))
    if pieces := said(seen.text):
        seen = _then(seen, _mapped(seen.text, pieces))
    return seen


def _figures(match: re.Match[str]) -> str:
    typed = match[0]
    head = re.match(r"[A-Za-z]{0,2}(?=[\dOo]{6})", typed) if typed[0].isalpha() else None
    if head and not re.match(r"[OolI]+\d", typed):
        return head[0] + typed[head.end() :].translate(_MOCK)
    digits = sum(char.isdigit() for char in typed)
    letters = sum(char in "lI" for char in typed)
    return typed.translate(_MOCK) if digits >= 2 and digits > 2 * letters else typed


def _then(first: View, second: View) -> View:
    """A view of a view, as a view of the original."""
    if not first.starts:
        return second
    size = first.ends[-1]
    starts = [*first.starts, size]
    ends = [0, *first.ends]
    return View(
        second.text,
        [starts[place] for place in second.starts],
        [ends[place] for place in second.ends],
    )


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
