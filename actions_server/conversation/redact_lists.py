"""The word lists of redaction as they lie in the data files beside this module."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from actions_server.conversation import redact_public

HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans("łŁøØđĐıßə", "lLoOdDise")


class Names(NamedTuple):
    """Folded names: plain ones, and those that are also English words."""

    given: frozenset[str]
    surnames: frozenset[str]
    given_words: frozenset[str]
    surname_words: frozenset[str]


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
    found = {
        name: frozenset(str(words).split())
        for name, words in read_yaml("redact_context.yaml").items()
        if name != "also_words"
    }
    found["strict"] = found["calendar"] | found["virtues"] | found["things"]
    return found


@cache
def curated() -> Names:
    """The names written by hand, less the English words among them."""
    also = read_yaml("redact_context.yaml")["also_words"]
    groups = read_yaml("redact_names.yaml").values()
    given = {name for group in groups for name in group["given"].split()}
    surnames = {name for group in groups for name in group["surnames"].split()}
    given_words = set(also["given"].split())
    surname_words = set(also["surnames"].split())
    kept = kept_words()
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
def kept_words() -> frozenset[str]:
    """The words that look like names and stay: the country's, and those of the area packs."""
    words = read_yaml("redact_kept.yaml")["words"].values()
    ours = {word for line in words for word in str(line).split()}
    return frozenset(ours | redact_public.localities())


def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases that stay, by their first word: our own and those that the content writes so."""
    found: dict[str, set[tuple[str, ...]]] = {}
    ours = [tuple(phrase.split()) for phrase in read_yaml("redact_kept.yaml")["phrases"]]
    for words in [*ours, *redact_public.proper_phrases()]:
        folded = tuple(fold(word) for word in words)
        found.setdefault(folded[0], set()).add(folded)
        if len(folded) > 2 and folded[-1] in context()["bodies"]:
            found[folded[0]].add(folded[:-1])  # “The Cedars” for “The Cedars Primary”
    return {first: tuple(sorted(phrases)) for first, phrases in found.items()}


@cache
def read_yaml(name: str) -> dict:
    """One of the data files."""
    return yaml.load((HERE / name).read_text(encoding="utf-8"), _LOADER)
