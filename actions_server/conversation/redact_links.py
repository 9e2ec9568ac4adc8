"""Email addresses, links to people, handles, and the references of cases and files."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import BLANK, Found, View

_MAIL_HOUSES = (
    "gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|btinternet|aol|sky|live|msn|proton|"
    "protonmail|virginmedia|talktalk|me|mail|email|nhs|gmx|wp|o2|onet|interia"
)
_EMAIL = re.compile(
    r"(?i)(?<![\w.])[\w.+’'-]{1,64} ?@ ?[\w-]{1,63}(?:\.[a-z][\w-]{1,62}){1,4}(?![\w@])"
    r"|(?<![\w.])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?: ?\. ?(?:com|co|uk|org|net|example|info|pl|ro)\b)"
    r"{1,3}"
    rf"|(?<![\w.])[\w.+-]{{1,64}} ?@ ?(?:{_MAIL_HOUSES})\b"
)
_AT = r"(?: ?[(\[{<] ?at ?[)\]}>] ?| at | ?@ ?)"
_DOT = r"(?: ?[(\[{<] ?(?:dot|\.) ?[)\]}>] ?| dot | ?\.(?=[a-z]))"
_TLD = r"(?:com|co|uk|org|net|example|info|pl|ro|me|edu|ac|gov|nhs|sch|eu|io)"
_SAID_EMAIL = re.compile(
    rf"(?i)(?<![\w.])[\w+.-]{{1,40}}"
    rf"(?:(?: underscore | dash | hyphen |{_DOT})[\w+-]{{1,40}}){{0,4}}"
    rf"{_AT}(?:(?:{_MAIL_HOUSES})\b(?:{_DOT}{_TLD}\b){{1,2}}|(?:gmail|hotmail|icloud|yahoo)\b"
    rf"|[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,30}}){{0,2}}(?:{_DOT}{_TLD}\b){{1,3}})(?!\w)"
)
_NO_LOCAL_PART = frozenset(
    """look looking us me him her it them is are was were be am meet meeting seen see this that
    here there anyone someone everyone people staff school week month""".split()
)
_URL = re.compile(r"(?i)(?<![\w@.-])(?:https?://|www\.)[^\s<>\"”)\]]{2,300}")
_PEOPLE_SITE = (
    r"facebook|fb|instagram|insta|twitter|x|linkedin|tiktok|youtube|snapchat|threads|pinterest|"
    r"reddit|discord|linktr|gofundme|justgiving|tinyurl|bit"
)
_BARE = re.compile(
    rf"(?i)(?<![\w@./-])(?:(?:[\w-]{{1,20}}\.)?(?:{_PEOPLE_SITE})\.(?:com|co\.uk|me|gg|ee|ly)"
    r"|wa\.me|t\.me|m\.me|youtu\.be)\s?/\s?[@\w.%/?=&-]{1,120}"
    r"|(?<![\w@./-])[a-z\d][\w-]{0,40}(?:\.[\w-]{1,30}){0,3}"
    r"\.(?:com|co\.uk|org|org\.uk|net|me\.uk|uk|info|io|blog|site|online|example)"
    r"/[\w.%/?=&~@#-]{1,200}"
)
_PUBLIC_HOST = re.compile(r"(?:^|\.)(?:gov\.uk|nhs\.uk|parliament\.uk|police\.uk|ac\.uk)$")
_HANDLE = re.compile(r"(?<![\w@.])@ ?(?P<name>[A-Za-z_][\w.-]{1,40}[\w])(?!\w)")
_NOT_A_HANDLE = frozenset(
    """home school nursery work college hospital gp clinic church mosque camhs the my our his her
    their all least first last night noon midnight lunch lunchtime about around end this that
    some what which any""".split()
)
_ON = (
    r"(?:instagram|insta|ig|snapchat|snap|tiktok|tik tok|twitter|facebook|fb|discord|telegram|"
    r"roblox|xbox|psn|gamertag|fortnite|linkedin|youtube|reddit|messenger|skype)"
)
_HANDLE_CUED = re.compile(
    rf"(?i)\b{_ON}(?:(?: name| user ?name| handle| account| profile| id| tag)(?: is| was)?| is)?"
    r"\s?(?:is |[:=–-] ?| )(?P<name>(?=[\w.-]*[\d_.])[a-z][\w.-]{2,40}\w)(?!\w)"
)


def links(seen: View) -> Iterator[Found]:
    """Emails, links and handles that are not the content's own."""
    for pattern in (_EMAIL, _SAID_EMAIL):
        for match in pattern.finditer(seen.text):
            plain = match[0].replace(" ", "").lower()
            first = re.split(r"[\s@.]", match[0].lower(), maxsplit=1)[0]
            if plain in redact_public.emails() or BLANK in plain:
                continue
            if pattern is _SAID_EMAIL and "@" not in match[0] and first in _NO_LOCAL_PART:
                continue
            yield seen.found(*match.span(), "[email]", "email address")
    for pattern in (_URL, _BARE):
        for match in pattern.finditer(seen.text):
            end = match.start() + len(match[0].rstrip(".,;:!?’'"))
            if not _is_public(match[0]) and end - match.start() > 4:
                yield seen.found(match.start(), end, "[link]", "link")
    for match in _HANDLE.finditer(seen.text):
        if match["name"].lower() not in _NOT_A_HANDLE and (
            match[0][1] != " " or re.search(r"[\d_]", match["name"])
        ):
            yield seen.found(*match.span(), "[handle]", "handle")
    for match in _HANDLE_CUED.finditer(seen.text):
        yield seen.found(*match.span("name"), "[handle]", "handle")


def _is_public(link: str) -> bool:
    host = re.sub(r"^https?://", "", link.lower()).split("/")[0].removeprefix("www.")
    host = host.split(":")[0].rstrip(".,;")
    return bool(_PUBLIC_HOST.search(host)) or host in redact_public.hosts()
