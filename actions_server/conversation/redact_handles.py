"""The names by which people go online."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import BLANK, Found, View

_HANDLE = re.compile(r"(?<![\w@.])@ ?(?P<name>[A-Za-z_][\w.-]{1,40}[\w])(?!\w)")
_NOT_A_HANDLE = frozenset(
    """home school nursery work college hospital gp clinic church mosque camhs the my our his her
    their all least first last night noon midnight lunch lunchtime about around end this that
    some what which any""".split()
)
_SITE = (
    r"(?:instagram|instergram|insta|ig|snapchat|snap|tik ?tok|twitter|facebook|fb|discord|telegram|"
    r"roblox|xbox|psn|playstation|gamertag|gaming|fortnite|linkedin|you ?tube|reddit|messenger|"
    r"skype|threads|pinterest|twitch|steam|nintendo|minecraft|mumsnet|whatsapp|online)"
)
_CALLED = r"(?:user ?names?|user|handle|gamertag|screen ?name|nickname|account|profile)"
_CUED = re.compile(
    rf"(?i)\b(?:{_SITE}|{_CALLED})(?:(?: name| user ?name| user| handle| account| profile| id| tag|"
    r" channel| im| as| is| was| on| page| nick)){0,3}\s?(?:[:=–-] ?| |\")[\"“'’(@]?"
    r"(?P<name>(?=[\w.#-]{4})\w[\w.#-]{0,30}[\d_.#][\w.#-]{0,30}(?<![.-])|[a-z]+\d{1,4}"
    r"|\w+(?: dot \w+)+)(?!\w)"
)
# Nothing else is written with a low line, or as a word, a # and four figures.
_LOW_LINE = re.compile(r"(?<![\w@./-])(?=[\w.]{0,40}_)[\w.]{3,60}(?<!\.)")
_TAGGED = re.compile(r"(?<![\w@./#-])(?:[A-Za-z][\w.]{2,30}#\d{4}(?!\d)|u/\w{3,30})")
_NEAR = re.compile(
    rf"(?i)\b(?:{_SITE}|{_CALLED}|dm|tag|tagged|follow|post as|go by|snaps?|block|blocked"
    rf"|reported)\b"
)
_LIKE_ONE = re.compile(
    r"(?<![\w@/-])(?:at |as |im |is |dm |block |message |follow )?"
    r"(?P<name>[A-Za-z][A-Za-z\d]*(?:\.[A-Za-z\d]+)+|[A-Za-z]{3,}\d{1,4}[A-Za-z]?"
    r"|\d{1,4}[A-Za-z]{3,}[\w.]*|[A-Za-z]+(?: (?:dot|\.) [A-Za-z\d]+)+)(?!\w)(?!\.\w)"
)
_ORDINARY = re.compile(
    r"(?i)(?:sum|some|any|ne|no|every|evry)1\b|(?:year|yr|ks|week|wk|send|covid|section"
    r"|part|level|age|aged|stage|sept|p|xbox|ps|iphone)\d"
    r"|\d+(?:st|nd|rd|th|am|pm|yrs?|years?|mins?|hrs?|hours?|weeks?|wks?|months?|days?|kids|ish|yo|"
    r"old|children)\b|(?:[a-z]\.){1,4}[a-z]?\b|[a-z]+\.(?:[A-Z]|i|he|she|they|we|the|it|my|and|but|"
    r"so|can|com|co|org|uk|net)\b"
)


def handles(seen: View) -> Iterator[Found]:
    """Handles: what follows an @, a site's name or “username”, or is written like nothing else."""
    for match in _HANDLE.finditer(seen.text):
        if match["name"].lower() not in _NOT_A_HANDLE and (
            match[0][1] != " " or re.search(r"[\d_.]", match["name"])
        ):
            yield _found(seen, match.start(), match.end())
    for match in _CUED.finditer(seen.text):
        if not _ORDINARY.match(match["name"]):
            yield _found(seen, *match.span("name"))
    for pattern in (_TAGGED, _LOW_LINE):
        for match in pattern.finditer(seen.text):
            if BLANK not in match[0] and any(char.isalpha() for char in match[0]):
                yield _found(seen, *match.span())
    if not _NEAR.search(seen.text):
        return
    for match in _LIKE_ONE.finditer(seen.text):
        around = seen.text[max(0, match.start() - 40) : match.end() + 25]
        if _NEAR.search(around) and not _ORDINARY.match(match["name"]):
            yield _found(seen, *match.span("name"))


def _found(seen: View, start: int, end: int) -> Found:
    end = start + len(seen.text[start:end].rstrip(".-"))
    return seen.found(start, end, "[handle]", "handle")
