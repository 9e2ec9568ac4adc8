"""What the guard's second layer looks at in a message: numbered pieces of its plain words.

A piece is a word, two or three words in a row, two words with up to three between them, or a run
of three to five letters. Each has a place in a fixed table, found by a hash, so that no list of
words is kept.
"""

import zlib
from collections.abc import Iterator
from itertools import pairwise

PLACES = 1 << 18  # in the table; half for words, half for letters
KIND_PLACES = 1 << 15  # telling kinds apart needs fewer
_HALF = PLACES // 2
_WORDS_READ = 120  # of a long message, the first and the last
_FURTHEST = 4  # words from one to the other of a pair
_LONG, _MIDDLING = 20, 9  # words


def pieces(plain: str, asks: bool) -> tuple[list[int], list[int]]:
    """The places of the word pieces and of the letter pieces of plain words (as_found)."""
    words = plain.split()
    if len(words) > _WORDS_READ:
        words = words[: _WORDS_READ // 2] + words[-_WORDS_READ // 2 :]
    by_word = [_place(piece) for piece in _word_pieces(words, asks)]
    by_letter = [
        _HALF + _place(piece) for word in words if word != "." for piece in _letter_pieces(word)
    ]
    return by_word, by_letter


def _place(piece: str) -> int:
    return zlib.crc32(piece.encode()) % _HALF


def _word_pieces(words: list[str], asks: bool) -> Iterator[str]:
    length = "long" if len(words) > _LONG else "middling" if len(words) > _MIDDLING else "short"
    yield f"\x00{length}{asks}"
    words = ["<", *words, ">"]
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))
    yield from (" ".join(words[i : i + 3]) for i in range(len(words) - 2))
    for i, one in enumerate(words):
        for two in words[i + 2 : i + 1 + _FURTHEST]:
            yield f"{one}~{two}"


def _letter_pieces(word: str) -> Iterator[str]:
    word = f" {word} "
    for size in (3, 4, 5):
        for i in range(max(1, len(word) - size + 1)):
            yield word[i : i + size]
