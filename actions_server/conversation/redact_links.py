"""Links to people and to what is theirs; the content's own and public bodies' stay."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import BLANK, Found, View

_REST = r"[^\s<>\"”)\]" + BLANK + "]"
_URL = re.compile(
    rf"(?i)(?<![\w@.-])(?:(?:https?|hxxps?|http?s?|ht+ps?|ftp) ?[:;]? ?// ?|//(?=[\w-]+\.)|www\.)"
    rf"(?!www\.\s){_REST}{{2,300}}"
)
_TLD = (
    r"(?:com|co\.uk|org\.uk|me\.uk|gov\.uk|ac\.uk|sch\.uk|uk|org|net|info|io|me|gg|ee|ly|be"
    r"|tv|gl|gd|"
    r"us|ms|it|app|dev|page|site|link|blog|shop|club|fm|ai|to|cc|watch|online|example|pl|ro|eu|de|"
    r"fr|es|in)"
)
_DOT = r"(?: ?\. ?|[(\[](?:dot|\.)[)\]]| dot )"
_WITH_PATH = re.compile(
    rf"(?i)(?<![\w@./-])[a-z\d][\w-]{{0,40}}(?:\.[\w-]{{1,30}}){{0,3}}\.{_TLD}\s?/\s?"
    r"[@\w.%/?=&~#+-]{1,200}"
)
_SAID = re.compile(
    rf"(?i)(?<![\w@./-])(?:w ?w ?w{_DOT})?[a-z\d][\w-]{{1,40}}(?:{_DOT}[\w-]{{1,30}}){{0,3}}?"
    rf"{_DOT}{_TLD}(?: (?:slash|stroke) | ?/ ?)[@\w.%?=&~#/-]{{1,200}}"
    r"(?:(?: slash | dot | underscore )[\w.-]{1,40}){0,3}"
)
_BARE = re.compile(
    r"(?i)(?<![\w@./-])[a-z\d][\w-]{1,40}(?:\.[\w-]{1,30}){0,3}"
    r"\.(?:com|co\.uk|org|org\.uk|net|me\.uk|info|blog|online|example)(?![\w@/]|\.\w)"
)
_PUBLIC_HOST = re.compile(r"(?:^|\.)(?:gov\.uk|nhs\.uk|parliament\.uk|police\.uk|ac\.uk)$")
# Sites named for themselves; without a path they lead to nobody.
_WELL_KNOWN = frozenset(
    """facebook.com instagram.com tiktok.com youtube.com twitter.com x.com linkedin.com google.com
    google.co.uk amazon.co.uk amazon.com ebay.co.uk gmail.com hotmail.com hotmail.co.uk outlook.com
    yahoo.com yahoo.co.uk icloud.com bbc.co.uk mumsnet.com netmums.com gumtree.com rightmove.co.uk
    booking.com change.org justgiving.com gofundme.com whatsapp.com zoom.us snapchat.com indeed.com
    tes.com""".split()
)


def links(seen: View) -> Iterator[Found]:
    """Links that are not the content's own."""
    for pattern in (_URL, _WITH_PATH, _SAID, _BARE):
        for match in pattern.finditer(seen.text):
            end = match.start() + len(match[0].rstrip(".,;:!?’'"))
            if end - match.start() > 4 and not _is_public(match[0], bare=pattern is _BARE):
                yield seen.found(match.start(), end, "[link]", "link")


def _is_public(link: str, bare: bool) -> bool:
    host = re.sub(r"^[a-z]*:?//", "", link.lower()).split("/")[0].removeprefix("www.")
    host = host.split(":")[0].rstrip(".,;")
    if bare and host in _WELL_KNOWN:
        return True
    return bool(_PUBLIC_HOST.search(host)) or host in redact_public.hosts()
