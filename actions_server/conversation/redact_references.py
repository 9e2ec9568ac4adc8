"""References of cases, tribunals, claims and files, and other long numbers."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import BLANK, Found, View

_STRONG = (
    r"refs?|ref[ea]?r[ea]?n[cs]e|mrn|passport|uin|uln|urn|utr|sort code|docket|case file|"
    r"(?:case|claim|complaint|appeal|tribunal|file|application|account|policy|hospital"
    r"|patient|visa|"
    r"incident|crime|order|customer|client|pupil|student|candidate|licence|membership|member|"
    r"certificate|badge|card|roll|ticket) (?:number|num|no|id|code|ref|reference)"
)
_WEAK = (
    r"case|claim|complaint|appeal|tribunal|file|application|account|acct|policy|hospital|patient|"
    r"visa|brp|incident|crime|order|customer|client|pupil|student|candidate|licence|membership|"
    r"member|certificate|badge|card|roll|liquidlogic|mosaic|uci|id|ticket"
)
_CUE = re.compile(
    rf"(?i)(?<![\w/])(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))\b\.?"
    r"(?:,? (?:ref|reference|number|num|no|id|code|file|is|was|are|it|as|appeal|"
    r"case|(?:on|at) (?:the|my|our|his|her) (?:letter|plan|form|email|report|top)"
    r"|for [a-z]+ (?:referral|claim|appeal) is)\b\.?){0,4}[\s:=#(\[\"'“–-]{0,4}"
)
_PIECE = re.compile(r"(?P<sign>[ ,/\\._#*|:+~–—-]{0,3})(?P<piece>[^\W_]+)(?!\w)|(?P<low>_+)")
_BARE = re.compile(
    r"(?i)(?<![\w/£-])(?:"
    # EHC/2026/3310
    r"[a-z]{1,6}\d{0,5} ?[/\\] ?(?:\d{2,4} ?[/\\.-] ?)?\d{2,8}(?: ?[/\\.-] ?[a-z\d]{1,8})?"
    r"|[a-z]{2,6} ?[-–] ?\d{4,9}(?:[/-][a-z\d]{1,6})?"  # HSL-77120
    r"|[a-z]{2,5}[-.]\d{2,4}[-.]\d{2,8}"  # SEN-24-00123
    r"|[a-z]{2,3}\d{2,4}[-.]\d{2}[-.]\d{3,6}"  # EH313.24.00123
    r"|(?-i:[A-Z] ?[A-Z] ?\d{3} ?/ ?\d\d ?/ ?\d{4,6})"  # E H 313/24/00123
    r"|[a-z]{1,4}\d{6,12}[a-z]?"  # H1234567
    r"|(?-i:[A-Z]{2,5}\d{4,5}(?:-\d{4,6})?(?:/[A-Z]{1,3})?)"  # EHCP1977
    r"|(?-i:[A-Z]{2,5})(?:[_#*|:.]|//)(?:20\d\d[_.])?\d{4,8}"  # CAS_2026_6794
    r"|(?-i:[A-Z]{2,5})[- ]20\d\d[- ]\d{3,6}"
    r"|\d{7,20}"  # an account or hospital number
    r"|(?:\d{4}[ -]){3}\d{4}"  # a bank card
    r"|\d{2,4}/[a-z]{2,5}/\d{2,6}"
    r")(?![\w/])"
)
_CUED_LETTERS = re.compile(
    r"(?i)\b(?:ref|reference|case|claim|complaint|file)\b\.?(?:\s(?:number|num|no"
    r"|id)\b\.?)?\s?(?:is|:|=|#)?"
    r"\s?(?P<number>[a-z]{2,6}/[a-z\d]{1,8}(?:/[a-z\d]{1,8}){0,3})(?!\w)"
)
# “quote 44 8 33 1 they said, case number”
_THEN_CUE = re.compile(
    rf"(?i)(?<![\w£.])(?P<number>\d{{1,8}}(?:[ ,-]{{1,2}}\d{{1,8}}){{1,9}})"
    rf"(?=[^.!?\d{BLANK}]{{0,25}}"
    r"\b(?:case|ref|reference|claim)(?: (?:number|no)\b|\b))"
)
_DATE = re.compile(r"[0-3]?\d ?[./–-] ?[01]?\d ?[./–-] ?(?:\d\d|\d{4})\Z")
_YEAR = re.compile(r"(?:19|20)\d\d(?: ?[/–-] ?(?:20)?\d\d)?\Z")
_NOT_LETTERS = re.compile(
    r"(?i)(?:year|yr|week|wk|section|part|ks|key|stage|tier|band|and|or|covid|send|sen|no|"
    r"of|in|on|to|at|by|is|days|hours|page|pages)\s?[/–-]?\s?\d{1,3}(?!\d)"
    r"|[a-z]\s?[/–-]?\s?\d{1,3}(?!\d)"
)
_ORDINARY = frozenset(
    """from for in on since and or to of at by the is was with after before about until till over
    within year week page one two term week weeks section closed opened dated last next jan feb mar
    april may june july aug sept oct nov dec march august january february september october
    november december""".split()
)


def references(seen: View) -> Iterator[Found]:
    """Every reference in the view. Dates, years and small counts after a cue are none."""
    for match in _CUE.finditer(seen.text):
        start, end = _code(seen.text, match.end())
        number = seen.text[start:end]
        digits = sum(char.isdigit() for char in number)
        letters = any(char.isalpha() for char in number)
        if _DATE.match(number) or (digits and _YEAR.match(number) and "number" not in match[0]):
            continue
        if match["strong"]:
            least = 3
        else:
            least = 4 if letters or re.search(r"\b(?:is|no|number|id)\b", match[0]) else 5
        if digits >= least and not _NOT_LETTERS.fullmatch(number):
            yield seen.found(start, end, "[reference]", "reference number")
    for match in _CUED_LETTERS.finditer(seen.text):
        if any(c.isdigit() for c in match["number"]):
            yield seen.found(*match.span("number"), "[reference]", "reference number")
    for match in _THEN_CUE.finditer(seen.text):
        if sum(c.isdigit() for c in match["number"]) >= 7:
            yield seen.found(*match.span("number"), "[reference]", "reference number")
    for match in _BARE.finditer(seen.text):
        compact = match[0].replace(" ", "")
        if _NOT_LETTERS.match(compact) or _DATE.match(compact):
            continue
        if sum(c.isdigit() for c in compact) >= 4:
            yield seen.found(*match.span(), "[reference]", "reference number")


def _code(text: str, start: int) -> tuple[int, int]:
    """Where what is written as one code begins and ends; empty where none stands there."""
    at = end = start
    digits = 0
    for _ in range(24):
        match = _PIECE.match(text, at)
        if not match:
            break
        if match["low"]:
            at = match.end()
            continue
        sign, piece = match["sign"], match["piece"]
        if at == start and sign:
            break
        parted = (bool(sign) and not sign.strip(" ,")) or sign.endswith(". ")
        if piece.isalpha():
            low = parted and not piece.isupper()
            if (
                len(piece) > 6
                or piece.lower() in _ORDINARY
                or (digits and (low or (len(piece) > 2 and sign != "/")))
            ):
                break
            if digits and parted and piece in ("I", "A"):
                break
        elif digits and parted and not _goes_on(text, start, end, match):
            break
        else:
            digits += sum(char.isdigit() for char in piece)
        at = match.end()
        if digits:
            end = at
    return start, end


def _goes_on(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether figures after a space or a comma belong to the code before them."""
    so_far, piece = text[start:end], match["piece"]
    if not piece.isdigit():
        return False
    if len(piece) == 1 or len(re.findall(r"\d+", so_far)[-1]) == 1:
        return bool(re.search(r"(?:^|\W)[a-zA-Z]?\d{1,3}\Z", so_far))
    followed = re.match(r"\s?(?:[,.;)]|$|\d{3})", text[match.end() :])
    return len(piece) > 2 or len(so_far) < 4 or bool(followed)
