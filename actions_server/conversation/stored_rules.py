"""Which words a text may be stored with: those of the allow-list, where they are no names."""

import re

from actions_server.conversation import redact_doings as doings
from actions_server.conversation import redact_slots as slots
from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_lists import context, shorter
from actions_server.conversation.redact_tokens import Words
from actions_server.conversation.redact_view import BLANK
from actions_server.conversation.stored_lists import allowed, neighbours

_LINKS = frozenset("and but because when since so that if".split())
_PERSONS = frozenset(
    "me him her i he she we they us you them mum dad mother father parents".split()
)
_PLACED = frozenset("in at near from around to of moved outside is".split())
_LETTERED = frozenset("section sections part parts band tier group class option and or to".split())


def keeps_word(words: Words, place: int | None, typed: str, phrases: set[int]) -> bool:
    """Whether a word stays; phrases are the places of what the content itself calls so."""
    if place is None:
        return typed in ("s", "S")
    token = words.tokens[place]
    if len(token.base) == 1:
        if token.base == "s" and token.gap[-1:] in ("'", "’"):
            return True
        section = words.base(place - 1) in _LETTERED and token.base <= "k"
        typed_so = token.base in ("u", "r", "n") and token.shape == "lower"
        return token.base in ("a", "i") or typed_so or section
    if place in phrases:
        return True
    if token.shape == "upper" and words.capitals_tell and token.base in lexicon().shouted:
        return token.base in lexicon().kept
    return _is_allowed(token.base) and not (_is_addressed(words, place) or _is_risky(words, place))


def _is_allowed(word: str) -> bool:
    """Whether the word, or each part of it, is on the list."""
    words = allowed().words
    if word in words or word.replace("'", "") in words:
        return True
    parts = re.split(r"['-]", word)
    if len(parts) < 2:
        return False
    endings = ("s", "t", "d", "ll", "ve", "re", "m")
    return all(part in words or (place and part in endings) for place, part in enumerate(parts))


def _is_addressed(words: Words, place: int) -> bool:
    """Whatever follows “Mrs” or “he is called” is a name, unless it is a small word."""
    base = words.base(place)
    if base in context()["stop"] or base in context()["person_verbs"]:
        return False
    if words.base(place - 1) in ("mr", "mrs") and words.joined(place, place - 1):
        return True
    return slots.after_called(words, place) and base not in lexicon().common


def _is_risky(words: Words, place: int) -> bool:
    """Whether an allowed word is here a name, or a misspelling that makes a word of one."""
    known, base = lexicon(), words.base(place)
    if slots.has_kin(words, place) and words.tokens[place].first and base not in _PERSONS:
        return True
    if base in known.never:
        return False
    given = known.is_given_word(base)
    if base in context()["stop"] and not given:
        return False
    proper = words.capital(place) and base in allowed().capitals
    near = base not in known.common and not proper and _is_near_name(base)
    if not given and not near and not known.is_surname_word(base):
        return False
    capital = words.inside(place)
    if capital and base not in allowed().capitals:
        return True
    if _beside_gone(words, place) and (capital or not near or base not in known.common):
        return given or known.is_surname_word(base) or near
    if given and base in known.kept and words.base(place - 1) in _PLACED:
        return False
    if given:
        return not _has_neighbour(words, place) or _is_named(words, place)
    return near and (_is_named(words, place) or _is_subject(words, place))


def _is_named(words: Words, place: int) -> bool:
    return any(
        rule(words, place)
        for rule in (
            slots.after_kin, slots.after_called, slots.has_age, slots.is_said_to_be, slots.has_kin,
            doings.is_spoken_to, doings.is_greeted, doings.is_signature, doings.introduces,
            slots.owns_something, doings.is_told,
        )
    )  # fmt: skip


def _is_subject(words: Words, place: int) -> bool:
    opens = words.tokens[place].first or words.base(place - 1) in _LINKS
    return opens and doings.does_something(words, place)


def _has_neighbour(words: Words, place: int) -> bool:
    """Whether the word stands beside one that families write beside it when they mean the word."""
    before, after = neighbours().get(words.base(place), (frozenset(), frozenset()))
    # A sign between the two parts them.
    parted = place + 1 < len(words.tokens) and words.tokens[place + 1].gap.strip()
    if words.base(place + 1) in after and not parted:
        return True
    return words.base(place - 1) in before and not words.tokens[place].gap.strip()


def _beside_gone(words: Words, place: int) -> bool:
    token = words.tokens[place]
    before = words.text[: token.start].rstrip(" -").endswith(BLANK)
    return before or words.text[token.end :].lstrip(" -").startswith(BLANK)


def _is_near_name(word: str) -> bool:
    near = allowed().near_names
    return word in near or any(part in near for part in shorter(word))
