"""Which words are names, which are English, which stay: read once from the data files beside."""

from functools import cache
from typing import NamedTuple

from actions_server.conversation import redact_public
from actions_server.conversation.redact_lists import (
    HERE,
    Names,
    curated,
    kept_words,
    phrases,
    read_yaml,
    shorter,
)
from knowledge_base.spelling import COMMON_WORDS

COMMON = 1_200  # of the English words, commonest first: in lower case hardly ever a name
NEARLY = 12_000  # of them: looked at for misspellings


class Lexicon(NamedTuple):
    """Everything that naming a word needs, in folded form."""

    curated: Names
    listed: Names
    english: frozenset[str]
    kept: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by first word
    schools: frozenset[str]  # first words of the schools and places that the content names
    shouted: frozenset[str]
    never: frozenset[str]  # in the lists of names, and never one here
    common: frozenset[str]  # the commonest English words
    near_words: frozenset[str]  # common English words with one letter left out

    def is_english(self, word: str) -> bool:
        """Whether it is an English word, or made of some: “can't”, “home-start”, “walkin”."""
        if word in self.english or word.removesuffix("n't") in self.english:
            return True
        if word in self.listed.given_words or word in self.listed.surname_words:
            return True
        if word.endswith("in") and f"{word}g" in self.english:
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
        if word in self.never:
            return False
        return word in self.curated.given_words or word in self.listed.given_words

    def is_surname_word(self, word: str) -> bool:
        """A surname that is an English word or a place as well."""
        return word in self.curated.surname_words or word in self.listed.surname_words

    def looks_misspelt(self, word: str) -> bool:
        """Whether an unknown word is one letter away from a common English word."""
        return word in self.near_words or any(
            part in self.near_words or part in self.english for part in shorter(word)
        )


@cache
def lexicon() -> Lexicon:
    """The whole lexicon (half a second the first time, then at once)."""
    names = curated()
    also = read_yaml("redact_context.yaml")["also_words"]
    listed = {}
    path = HERE / "redact_names_listed.txt"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        title, _, words = line.partition(":")
        listed[title] = frozenset(words.split())
    words = COMMON_WORDS.read_text(encoding="utf-8").split()
    services = redact_public.service_words() - names.given - names.surnames
    kept = kept_words() | services - names.given_words - names.surname_words
    return Lexicon(
        names,
        Names(*(listed[field] for field in Names._fields)),
        frozenset(words),
        frozenset(kept),
        phrases(),
        redact_public.proper_words(),
        frozenset(str(also["shouted"]).split()),
        frozenset(str(also["never"]).split()),
        frozenset(words[:COMMON]),
        frozenset(part for word in words[:NEARLY] if len(word) >= 4 for part in shorter(word)),
    )
