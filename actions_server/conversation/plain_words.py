"""A message as the guard reads it: plain words, however they were typed."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from actions_server.conversation.tidy import tidy

_APOSTROPHES = re.compile(r"(?<=\w)['\u2018\u2019\u02bc`\u00b4](?=\w)")
_SENTENCE_ENDS = re.compile(
    r"[.!?;\u2026\u0964\u06d4\u061f]+(?=\s|$)|[!?;\u2026\u0964\u06d4\u061f]+"
)
_OTHER_MARKS = re.compile(r"[^\w\s.*@~\u0300-\u036f\u0590-\u1cff]|(?<!\w)\.|\.(?!\w)")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_DOUBLED = re.compile(r"([a-z])\1+")
_SPELT_OUT = re.compile(r"(?<!\S)(?:\w[ ]){3,}\w(?!\S)")
_DIGIT_FOR_LETTER = re.compile(r"(?<=[a-z])[013@](?=[a-z])|\b1(?=[a-z]{2})")
_LETTERS = {"0": "o", "1": "i", "3": "e", "@": "a"}
# Accents, vowel signs and dots that are often left out, and letters that two languages write with
# different signs, so that a phrase is found however carefully it was typed.
_OFTEN_LEFT_OUT = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u093c\u0a3c\u0abc\u200c\u200d]")
_SAME_LETTERS = str.maketrans(
    "ł\u0623\u0625\u0622\u0671\u0629\u0649\u06cc\u06a9\u06c1\u06be\u06c2\u06c3\u0624\u0626\u0901\u0a01\u0a70\u0a81",
    "l\u0627\u0627\u0627\u0627\u0647\u064a\u064a\u0643\u0647\u0647\u0647\u0647\u0648\u064a\u0902\u0a02\u0a02\u0a82",
)
_LETTER_SET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Spellings:
    """How words are typed, with the words they stand for; words that add nothing."""

    words: dict[str, str]
    phrases: re.Pattern[str]
    phrase_for: dict[str, str]
    fillers: frozenset[str]


def fold(text: str) -> str:
    """The text without what is often left out in typing, and with one sign for each letter."""
    if text.isascii():
        return text
    bare = _OFTEN_LEFT_OUT.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_SAME_LETTERS)


def as_found(text: str, spellings: Spellings) -> str:
    """Lower-case words with single spaces round each, sentences parted by ' . '."""
    text = _APOSTROPHES.sub("", fold(tidy(text).casefold()))
    text = _SENTENCE_ENDS.sub(" \x00 ", text)
    text = _OTHER_MARKS.sub(" ", text).replace("\x00", " . ")
    text = _SPELT_OUT.sub(lambda m: m[0].replace(" ", ""), " ".join(text.split()))
    text = _DIGIT_FOR_LETTER.sub(lambda m: _LETTERS[m[0]], _STRETCHED.sub(r"\1\1", text))
    words = (_word(word, spellings) for word in text.split())
    text = f" {' '.join(word for word in words if word not in spellings.fillers)} "
    return spellings.phrases.sub(lambda m: spellings.phrase_for[m[0]], text)


def read_spellings(words: dict[str, Any]) -> Spellings:
    """The spellings in words.yaml: listed ones, and any one slip in words where that is safe."""
    phrase_for = {
        f"{phrase} ": f"{meant} " for meant, typed in words["phrases"].items() for phrase in typed
    }
    longest_first = sorted(phrase_for, key=len, reverse=True)
    return Spellings(
        words=_slips(words["one_slip"], set(words["real_words"]))
        | {typed: word for word, ways in words["spellings"].items() for typed in ways},
        phrases=re.compile(f"(?<= )(?:{'|'.join(map(re.escape, longest_first))})"),
        phrase_for=phrase_for,
        fillers=frozenset(words["fillers"]),
    )


def _word(typed: str, spellings: Spellings) -> str:
    if word := spellings.words.get(typed):
        return word
    # A word drawn out (diee, myselff) is read with single letters if that makes a listed word.
    single = _DOUBLED.sub(r"\1", typed)
    return spellings.words.get(single, typed) if single != typed else typed


def _slips(listed: list[str], real: set[str]) -> dict[str, str]:
    """Every way to get one letter wrong, left out, added or swapped, after the first letter."""
    found: dict[str, str] = {}
    for word in listed:
        for i in range(1, len(word) + 1):
            head, tail = word[:i], word[i:]
            slips = [head + tail[1:], *(head + c + tail for c in _LETTER_SET)]
            slips += [head + c + tail[1:] for c in _LETTER_SET if tail]
            slips += [head + tail[1] + tail[0] + tail[2:]] if len(tail) > 1 else []
            found.update({slip: word for slip in slips if slip not in real})
    for word in listed:
        found[word] = word
    return found
