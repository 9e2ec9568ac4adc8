"""The abbreviations families meet, with their plain meanings."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from knowledge_base.reading import CONTENT

FILE = CONTENT / "glossary.yaml"
_WORD = re.compile(r"\w+")
_ASKS = re.compile(r"\b(what|wot|meaning|means?|stands?)", re.IGNORECASE)
# Abbreviations that are also everyday words: there, only capitals or a question mean them.
_ALSO_WORDS = frozenset({"salt", "ap", "ar", "ep", "la", "lo", "mash", "send", "ta", "tac", "pals"})


@dataclass(frozen=True)
class Term:
    """An abbreviation; said_as are words beside which it needs no further explanation."""

    short: str
    meaning: str
    said_as: tuple[str, ...]


@cache
def terms() -> dict[str, Term]:
    """Every abbreviation that needs explaining, by itself as it is written."""
    return {
        short: Term(short, entry["meaning"], tuple(entry["said_as"]))
        for short, entry in _read()["terms"].items()
    }


@cache
def everyday() -> frozenset[str]:
    """Abbreviations that everybody knows."""
    return frozenset(str(short) for short in _read()["everyday"])


def mentioned(text: str) -> list[Term]:
    """The abbreviations in a text, in its order, each once, whatever their case."""
    by_small: dict[str, Term] = {}
    for short, term in terms().items():
        by_small.setdefault(short.casefold(), term)
    is_asked = len(_WORD.findall(text)) == 1 or bool(_ASKS.search(text))
    found: dict[str, Term] = {}
    for word in _WORD.findall(text):
        term = terms().get(word) or by_small.get(word.casefold())
        is_plain_word = word.casefold() in _ALSO_WORDS and word.islower()
        if term and (is_asked or not is_plain_word):
            found.setdefault(term.meaning, term)
    return list(found.values())


@cache
def _read() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))
