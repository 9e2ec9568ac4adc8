"""Other languages: which one a message is written in or asks for, and the fixed reply in it.

Scripts tell most languages. Those in Latin letters, and others typed in them, are told by their
common words: of the kept libraries that are small and work offline, the one tried knew no Somali
and nothing typed in Latin letters that has a script of its own (docs/decisions/0007-journeys.md).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from actions_server.messages import Message
from knowledge_base.area import AreaPack
from knowledge_base.spelling import COMMON_WORDS

FILE = Path(__file__).with_name("languages.yaml")
FEWEST_WORDS = 3  # in Latin letters
FEWEST_IN_SCRIPT = 2  # words of a script of its own
SCRIPT_SHARE = 0.5  # of the letters; below it, a name is written in its own script
MARKER_SHARE = 0.45  # of the words
# Fewer are enough where hardly a word is English.
FEWEST_MARKERS, LOW_MARKER_SHARE, ENGLISH_SHARE = 3, 0.25, 0.35
MOST_COMMON = 8000  # English words
MOST_WORDS_OF_A_WISH = 14
_WORD = re.compile(r"[^\W_]+")
# What is said about a language when answers in it are wanted.
_ASKED = (
    r"(?:do you|can you|does (?:this|it|anyone|anybody|the)[\w ]{{0,12}}|is there an?|any"
    r"|have you got|do you have)\b.{{0,30}}\b(?:{names})\b"
    r"(?!.{{0,20}}\b(?:group|club|school|families|food)\b)"
    r"|\b(?:in|into|only speaks?|speaks? only)\s+(?:{names})\b"
    r"|\b(?:{names})\s+(?:please|pls|plz|version|translation|speaker|interpreter|only|available"
    r"|language)\b|^\W*(?:{names})\W*$"
)


@dataclass(frozen=True)
class Language:
    """A language: its code and name, what gives it away, and the reply in it."""

    code: str
    name: str
    names: str
    text: str
    review: str
    script: str = ""
    letters: str = ""
    own_words: str = ""
    endings: str = ""
    markers: str = ""
    right_to_left: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Its common words in Latin letters."""
        return frozenset(self.markers.split())


@cache
def languages() -> dict[str, Language]:
    """Every language there is a reply in, by code."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))["languages"]
    return {code: Language(code, **given) for code, given in raw.items()}


def unreviewed() -> list[tuple[str, str]]:
    """The code of each language whose reply no native speaker has approved yet, and what to do."""
    return [
        (one.code, f"Have a native speaker review the reply in {one.name}.")
        for one in languages().values()
        if one.review == "needed"
    ]


def written_in(text: str, pack: AreaPack) -> Language | None:
    """The language of the area that a message is written in; None for English or too few words."""
    known = [languages()[code] for code in pack.languages if code in languages()]
    return _by_script(text, known) or _by_words(text, known)


def asked_for(text: str, pack: AreaPack) -> Language | None:
    """The language of the area that a message in English asks for, such as "polish please"."""
    known = [languages()[code] for code in pack.languages if code in languages()]
    asked = (
        one
        for one in known
        if len(text.split()) <= MOST_WORDS_OF_A_WISH
        and re.search(_ASKED.format(names=one.names), text, re.IGNORECASE)
    )
    return next(asked, None)


def reply_in(language: Language, pack: AreaPack) -> Message:
    """The fixed reply; `language` tells a page how to set it, right to left where it is so."""
    council = pack.switchboard
    how = council.phone or council.url or pack.local_offer_url
    text = language.text.format(council=council.name, how=how)
    return Message(kind="text", outcome="answered", text=text, language=language.code)


def _by_script(text: str, known: list[Language]) -> Language | None:
    # Abbreviations such as EHCP are written so in every language.
    words = [word for word in text.split() if not (word.isascii() and word.upper() == word)]
    letters = [char for word in words for char in word if char.isalpha()]
    scripts = Counter(unicodedata.name(char, "").split()[0] for char in letters)
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    candidates = [one for one in known if one.script == script]
    in_script = [word for word in words if script in unicodedata.name(word[0], "")]
    if len(in_script) < FEWEST_IN_SCRIPT or count < SCRIPT_SHARE * len(letters):
        return None
    return max(candidates, key=lambda one: _likeness(text, one), default=None)


def _likeness(text: str, language: Language) -> int:
    """How much tells for a language among others of its script."""
    bare = [word.strip("।?.,!؟،") for word in text.split()]
    own = set(language.own_words.split())
    endings = tuple(language.endings.split()) or ("\0",)
    by_words = sum(word in own or word.endswith(endings) for word in bare)
    return by_words + sum(char in language.letters for char in text)


def _by_words(text: str, known: list[Language]) -> Language | None:
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return None
    weights = {one.code: [_tells(word, one) for word in words] for one in known if one.markers}
    best = max(weights, key=lambda code: sum(weights[code]), default=None)
    if best is None:
        return None
    markers = {word for word, weight in zip(words, weights[best], strict=True) if weight}
    share = sum(weights[best]) / len(words)
    english = sum(word in _english() for word in words) / len(words)
    hardly_english = len(markers) >= FEWEST_MARKERS and english <= ENGLISH_SHARE
    # One word, however foreign, may be a name or a greeting.
    is_sure = share >= MARKER_SHARE and len(markers) > 1
    return languages()[best] if is_sure or (hardly_english and share >= LOW_MARKER_SHARE) else None


@cache
def _english() -> frozenset[str]:
    """The commonest English words; the rarer ones of the list are names and words of others too."""
    every = COMMON_WORDS.read_text(encoding="utf-8").split()
    return frozenset(every[:MOST_COMMON])


def _tells(word: str, language: Language) -> int:
    """A word with a letter of its own tells more than a common word, which may be a name."""
    if not language.script and set(language.letters) & set(word):
        return 2
    return word in language.words
