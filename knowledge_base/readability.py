"""Whether a text can be read at age 9 to 11, sentence by sentence.

Two formulas are used because each is blind to something: Flesch-Kincaid counts syllables, the
Automated Readability Index counts letters. Both give a US school grade; reading age is grade + 5.
"""

import re
from dataclasses import dataclass

import textstat

HIGHEST_GRADE = 6.9  # reading age below 12
LONGEST_SENTENCE = 20  # words
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
# Contact details are read out or tapped, not read as prose, and no formula means anything on them.
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|\b0\d{2,4}[\d ]{5,}\d|\bwww\.\S+")


@dataclass(frozen=True)
class Reading:
    """flesch_kincaid and automated are school grades; long_sentences are those over the limit."""

    flesch_kincaid: float
    automated: float
    long_sentences: list[str]

    @property
    def is_plain(self) -> bool:
        """True when both formulas and every sentence are within the limits."""
        easiest_and_hardest = max(self.flesch_kincaid, self.automated)
        return easiest_and_hardest <= HIGHEST_GRADE and not self.long_sentences


def read(text: str) -> Reading:
    """How hard a text is; an empty text is plain."""
    prose = " ".join(_with_full_stop(part) for part in sentences(text))
    if not prose:
        return Reading(0.0, 0.0, [])
    return Reading(
        textstat.flesch_kincaid_grade(prose),
        textstat.automated_readability_index(prose),
        [part for part in sentences(text) if len(part.split()) > LONGEST_SENTENCE],
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text without contact details; a colon or a new line ends one too."""
    parts = (_NOT_PROSE.sub("it", part).strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if part]


def _with_full_stop(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?" else sentence.rstrip(":;,") + "."
