"""Names of people: plain ones wherever they stand, other words where a sentence names somebody."""

import re

from actions_server.conversation import redact_slots as slots
from actions_server.conversation.redact_lexicon import Lexicon, context, lexicon
from actions_server.conversation.redact_tokens import Words, read
from actions_server.conversation.redact_view import BLANK, Found

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z]\.(?!\w)|(?<![\w.])[A-Z]\.[A-Z](?![\w.])")
_NOT_INITIALS = frozenset(
    """uk us usa nhs dob ps pe ot gp ta sen ehc ehcp adhd asd nb rip tv btw pa id qa la ep ap dla cv eu
    hv slt re pta eta am pm ie eg ad bc bbc pm cp ms mr ehe pip send senco ba ma phd""".split()
)
_PARTICLES = frozenset("al el bin ibn abu abdul de da dos del van der la le mac mc ap bint umm st".split())


def names(text: str, taken: list[Found]) -> list[Found]:
    """The names in the text, outside what is taken already."""
    blanked = list(text)
    for one in taken:
        blanked[one.start : one.end] = BLANK * (one.end - one.start)
    return find("".join(blanked))


def find(text: str) -> list[Found]:
    """Every name in a text, neighbours as one."""
    words = read(text, lexicon())
    marks = _Marks(words, lexicon())
    spans = [(m.start(), m.end()) for m in _INITIALS.finditer(text) if _is_initials(m[0])]
    for place in range(len(words.tokens)):
        if place in marks.names:
            spans.append((words.tokens[place].start, words.tokens[place].end))
    return [Found(*span, "[name]", "name") for span in _merged(text, sorted(spans))]


