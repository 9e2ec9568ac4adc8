"""Which words are names, which are English, which stay: read once from the data files beside."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from actions_server.conversation import redact_public

HERE = Path(__file__).parent
COMMON = 1_200  # of the English words, commonest first: in lower case hardly ever a name
NEARLY = 12_000  # of them: looked at for misspellings
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans("łŁøØđĐıßə", "lLoOdDise")


class Names(NamedTuple):
    """Folded names: plain ones, and those that are also English words."""

    given: frozenset[str]
    surnames: frozenset[str]
    given_words: frozenset[str]
    surname_words: frozenset[str]


class Lexicon(NamedTuple):
    """Everything that naming a word needs, in folded form."""

    curated: Names
    listed: Names
    english: frozenset[str]
    kept: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by first word
    shouted: frozenset[str]
    never: frozenset[str]  # in the lists of names, and never one here
    common: frozenset[str]  # the commonest English words
    near_names: frozenset[str]  # names with one letter left out
    near_words: frozenset[str]  # common English words with one letter left out

    def is_english(self, word: str) -> bool:
        """Whether it is an English word, or made of some: “can't”, “home-start”."""
        if word in self.english:
            return True
        parts = word.replace("-", "'").split("'")
        return len(parts) > 1 and all(part in self.english for part in parts[:-1] if part)

    def is_clear(self, word: str) -> bool:
        """A name and no English word."""
        return word in self.curated.given or word in self.curated.surnames

    def is_listed(self, word: str) -> bool:
        """A rarer name, of the large lists, and no English word."""
        return word in self.listed.given or word in self.listed.surnames

    def is_given_word(self, word: str) -> bool:
        """A given name that is an English word or a place as well."""
        return word in self.curated.given_words or word in self.listed.given_words

    def is_surname_word(self, word: str) -> bool:
        """A surname that is an English word or a place as well."""
        return word in self.curated.surname_words or word in self.listed.surname_words

    def looks_misspelt(self, word: str) -> bool:
        """Whether an unknown word is one letter away from a common English word."""
        return word in self.near_words or any(
            part in self.near_words or part in self.english for part in shorter(word)
        )

    def looks_named(self, word: str) -> bool:
        """Whether an unknown word is one letter away from a name of six letters or more."""
        return len(word) >= 6 and (
            word in self.near_names or any(part in self.near_names for part in shorter(word))
        )


def fold(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char))


def shorter(word: str) -> set[str]:
    """The word with each letter left out in turn: two words that share one are nearly alike."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@cache
def context() -> dict[str, frozenset[str]]:
    """The lists of `redact_context.yaml` that are plain words."""
    return {
        name: frozenset(str(words).split())
        for name, words in _yaml("redact_context.yaml").items()
        if name != "also_words"
    }


@cache
def curated() -> Names:
    """The names written by hand, less the English words among them."""
    also = _yaml("redact_context.yaml")["also_words"]
    groups = _yaml("redact_names.yaml").values()
    given = {name for group in groups for name in group["given"].split()}
    surnames = {name for group in groups for name in group["surnames"].split()}
    given_words = set(also["given"].split())
    surname_words = set(also["surnames"].split())
    kept = _kept_words() | redact_public.localities()
    given_words |= given & kept
    surname_words |= surnames & kept
    never = set(also["never"].split())
    return Names(
        frozenset(given - given_words - surname_words - never),
        frozenset(surnames - surname_words - given_words - never),
        frozenset(given_words - never),
        frozenset(surname_words - given_words - never),
    )


@cache
def lexicon() -> Lexicon:
    """The whole lexicon (about a fifth of a second the first time)."""
    names = curated()
    also = _yaml("redact_context.yaml")["also_words"]
    listed = {}
    path = HERE / "redact_names_listed.txt"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        title, _, words = line.partition(":")
        listed[title] = frozenset(words.split())
    words = (HERE / "redact_words.txt").read_text(encoding="utf-8").split()
    kept = _kept_words() | redact_public.localities()
    return Lexicon(
        names,
        Names(*(listed[field] for field in Names._fields)),
        frozenset(words),
        frozenset(kept),
        _phrases(),
        frozenset(str(also["shouted"]).split()),
        frozenset(str(also["never"]).split()),
        frozenset(words[:COMMON]),
        frozenset(part for name in names.given if len(name) >= 6 for part in shorter(name)),
        frozenset(part for word in words[:NEARLY] if len(word) >= 4 for part in shorter(word)),
    )


@cache
def _kept_words() -> frozenset[str]:
    words = _yaml("redact_kept.yaml")["words"].values()
    return frozenset(word for line in words for word in str(line).split())


def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases that stay, by their first word: our own and those that the content writes so."""
    found: dict[str, set[tuple[str, ...]]] = {}
    ours = [tuple(phrase.split()) for phrase in _yaml("redact_kept.yaml")["phrases"]]
    for words in [*ours, *redact_public.proper_phrases()]:
        found.setdefault(fold(words[0]), set()).add(tuple(fold(word) for word in words))
    return {first: tuple(sorted(phrases)) for first, phrases in found.items()}


@cache
def _yaml(name: str) -> dict:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), _LOADER)
