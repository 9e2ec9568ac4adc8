"""What each word of a text may be, looked at by itself and with its neighbours' shape."""

import re

from actions_server.conversation.redact_doings import does_something
from actions_server.conversation.redact_lexicon import Lexicon
from actions_server.conversation.redact_likeness import likeness
from actions_server.conversation.redact_lists import context
from actions_server.conversation.redact_tokens import Words

# How like a name a word of no list has to be spelt (see `redact_likeness.py`), tuned on our own
# messages: to go wherever it stands though it is near a common word (CERTAIN) or near none (SURE;
# NEUTRAL with a capital), where a name is likely, and where hardly anything else can stand.
CERTAIN, SURE, NEUTRAL, LIKELY, HARDLY, UNLIKELY = 1.0, 0.3, 0.0, 0.2, -0.15, -0.3


# Words in our letters, without the stretched ones of “heyyyy”.
_LATIN = re.compile(r"(?!.*(.)\1\1)[a-z'-]+")
_DAY = re.compile(r"(?i)\d(?:st|nd|rd|th)? ?(?:of )?\Z")


class Judge:
    """Judges the words of one text by their places."""

    def __init__(self, words: Words, known: Lexicon) -> None:
        self.words, self.known, self.told = words, known, context()
        self.kept = self._phrases()

    def _phrases(self) -> set[int]:
        """Places inside phrases that stay, such as “Great Ormond Street”."""
        kept: set[int] = set()
        for place, token in enumerate(self.words.tokens):
            for phrase in self.known.phrases.get(token.base, ()):
                span = range(place, place + len(phrase))
                if all(self._same(at, part) for at, part in zip(span, phrase, strict=True)):
                    kept.update(span)
        return kept

    def _same(self, place: int, part: str) -> bool:
        base = self.words.base(place)
        return base == part or (part.endswith("'s") and base == part[:-2])

    def stays(self, place: int) -> bool:
        """Whether the word is no name here: a small word, a place, a body, an illness."""
        base, following = self.words.base(place), self.words.base(place + 1)
        if place in self.kept:
            return True
        if base in self.told["calendar"] and _DAY.search(
            self.words.text[: self.words.tokens[place].start]
        ):
            return True  # “the letter of 3 March says”
        if base in self.told["stop"] and base not in self.told["strict"] and base != "will":
            return True
        if base in self.known.kept and not self.known.is_given_word(base):
            return True
        near_school = self.words.base(place - 1) in self.told["places_follow"]
        if near_school and base in self.known.schools:
            return True
        if following in self.told["conditions"] or self.words.base(place - 1) in ("st", "saint"):
            return True
        if not self.words.joined(place, place + 1) or not self.words.capital(place + 1):
            return False
        # “Adam Hill” is a person, “Hanger Hill” a place; “Adam School” is neither.
        if following in self.told["bodies"]:
            return True
        person = base in self.known.curated.given or (
            self.known.is_given_word(base) and self.is_surname(place + 1)
        )
        return following in self.told["soft_bodies"] and not person

    def is_clear(self, base: str) -> bool:
        """A plain name, or one joined by a hyphen or an apostrophe."""
        if self.known.is_clear(base) or self.known.is_clear(base.replace("'", "")):
            return True
        parts = re.split(r"[-']", base)
        return len(parts) > 1 and any(len(p) > 3 and self.known.is_clear(p) for p in parts)

    def is_surname(self, place: int) -> bool:
        """Whether the word at a place is a surname, though it may be a word too."""
        base = self.words.base(place)
        return self.known.is_surname_word(base) or base in self.known.curated.surnames

    def is_likely(self, place: int, least: float) -> bool:
        """A word of no list that is spelt like a name."""
        base = self.words.base(place)
        if self.words.tokens[place].shape == "upper" and self.words.capitals_tell:
            return len(base) > 4 and self.is_strange(place) and likeness(base) >= max(least, SURE)
        return len(base) > 3 and self.is_strange(place) and likeness(base) >= least

    def is_odd(self, place: int) -> bool:
        """A word of no list, however near a common one it is, spelt like a name."""
        base = self.words.base(place)
        if self.known.is_english(base) or len(base) < 3 or self.stays(place):
            return False
        if not self.words.is_english or base in self.known.never or base in self.known.kept:
            return False
        if not _LATIN.fullmatch(base):
            return False
        # A capital inside a sentence says enough by itself.
        return self.words.inside(place) or likeness(base) >= (
            UNLIKELY if self.words.capital(place) else LIKELY
        )

    def is_strange(self, place: int) -> bool:
        """A word that no list knows and that is no misspelling of a common one."""
        base = self.words.base(place)
        known = self.known.is_english(base) or base in self.known.kept or len(base) < 3
        if known or self.stays(place) or not self.words.is_english:
            return False
        return not self.known.looks_misspelt(base) and bool(_LATIN.fullmatch(base))

    def may_be_name(self, place: int, surname: bool = False) -> bool:
        """Whether a sentence can make a name of it; words that are surnames only beside a name."""
        base = self.words.base(place)
        if self.stays(place) or base in self.known.never:
            return False
        return (
            self.known.is_given_word(base)
            or (surname and self.known.is_surname_word(base))
            or self.known.is_listed(base)
            or self.is_clear(base)
            or self.is_strange(place)
            or self.is_odd(place)
        )

    def is_in_title(self, place: int) -> bool:
        """ "Hope House", "Sunny Days Nursery": a capital before or after makes a title of it."""
        words = self.words
        for other in (place + 1, place - 1):
            near = words.joined(place, other) and words.inside(other)
            if near and not self.may_be_name(other, surname=True) and len(words.base(other)) > 1:
                return not does_something(words, place)
        return False
