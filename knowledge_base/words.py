"""A text as the words that lexical search compares."""

import re
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# Words that say nothing about the topic; “not”, “no” and question words do, and stay.
_EMPTY = frozenset(
    """a an and are as at be been but by can could did do does for from get go got had has have he
    her hers him his i if im in is it its just me my of on or our ours she so some than that the
    their them then there these they this to us was we were will with would you your""".split()
)


def words(text: str) -> list[str]:
    """The stemmed words of a text in lower case, without the empty ones."""
    found = _WORD.findall(text.casefold().replace("’", "'"))
    return [stem for stem in map(_stem, found) if stem]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The stem of a word, or nothing for an empty one."""
    # “I'm” and “im” are one word, so the apostrophes go first.
    bare = word.replace("'", "")
    if bare in _EMPTY:
        return ""
    # A new stemmer each time: one holds the word it works on, and searches run side by side.
    return snowballstemmer.stemmer("english").stemWord(bare)
