"""What may be stored of a text: only words on an allow-list, so that every name fares alike."""

import re
from functools import cache
from typing import NamedTuple

from actions_server.conversation import redact_public
from actions_server.conversation import redact_slots as slots
from actions_server.conversation.redact import redact
from actions_server.conversation.redact_lexicon import HERE, context, fold, lexicon, shorter
from actions_server.conversation.redact_tokens import Words, read
from actions_server.conversation.redact_view import BLANK, PLACEHOLDERS

GONE = "[…]"
_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PLACEHOLDERS)})\]|\[…\]")
_PIECE = re.compile(
    rf"(?P<gone>{BLANK}+)|(?P<outward>\b[A-Za-z]{{1,2}}\d[A-Za-z\d]?\b)|"
    r"(?P<word>[^\W\d_]+(?:[’'`-][^\W\d_]+)*)|(?P<number>[£$€]?\d[\w.,:/%-]*)"
    r"|(?P<space>\s+)|(?P<sign>[.,;:!?'\"()&/%…–—’‘“”+-])|(?P<other>.)"
)
_RUN = re.compile(r"\[…\](?:[\s,;:.!?'\"()&/%…–—’‘“”+-]*\[…\])+")
_UNITS = re.compile(
    r"(?i)\s?(?:years?|yrs?|yr|y/?o|months?|mnths?|mths?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|terms?|"
    r"times|miles|sessions?|children|kids|people|pages|schools?|pounds|percent|per cent|a week|a year|"
    r"in the|and a half|old|st|nd|rd|th|am|pm|o.clock)\b"
)
_BEFORE_NUMBER = re.compile(
    r"(?i)\b(?:years?|yr|y|ks|key stage|stage|week|wk|weeks|age|aged|under|over|turns|turning|turned|turn|is|"
    r"was|only|nearly|almost|now|post|tier|band|section|part|day|days|to|about|grade|level|hes|shes|"
    r"he's|she's|are|pre|the|of|for|took|every|at|or)\s?-?$"
)
_SMALL = re.compile(r"(?i)[£$€]?\d{1,2}(?:st|nd|rd|th|yrs?|am|pm|wks?|hrs?|mins?|%)?|\d{1,2}[.:][0-5]\d(?:am|pm)?|24/7")
_STAGE = re.compile(r"(?i)(?:yr|ks|y|p)\d{1,2}")
_TOO_KNOWN = frozenset("999 111 101 119 30".split())
_LETTERED = frozenset("section sections part parts band tier group class option and or to".split())


class _Allowed(NamedTuple):
    words: frozenset[str]
    outward: frozenset[str]
    near_names: frozenset[str]
    capitals: frozenset[str]


def if_stored(text: str) -> str:
    """The text as it may be stored. First what redaction finds goes, then every word that is not
    on the allow-list or that a sentence makes a name of; each run of them becomes one […]."""
    safe = _PLACEHOLDER.sub(lambda match: BLANK * len(match[0]), redact(text).text)
    words = read(safe, lexicon())
    at = {token.start: place for place, token in enumerate(words.tokens)}
    parts = []
    for piece in _PIECE.finditer(safe):
        kind = piece.lastgroup
        if kind == "word":
            kept = _keeps_word(words, at.get(piece.start()), piece[0])
        elif kind == "number":
            kept = _keeps_number(safe, piece)
        elif kind == "outward":
            kept = piece[0].upper() in _allowed().outward or bool(_STAGE.fullmatch(piece[0]))
        else:
            kept = kind in ("space", "sign")
        parts.append(piece[0] if kept else GONE)
    return _RUN.sub(GONE, "".join(parts)).strip()


def _keeps_number(text: str, piece: re.Match[str]) -> bool:
    """Small numbers beside what they count stay; any other may be part of a date or an address."""
    number = piece[0].rstrip(".,:/-%")
    if number in _TOO_KNOWN:
        return True
    if not _SMALL.fullmatch(number):
        return bool(re.fullmatch(r"£\d{1,5}", number))
    if not number.isdigit():
        return True
    beside = _UNITS.match(text, piece.start() + len(number))
    return bool(beside or _BEFORE_NUMBER.search(text[max(0, piece.start() - 16) : piece.start()]))


def _keeps_word(words: Words, place: int | None, typed: str) -> bool:
    if place is None:
        return typed in ("s", "S")
    token = words.tokens[place]
    if len(token.base) == 1:
        section = words.base(place - 1) in _LETTERED and token.base <= "k"
        return token.base in ("a", "i", "u", "r", "n") and token.shape == "lower" or section or (
            token.base in ("a", "i")
        )
    return _is_allowed(token.base) and not _is_risky(words, place)


def _is_allowed(word: str) -> bool:
    allowed = _allowed().words
    if word in allowed or word.replace("'", "") in allowed:
        return True
    parts = re.split(r"['-]", word)
    if len(parts) < 2:
        return False
    endings = ("s", "t", "d", "ll", "ve", "re", "m")
    return all(part in allowed or (place and part in endings) for place, part in enumerate(parts))


def _is_risky(words: Words, place: int) -> bool:
    """Whether an allowed word is here a name, or a misspelling that makes a word of one."""
    known, base = lexicon(), words.base(place)
    token = words.tokens[place]
    a_name = known.is_given_word(base) or known.is_surname_word(base)
    if base in known.never or base in context()["stop"]:
        return slots.after_called(words, place) and words.capital(place) and a_name
    near = base not in known.common and _is_near_name(base)
    if not a_name and not near:
        return False
    if words.inside(place) and base not in _allowed().capitals:
        return True
    if _beside_gone(words, place) and (a_name or words.capital(place)):
        return base not in known.common or words.capital(place)
    in_slot = any(
        rule(words, place)
        for rule in (
            slots.after_kin, slots.after_called, slots.has_age, slots.is_said_to_be,
            slots.is_spoken_to, slots.is_greeted, slots.is_signature, slots.introduces,
        )
    )  # fmt: skip
    if in_slot or (token.owns and slots.owns_something(words, place)):
        return base not in known.common or words.capital(place)
    subject = place == 0 or token.first or words.base(place - 1) in ("and", "but", "because", "when")
    return subject and slots.does_something(words, place) and base not in known.common


def _beside_gone(words: Words, place: int) -> bool:
    token = words.tokens[place]
    before = words.text[: token.start].rstrip(" -").endswith(BLANK)
    return before or words.text[token.end :].lstrip(" -").startswith(BLANK)


def _is_near_name(word: str) -> bool:
    near = _allowed().near_names
    return word in near or any(part in near for part in shorter(word))


@cache
def _allowed() -> _Allowed:
    lines = (HERE / "stored_words.txt").read_text(encoding="utf-8").splitlines()
    known = lexicon()
    names = [name for name in known.curated.given | known.curated.surnames if len(name) > 3]
    capitals = {fold(word) for phrase in redact_public.proper_phrases() for word in phrase}
    months = "january february march april may june july august september october november december"
    return _Allowed(
        frozenset(line for line in lines if not line.startswith("#")),
        frozenset(redact_public.outward()),
        frozenset(part for name in names for part in [name, *shorter(name)]),
        frozenset(capitals | known.kept | context()["kin"] | set(months.split())),
    )
