"""References of cases, tribunals, claims and files, and other long numbers."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import Found, View

_S = r"[ .:#=–-]{0,3}"
_CUE = (
    r"(?P<cue>ref|refs|reference|case|claim|complaint|appeal|tribunal|file|application|account|"
    r"acct|policy|hospital|patient|mrn|passport|visa|brp|incident|crime|order|customer|client|"
    r"pupil|student|candidate|licence|membership|member|certificate|badge|card|sort code|roll|"
    r"liquidlogic|mosaic|uin|uln|urn|uci|utr|id|docket|ticket)"
)
_CUED = re.compile(
    rf"(?i)\b{_CUE}\b\.?(?:\s(?P<cue2>ref|reference|number|num|no|id|code)\b\.?)?"
    r"(?:\s?(?:is|was|are|:|=|#|-|–|\())?"
    rf"{_S}(?P<number>(?:[a-z]{{1,6}}[ /.–-]?)?\d[a-z\d]{{0,14}}"
    r"(?:[ /.–-]{0,3}[a-z]{0,3}\d[a-z\d]{0,10})"
    r"{0,4}(?:[/-][a-z]{1,4})?)(?!\w)"
)
_CUED_LETTERS = re.compile(
    r"(?i)\b(?:ref|reference|case|claim|complaint|file)\b\.?(?:\s(?:number|num|no|id)\b\.?)?\s?(?:is|:|=|#)?"
    r"\s?(?P<number>[a-z]{2,6}/[a-z\d]{1,8}(?:/[a-z\d]{1,8}){0,3})(?!\w)"
)
_BARE = re.compile(
    r"(?i)(?<![\w/£-])(?:"
    # EHC/2026/3310
    r"[a-z]{1,6}\d{0,5} ?[/\\] ?(?:\d{2,4} ?[/\\.-] ?)?\d{2,8}(?:[/\\.-][a-z\d]{1,8})?"
    r"|[a-z]{2,6} ?[-–] ?\d{4,9}(?:[/-][a-z\d]{1,6})?"  # HSL-77120
    r"|[a-z]{2,5}[-.]\d{2,4}[-.]\d{2,8}"  # SEN-24-00123
    r"|[a-z]{2,3}\d{2,4}[-.]\d{2}[-.]\d{3,6}"  # EH313.24.00123
    r"|[a-z]{1,4}\d{6,12}[a-z]?"  # H1234567
    r"|\d{7,20}"  # an account or hospital number
    r"|(?:\d{4}[ -]){3}\d{4}"  # a bank card
    r"|\d{2,4}/[a-z]{2,5}/\d{2,6}"
    r")(?![\w/])"
)
_DATE = re.compile(r"[0-3]?\d ?[./–-] ?[01]?\d ?[./–-] ?(?:\d\d|\d{4})\Z")
_YEAR = re.compile(r"(?:19|20)\d\d(?: ?[/–-] ?(?:20)?\d\d)?\Z")
_STRONG = frozenset(
    "ref refs reference number num no id code sort mrn passport uin uln urn".split()
)
_NOT_LETTERS = re.compile(
    r"(?i)(?:year|yr|week|wk|section|part|ks|key|stage|tier|band|and|or|covid|send|sen|no|"
    r"of|in|on|to|at|by|is|days|hours|page|pages)\s?[/–-]?\s?\d|[a-z]\s?[/–-]?\s?\d{1,3}(?!\d)"
)


def references(seen: View) -> Iterator[Found]:
    """Every reference in the view. Dates, years and small counts after a cue are none."""
    for match in _CUED_LETTERS.finditer(seen.text):
        if any(c.isdigit() for c in match["number"]):
            yield seen.found(*match.span("number"), "[reference]", "reference number")
    for match in _CUED.finditer(seen.text):
        number = match["number"].strip()
        digits = sum(c.isdigit() for c in number)
        strong = {match["cue"].lower(), (match["cue2"] or "").lower()} & _STRONG
        if _DATE.match(number) or _NOT_LETTERS.match(number):
            continue
        if _YEAR.match(number) and not match["cue2"]:
            continue
        letters = any(c.isalpha() for c in number)
        if digits >= (3 if strong else 5) or (letters and digits >= 3 and "/" in number):
            yield seen.found(*match.span("number"), "[reference]", "reference number")
    for match in _BARE.finditer(seen.text):
        compact = match[0].replace(" ", "")
        if _NOT_LETTERS.match(compact) or _DATE.match(compact):
            continue
        if sum(c.isdigit() for c in compact) >= 4:
            yield seen.found(*match.span(), "[reference]", "reference number")
