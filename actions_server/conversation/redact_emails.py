"""Email addresses, as they are typed and as they are said."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import BLANK, Found, View

_HOUSES = (
    r"(?:g ?mail|google ?mail|hot ?mail|out ?look|yahoo|ymail|i ?cloud|bt ?internet|aol|sky|live|"
    r"msn|proton|protonmail|virgin ?media|talk ?talk|me|mail|email|nhs|gmx|wp|o2|onet|interia)"
)
_WELL_KNOWN = r"(?:g ?mail|hot ?mail|i ?cloud|yahoo|outlook)"
_TLD = r"(?:com|co|uk|org|net|example|info|pl|ro|me|edu|ac|gov|nhs|sch|eu|io)"
_SAID_LOCAL = (
    r"(?<![\w.])(?P<local>[\w+.-]{1,40}(?:(?: dash | hyphen | dot | point | full ?stop )"
    r"[\w+.-]{1,40}){0,4})"
)
_DOT = (
    r"(?: ?[(\[{<*/-] ?(?:dot|\.) ?[)\]}>*/-] ?| (?:dot|point|full ?stop) ?|-dot-| ?[.。](?=[a-z]))"
)
_AT = (
    r"(?: ?[(\[{<*/_-] ?at ?[)\]}>*/_-] ?| (?:at|a t|@t|at sign|at the rate(?: of)?) |(?:%40|&#64;)"
    r"| ?@{1,2} ?)"
)
_EMAIL = re.compile(
    rf"(?i)(?<![\w.])\w[\w.+’'-]{{0,63}}(?:@{{1,2}}|%40|&#64;)"
    r"[\w-]{1,63}(?:[.。][a-z][\w-]{1,62}){1,4}(?![\w@])"
    r"|(?<![\w.])\w[\w.+-]{0,63} ?@{1,2} ?[\w-]{1,63}"
    rf"(?:(?: ?[.。] ?| (?:dot|point|full ?stop) )[\w-]{{1,30}}){{0,3}}?"
    rf"(?:(?: ?[.,。] ?| (?:dot|point|full ?stop) ){_TLD}\b(?!\.?\w)){{1,3}}"
    rf"|(?<![\w.])[\w.+-]{{1,64}} ?@ ?{_HOUSES}(?:com|couk)?\b"
)
_SAID = re.compile(
    rf"(?i){_SAID_LOCAL}{_AT}(?!www\b)"
    rf"(?:{_HOUSES}(?:(?:{_DOT}| [.,] |[.,]| ?dot ?){_TLD}){{1,3}}(?![\w/])|{_WELL_KNOWN}(?![\w/])"
    rf"|[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,30}}){{0,3}}?(?:{_DOT}{_TLD}\b){{1,3}})(?![\w/]|\.\w)"
)
# Letter by letter: “m u m @ e x a m p l e . c o m”.
_LETTERS = re.compile(
    r"(?i)(?<!\w)[\w.+-](?: [\w.+-]){2,40} ?(?:@|\bat\b) ?[\w.-](?: [\w.-]){3,40}(?!\w)"
    rf"|(?<!\w)[\w.+-](?: [\w.+-]){{2,40}} at (?:[\w-]{{2,40}}(?:{_DOT}[\w-]{{1,30}}){{0,2}}?"
    rf"(?:{_DOT}{_TLD}\b){{1,3}})"
)
_NO_LOCAL_PART = frozenset(
    """look looking us me him her it them is are was were be am meet meeting seen see this that
    here there anyone someone everyone people staff school week month""".split()
)


def emails(seen: View) -> Iterator[Found]:
    """Email addresses that are not the content's own."""
    for pattern in (_LETTERS, _EMAIL, _SAID):
        for match in pattern.finditer(seen.text):
            plain = match[0].replace(" ", "").lower()
            first = re.split(r"[\s@.]", match[0].lower(), maxsplit=1)[0]
            if plain in redact_public.emails() or BLANK in plain:
                continue
            if pattern is _SAID and "@" not in match[0] and first in _NO_LOCAL_PART:
                continue
            yield seen.found(*match.span(), "[email]", "email address")
