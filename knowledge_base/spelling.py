"""Misspelt words put right, with a vocabulary from our own content and families' messages.

General spelling correctors turn “senco” into other words; this one knows only words that families
and articles use, and leaves alone what it does not recognise.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from knowledge_base.article import Article

# English words, commonest first; how the list was made is told in redact_build.py.
COMMON_WORDS = Path(__file__).parent / "common_words.txt"
SHORTEST = 4  # letters; shorter words have too many neighbours
NEAR_ENOUGH = 0.75  # of the letters stay as they are
FEWEST_MESSAGES = 4  # a word that so many messages hold is taken to be meant
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_REPEATED = re.compile(r"([a-z])\1{2,}")


class Speller:
    """Puts single misspelt words right; the same text always comes out the same.

    A word of the vocabulary or of common English is left alone; any other becomes the word of the
    vocabulary that it is nearest to.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        ours = frozenset(vocabulary)
        self._known = ours | common_words()
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(ours):
            if len(word) >= SHORTEST:
                self._by_first.setdefault(word[0], []).append(word)
        self._meant = lru_cache(maxsize=20_000)(self._nearest)

    def correct(self, text: str) -> str:
        """The text with each unknown word replaced by its nearest known one, where there is one."""
        return _WORD.sub(lambda found: self._meant(found[0]), text)

    def _nearest(self, typed: str) -> str:
        word = typed.casefold().replace("’", "'")
        bare = word.replace("'", "")
        if len(bare) < SHORTEST or word in self._known or bare in self._known:
            return typed
        word = _REPEATED.sub(r"\1\1", bare)
        if word in self._known:
            return word
        # People rarely get the first letter wrong, and asking it of a word halves the mistakes.
        near = process.extractOne(
            word,
            self._by_first.get(word[0], []),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=NEAR_ENOUGH,
        )
        return near[0] if near else typed


def words_of_articles(articles: Iterable[Article]) -> set[str]:
    """The words that articles are written with; the ways of asking may be misspelt on purpose."""
    texts = (" ".join([a.title, a.answer, *a.steps, a.body]) for a in articles)
    return {word for text in texts for word in _words(text)}


def words_of_messages(messages: Iterable[str]) -> set[str]:
    """The words that enough messages hold."""
    held = Counter(word for text in messages for word in set(_words(text)))
    return {word for word, count in held.items() if count >= FEWEST_MESSAGES}


@cache
def common_words() -> frozenset[str]:
    """Common English words, in lower case."""
    return frozenset(COMMON_WORDS.read_text(encoding="utf-8").split())


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