def _is_initials(match: str) -> bool:
    return re.sub(r"[^a-z]", "", match.lower()) not in _NOT_INITIALS


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and re.fullmatch(r"[ .’'-]{0,2}", text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


class _Marks:
    """Which places hold names; made in three passes, each building on the one before."""

    def __init__(self, words: Words, known: Lexicon) -> None:
        self.words, self.known, self.told = words, known, context()
        self.kept = self._phrases()
        self.names: set[int] = set()
        places = range(len(words.tokens))
        self.names |= {place for place in places if self._is_name(place)}
        self.names |= {place for place in places if self._is_in_slot(place)}
        for _ in range(2):
            self.names |= {place for place in places if self._belongs_to_name(place)}

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

    def _stays(self, place: int) -> bool:
        base, following = self.words.base(place), self.words.base(place + 1)
        if place in self.kept or base in self.told["stop"]:
            return True
        if base in self.known.kept and not self.known.is_given_word(base):
            return True
        if following in self.told["conditions"] or self.words.base(place - 1) in ("st", "saint"):
            return True
        beside = self.words.joined(place, place + 1)
        return beside and following in self.told["bodies"] and self.words.capital(place + 1)

    def _is_name(self, place: int) -> bool:
        """A word that is a name and nothing else, or is addressed as one."""
        token, base = self.words.tokens[place], self.words.base(place)
        if place in self.kept:
            return False
        if self._is_titled(place):
            return True
        if self._stays(place) or len(base) < 2 or token.shape == "mixed":
            return False
        if token.shape == "upper" and self.words.capitals_tell and base in self.known.shouted:
            return slots.after_kin(self.words, place)
        capital = self.words.capital(place)
        if self._is_clear(base):
            # A short surname in lower case may be any word that was typed in a hurry.
            return len(base) > 4 or capital or base in self.known.curated.given
        if self.known.is_listed(base):
            return self.words.inside(place) or (
                (capital or len(base) > 4) and not self.known.looks_misspelt(base)
            )
        if len(base) > 4 and base.endswith("s") and base not in self.known.english:
            return base[:-1] in self.known.curated.given
        return False

    def _is_clear(self, base: str) -> bool:
        if self.known.is_clear(base) or self.known.is_clear(base.replace("'", "")):
            return True
        parts = re.split(r"[-']", base)
        return len(parts) > 1 and any(len(p) > 3 and self.known.is_clear(p) for p in parts)

    def _is_titled(self, place: int) -> bool:
        base, before = self.words.base(place), self.words.base(place - 1)
        if not self.words.joined(place, place - 1) or base in self.told["stop"]:
            return False
        named = self._may_be_name(place, surname=True)
        if before in ("miss", "doctor", "judge", "master", "pc"):
            return self.words.capital(place) and (named or base not in self.known.kept)
        if before in self.told["titles"]:
            verb = base in self.told["person_verbs"] or base in self.known.kept
            return self.words.capital(place) or named or (before in ("mr", "mrs") and not verb)
        return before in self.told["soft_titles"] and self.words.capital(place) and named

    def _is_strange(self, place: int) -> bool:
        """A word that no list knows and that is no misspelling of a common one."""
        base = self.words.base(place)
        known = self.known.is_english(base) or base in self.known.kept or len(base) < 3
        if known or self._stays(place) or not self.words.is_english:
            return False
        return not self.known.looks_misspelt(base) and not re.search(r"(.)\1\1", base)

    def _may_be_name(self, place: int, surname: bool = False) -> bool:
        """Whether a sentence can make a name of it; words that are surnames only beside a name."""
        base = self.words.base(place)
        if self._stays(place) or base in self.known.never:
            return False
        return (
            self.known.is_given_word(base)
            or (surname and self.known.is_surname_word(base))
            or self.known.is_listed(base)
            or self._is_clear(base)
            or self._is_strange(place)
        )

    def _is_in_slot(self, place: int) -> bool:
        """A word that may be a name, where the sentence makes one of it."""
        if place in self.names or not self._may_be_name(place) or self._in_title_of_body(place):
            return False
        words, base = self.words, self.words.base(place)
        if words.capital(place):
            return self._is_capital_in_slot(place)
        if words.tokens[place].shape != "lower" and words.capitals_tell:
            return slots.after_kin(words, place) or slots.after_called(words, place)
        listed = base in self.known.curated.given_words
        if base in self.known.common or not (listed or self._is_strange(place)):
            return False
        ends = words.is_last(place) or words.after(place)[:1] in (",", ".", "(", ")")
        told = ends or slots.does_something(words, place)
        told = told or words.base(place + 1) in self.told["may_be_person"]
        verb = base in slots.VERBS
        strict = verb or base in slots.STRICT
        return (
            (slots.after_kin(words, place) and told and not (verb and ends))
            or (slots.after_called(words, place) and not verb)
            or (slots.has_age(words, place) and not verb)
            or (slots.is_said_to_be(words, place) and not verb)
            or (slots.owns_something(words, place) and not strict)
            or (slots.is_spoken_to(words, place) and not strict)
            or ((slots.is_greeted(words, place) or slots.is_signature(words, place)) and not strict)
            or (not listed and self.known.looks_named(base))
        )

    def _is_capital_in_slot(self, place: int) -> bool:
        words, base = self.words, self.words.base(place)
        if any(
            rule(words, place)
            for rule in (
                slots.after_kin, slots.after_called, slots.has_age, slots.is_said_to_be,
                slots.is_greeted, slots.is_signature, slots.is_spoken_to,
            )
        ):  # fmt: skip
            return True
        placed = words.base(place - 1) in self.told["places_follow"]
        if placed and (base in self.known.kept or self._is_strange(place)):
            return False
        if slots.owns_something(words, place) or slots.introduces(words, place):
            return True
        if slots.does_something(words, place):
            return True
        strict = base in slots.STRICT or base in self.known.kept
        return words.inside(place) and not strict and not placed

    def _in_title_of_body(self, place: int) -> bool:
        """ "Hope House", "Sunny Days Nursery": a capital before or after makes a title of it."""
        words = self.words
        for other in (place + 1, place - 1):
            near = words.joined(place, other) and words.inside(other)
            if near and not self._may_be_name(other) and len(words.base(other)) > 1:
                return not slots.does_something(words, place)
        return False

    def _belongs_to_name(self, place: int) -> bool:
        """A surname, a forename or an initial beside a name, or one joined to it by “and”."""
        words, base = self.words, self.words.base(place)
        if place in self.names or place in self.kept:
            return False
        before = place - 1 in self.names and words.joined(place, place - 1)
        before = before and not words.tokens[place - 1].owns
        behind = place + 1 in self.names and words.joined(place, place + 1)
        if (before or behind) and words.tokens[place].shape != "lower" and len(base) == 1:
            return base not in "ia" or words.text[words.tokens[place].end :][:1] == "."
        if base in _PARTICLES:
            return before and behind
        if self._stays(place) or not self._may_be_name(place, surname=before):
            return False
        verb = base in slots.VERBS
        if before:
            return (words.inside(place) and not verb) or (
                not verb and (words.is_last(place) or slots.does_something(words, place))
            )
        if behind and not words.tokens[place].owns:
            return not verb and (words.capital(place) or base not in slots.STRICT)
        linked = ("and", "&", "n", "or")
        pair = (words.base(place - 1) in linked and place - 2 in self.names) or (
            words.base(place + 1) in linked and place + 2 in self.names
        )
        return pair and not verb and (words.capital(place) or self.known.is_given_word(base))
