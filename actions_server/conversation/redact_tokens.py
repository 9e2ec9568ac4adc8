"""A text as words with what rules about names need to know of each."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from actions_server.conversation.redact_lexicon import Lexicon
from actions_server.conversation.redact_lists import context, fold

_WORD = re.compile(r"[^\W\d_]+(?:[’'`-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"(?:[’'`]s|(?<=s)[’'`])\Z", re.IGNORECASE)
_LONE_S = re.compile(r" [’'`]\Z")
_SENTENCE_END = re.compile(r"[.!?…]|[“”\"]\s*\Z")


class Token(NamedTuple):
    """One word: base is folded and without a possessive; gap is what stands before it."""

    start: int
    end: int  # without the possessive
    base: str
    owns: bool
    shape: str  # title, lower, upper, mixed
    first: bool  # opens a sentence
    gap: str


@dataclass(frozen=True)
class Words:
    """The words of one text in order. capitals_tell: whether a capital letter means anything."""

    text: str
    tokens: list[Token]
    capitals_tell: bool
    is_english: bool

    def base(self, place: int) -> str:
        """The folded word at a place, empty beyond either end."""
        return self.tokens[place].base if 0 <= place < len(self.tokens) else ""

    def capital(self, place: int) -> bool:
        """Whether the word is written with a capital where that means something."""
        if not 0 <= place < len(self.tokens):
            return False
        return self.capitals_tell and self.tokens[place].shape == "title"

    def inside(self, place: int) -> bool:
        """Whether it has a capital inside a sentence."""
        return self.capital(place) and not self.tokens[place].first

    def joined(self, place: int, other: int) -> bool:
        """Whether the neighbours stand side by side, with nothing but a space or a hyphen."""
        later = max(place, other)
        return 0 < later < len(self.tokens) and self.tokens[later].gap in (" ", "-", " -")

    def after(self, place: int) -> str:
        """The text that follows a word, its possessive left out."""
        end = self.tokens[place].end
        return _strip_possessive(self.text[end : end + 60])

    def is_last(self, place: int) -> bool:
        """Whether only signs follow."""
        return place == len(self.tokens) - 1


def read(text: str, lexicon: Lexicon) -> Words:
    """The words of a text."""
    tokens: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        gap, word = text[last : match.start()], match[0]
        if tokens and word in ("s", "S") and _LONE_S.match(gap):
            tokens[-1] = tokens[-1]._replace(owns=True)
            last = match.end()
            continue
        bare = _POSSESSIVE.sub("", word)
        first = not tokens or bool(_SENTENCE_END.search(gap))
        end = match.start() + len(bare)
        owns = len(bare) < len(word)
        base = fold(bare).replace("’", "'").replace("`", "'")
        tokens.append(Token(match.start(), end, base, owns, _shape(bare), first, gap))
        last = match.end()
    return Words(text, tokens, _capitals_tell(tokens), _is_english(tokens, lexicon))


def _shape(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "upper"
    if word[0].isupper():
        # “McDonald”, “O'Brien”, “Al-Amin” are names; “PfA”, “LinkedIn” and “AFOs” are not.
        parts = re.split(r"[’'`-]|(?<=^Mc)|(?<=^Mac)|(?<=^De)|(?<=^Fitz)", word)
        return "title" if all(part[1:].islower() or len(part) < 2 for part in parts) else "mixed"
    return "lower"


def _capitals_tell(tokens: list[Token]) -> bool:
    if len(tokens) < 4:
        return any(token.shape != "upper" for token in tokens)
    titled = sum(token.shape == "title" and len(token.base) > 3 for token in tokens)
    low = sum(token.shape == "lower" for token in tokens)
    return low > 0 and low >= titled * 0.5


def _is_english(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether most of it is English: in Polish or romanised Urdu every word would be strange."""
    low = [token.base for token in tokens if token.shape != "title"]
    strange = [
        word
        for word in low
        if not lexicon.is_english(word)
        and not lexicon.is_clear(word)
        and not lexicon.looks_misspelt(word)
    ]
    unknown = sum(not lexicon.is_english(word) and not lexicon.is_clear(word) for word in low)
    if len(low) > 3 and unknown > len(low) * 0.45:
        return False
    small = sum(word in context()["stop"] for word in low)
    return len(low) < 4 or len(strange) < len(low) * 0.25 or small > len(low) * 0.35


def _strip_possessive(text: str) -> str:
    return re.sub(r"\A ?[’'`]s?\b", "", text)
