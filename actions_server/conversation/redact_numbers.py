"""Numbers that stand for a person: phones, NHS, National Insurance and pupil numbers."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import SIGNS, Found, View

_S = rf"{SIGNS}{{0,3}}"
_D = r"[ .–—‐‑−-]{0,3}"
_NO_DIGIT = r"(?<![\w£$])(?<!\d[.,:])"
_PHONE = re.compile(
    rf"{_NO_DIGIT}(?:(?:\+|\(\+|\(?00){_S}4{_D}4{_S}(?:\(?0\)?)?|[(\[]?0)(?:{_S}\d){{9,10}}(?!\d)"
    rf"|{_NO_DIGIT}44{_D}7\d{{3}}{_D}\d{{3}}{_D}\d{{3}}(?!\d)"
    rf"|{_NO_DIGIT}(?:\+|00)[1-9](?:{_D}\d){{7,13}}(?!\d)"
)
_SHORT_PHONE = re.compile(
    r"(?i)\b(?:phone|tel|telephone|mobile|mob|landline|call|ring|text|whatsapp|whats app)\b"
    r"(?:\W{1,3}(?:me|us|her|him|number|no|is|on|at|it|my|his|back|home)){0,4}\W{1,3}"
    rf"([1-9](?:{_D}\d){{5,9}})(?![\d/:]|[ .-]{{1,2}}\d)"
)
_NHS = re.compile(rf"(?<![\w£$])(?<!\d[.,:])[(\[]?\d(?:{_S}\d){{9}}(?![\w£])")
_SAYS_NHS = re.compile(r"(?i)n\.?h\.?s|nsh")
_NHS_CUED = re.compile(
    r"(?i)\bn\.?h\.?s\.?\s*(?:no|num|number|nr|id|#)\b\.?\W{0,3}(?:is\W{1,3}|was\W{1,3})?"
    rf"(\d(?:{_D}\d){{5,9}})(?!\w)"
)
_IN_THREES = re.compile(r"\d{3}[ .–—‐‑−-]{1,3}\d{3}[ .–—‐‑−-]{1,3}\d{4}")
_NI = re.compile(
    rf"(?i)(?<!\w)[a-z]{_S}[a-z](?:{_S}\d){{6}}{_S}[a-d](?!\w)"
    r"|(?:(?<=insurance )|(?<=nat ins )|(?<=nino )|(?<=ni number ))[a-z]{2}(?: ?\d){6}\b"
)
_UPN = re.compile(
    rf"(?i)(?<!\w)(?<!\w[’'])[(\[]?[a-z](?!\W{{0,3}}(?:\+|0\d{{9}}))(?:{_S}\d){{11}}{_S}[\da-z](?!\w)"
)
_UPN_CUED = re.compile(
    r"(?i)\bupn\b(?:\W{1,3}(?:is|number|no))?\W{1,3}([a-z]?\d[\da-z ]{6,14}\d)\b"
)
_REFERENCE = re.compile(
    r"(?i)\b(?:ref|reference|case|crime|claim|incident|account|policy|order|customer|membership|id|"
    r"application|ticket|file|complaint|appeal)(?: (?:number|no|ref"
    r"|is))*\W{0,3}(?-i:[A-Z]{1,4} ?){0,3}\Z"
)


def nhs_checks(digits: str) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def numbers(seen: View) -> Iterator[Found]:
    """Every such number in the view; earlier ones come before later ones where they overlap."""
    for match in _UPN.finditer(seen.text):
        yield _whole(seen, match, "[upn]", "pupil number")
    for match in _UPN_CUED.finditer(seen.text):
        yield seen.found(*match.span(1), "[upn]", "pupil number")
    for match in _NI.finditer(seen.text):
        yield _whole(seen, match, "[ni number]", "National Insurance number")
    for match in _NHS_CUED.finditer(seen.text):
        yield seen.found(*match.span(1), "[nhs number]", "NHS number")
    for match in _PHONE.finditer(seen.text):
        public = redact_public.national(match[0]) in redact_public.phones()
        if public or _times(match[0]) or _is_reference(match):
            continue
        yield _whole(seen, match, "[phone]", "phone number")
    yield from _ten_figures(seen)
    for match in _SHORT_PHONE.finditer(seen.text):
        if re.sub(r"\D", "", match[1]) not in redact_public.phones():
            yield seen.found(*match.span(1), "[phone]", "phone number")


def _whole(seen: View, match: re.Match[str], instead: str, what: str) -> Found:
    """A number with a bracket that closes inside or right after it; one that does not stays."""
    start, end = match.span()
    first = match[0][0]
    if first in "([" and {"(": ")", "[": "]"}[first] not in match[0]:
        start += 1
    elif first not in "([" and match[0].count("(") > match[0].count(")"):
        end += seen.text[end : end + 1] == ")"
    return seen.found(start, end, instead, what)


def _is_reference(match: re.Match[str]) -> bool:
    """Ten figures after “case number” are no phone number; eleven are one wherever they stand."""
    digits = sum(char.isdigit() for char in match[0])
    return digits == 10 and bool(_REFERENCE.search(match.string[: match.start()][-30:]))


def _ten_figures(seen: View) -> Iterator[Found]:
    for match in _NHS.finditer(seen.text):
        digits = re.sub(r"\D", "", match[0])
        if redact_public.national(digits) in redact_public.phones() or _times(match[0]):
            continue
        around = seen.text[max(0, match.start() - 60) : match.end() + 30]
        said = _SAYS_NHS.search(around) is not None
        threes = _IN_THREES.fullmatch(match[0].lstrip("([")) is not None
        if digits[0] == "7" and not said and not threes and not _is_reference(match):
            yield _whole(seen, match, "[phone]", "phone number")
        elif digits[0] != "0" and (said or threes or nhs_checks(digits)):
            yield _whole(seen, match, "[nhs number]", "NHS number")


def _times(number: str) -> bool:
    """Whether it is rather a row of times or dates, such as 09.30 10.30 or 01.02.2026 10.30."""
    return bool(
        re.match(r"[012]\d[.:][0-5]\d\W+(?:[012]\d[.:][0-5]\d|[012]?\d$)", number)
        or re.match(r"[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d(?!\d)", number)
    )
