"""What may be stored of a text: only words on an allow-list, so that every name fares alike."""

import re

from actions_server.conversation.redact import redact
from actions_server.conversation.redact_judge import Judge
from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_tokens import read
from actions_server.conversation.redact_view import BLANK, masked
from actions_server.conversation.stored_lists import allowed
from actions_server.conversation.stored_rules import keeps_word

GONE = "[…]"
_ROUNDS = 6
_PIECE = re.compile(
    rf"(?P<gone>{BLANK}+)|(?P<outward>\b[A-Za-z]{{1,2}}\d[A-Za-z\d]?\b)|"
    r"(?P<word>[^\W\d_]+(?:[’'`-][^\W\d_]+)*)|(?P<number>[£$€]?\d[\w.,:/%-]*)"
    r"|(?P<space>\s+)|(?P<sign>[.,;:!?'\"()&/%…–—’‘“”+-])|(?P<other>.)"
)
_RUN = re.compile(r"\[…\](?:[\s,;:.!?'\"()&/%…–—’‘“”+-]*\[…\])+")
_UNITS = re.compile(
    r"(?i)\s?(?:years?|yrs?|yr|y/?o|months?|mnths?|mths?|weeks?|wks?|days?|hours?|hrs?|"
    r"minutes?|mins?|terms?|times|miles|sessions?|children|kids|people|pages|schools?|pounds|"
    r"percent|per cent|a week|a year|in the|and a half|old|st|nd|rd|th|am|pm|o.clock)\b"
)
_BEFORE_NUMBER = re.compile(
    r"(?i)\b(?:years?|yr|y|ks|key stage|stage|week|wk|weeks|age|aged|under|over|turns|turning|"
    r"turned|turn|is|was|only|nearly|almost|now|post|tier|band|section|part|day|days|to|about|grade|level|hes|shes|"
    r"he's|she's|are|pre|the|of|for|took|every|at|or)\s?-?$"
)
_SMALL = re.compile(
    r"(?i)[£$€]?\d{1,2}(?:st|nd|rd|th|yrs?|am|pm|wks?|hrs?|mins?|%)?|"
    r"\d{1,2}[.:][0-5]\d(?:am|pm)?|24/7"
)
_STAGE = re.compile(r"(?i)(?:yr|ks|y|p)\d{1,2}")
_TOO_KNOWN = frozenset("999 111 101 119 30".split())


def if_stored(text: str) -> str:
    """The text as it may be stored. First what redaction finds goes, then every word that is not
    on the allow-list or that a sentence makes a name of; each run of them becomes one […].

    Doing it again changes nothing: it is repeated until it is so."""
    for _ in range(_ROUNDS):
        stored = _once(text)
        if stored == text:
            break
        text = stored
    return text


def without_gaps(stored: str) -> str:
    """A stored text without the marks of what was left out."""
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(stored.replace(GONE, " ").split()))


def _once(text: str) -> str:
    safe = masked(redact(text).text)
    # Once more, because what stands beside a word that went may be the rest of a name.
    safe = _passed(_passed(safe))
    return _RUN.sub(GONE, re.sub(f"{BLANK}+", GONE, safe)).strip()


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _passed(safe: str) -> str:
    """The text with every piece blanked that may not be stored."""
    words = read(safe, lexicon())
    phrases = Judge(words, lexicon()).kept
    at = {token.start: place for place, token in enumerate(words.tokens)}
    parts = []
    for piece in _PIECE.finditer(safe):
        kind = piece.lastgroup
        if kind == "word":
            kept = keeps_word(words, at.get(piece.start()), piece[0], phrases)
        elif kind == "number":
            kept = _keeps_number(safe, piece)
        elif kind == "outward":
            kept = piece[0].upper() in allowed().outward or bool(_STAGE.fullmatch(piece[0]))
        else:
            kept = kind in ("space", "sign")
        parts.append(piece[0] if kept else _blank(piece))
    return "".join(parts)


def _keeps_number(text: str, piece: re.Match[str]) -> bool:
    """Small numbers beside what they count stay; any other may be part of a date or an address."""
    number = piece[0].rstrip(".,:/-%")
    if number in _TOO_KNOWN:
        return True
    if not _SMALL.fullmatch(number):
        return bool(re.fullmatch(r"£\d{1,5}", number))
    if not number.isdigit():
        return True
    if re.match(r"\W{1,3}\d", text[piece.end() :]):
        return False  # part of a row of numbers
    beside = _UNITS.match(text, piece.start() + len(number))
    return bool(beside or _BEFORE_NUMBER.search(text[max(0, piece.start() - 16) : piece.start()]))
