"""Numbers that stand for a person: phones, NHS, National Insurance and pupil numbers."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import Found, View

_S = r"[ .,_·*/()–—‐‑−-]{0,3}"  # what people put between the figures of a number
_D = r"[ .–—‐‑−-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w£$.])(?:(?:\+|\(\+|\(?00){_S}4{_D}4{_S}(?:\(?0\)?)?|\(?0)(?:{_S}\d){{9,10}}(?!\d)"
    rf"|(?<![\w£$.])44{_D}7\d{{3}}{_D}\d{{3}}{_D}\d{{3}}(?!\d)"
    rf"|(?<![\w£$.])(?:\+|00)[1-9](?:{_D}\d){{7,13}}(?!\d)"
)
_SHORT_PHONE = re.compile(
    r"(?i)\b(?:phone|tel|telephone|mobile|mob|landline|call|ring|text|whatsapp|whats app)\b"
    r"(?:\W{1,3}(?:me|us|her|him|number|no|is|on|at|it|my|his|back|home)){0,4}\W{1,3}"
    rf"([1-9](?:{_D}\d){{5,9}})(?![\d/:]|[ .-]{{1,2}}\d)"
)
_NHS_CUE = r"(?i:\bn\.?h\.?s\.?\s*(?:no|num|number|nr|id|#)?\.?(?:\W{1,3}|\W+is\W+))"
_NHS = re.compile(rf"(?P<cue>{_NHS_CUE})?(?<![\w£$.+])(?P<number>\d(?:{_D}\d){{9}})(?![\w£])")
_NHS_CUED = re.compile(
    r"(?i)\bn\.?h\.?s\.?\s*(?:no|num|number|nr|id|#)\b\.?\W{0,3}(?:is\W{1,3}|was\W{1,3})?"
    rf"(\d(?:{_D}\d){{5,11}})(?!\w)"
)
_IN_THREES = re.compile(r"\d{3}[ .–—‐‑−-]{1,3}\d{3}[ .–—‐‑−-]{1,3}\d{4}")
_LETTERS = rf"[a-z]{_D}[a-z]"
_NI = re.compile(
    rf"(?i)(?<!\w){_LETTERS}(?:{_D}\d){{6}}{_D}[a-d](?!\w)"
    r"|(?:(?<=insurance )|(?<=nat ins )|(?<=nino )|(?<=ni number ))[a-z]{2}(?: ?\d){6}\b"
)
_UPN = re.compile(rf"(?i)(?<!\w)[a-z](?:{_D}\d){{11}}{_D}[\da-z](?!\w)")
_UPN_CUED = re.compile(
    r"(?i)\bupn\b(?:\W{1,3}(?:is|number|no))?\W{1,3}([a-z]?\d[\da-z ]{6,14}\d)\b"
)


def nhs_checks(digits: str) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def numbers(seen: View) -> Iterator[Found]:
    """Every such number in the view; earlier ones come before later ones where they overlap."""
    for pattern in (_UPN, _UPN_CUED):
        for match in pattern.finditer(seen.text):
            group = pattern.groups
            yield seen.found(*match.span(group), "[upn]", "pupil number")
    for match in _NI.finditer(seen.text):
        yield seen.found(*match.span(), "[ni number]", "National Insurance number")
    for match in _NHS_CUED.finditer(seen.text):
        yield seen.found(*match.span(1), "[nhs number]", "NHS number")
    for match in _PHONE.finditer(seen.text):
        if redact_public.national(match[0]) not in redact_public.phones() and not _times(match[0]):
            start = match.start() + (match[0][0] == "(" and ")" not in match[0])
            yield seen.found(start, match.end(), "[phone]", "phone number")
    yield from _ten_figures(seen)
    for match in _SHORT_PHONE.finditer(seen.text):
        if re.sub(r"\D", "", match[1]) not in redact_public.phones():
            yield seen.found(*match.span(1), "[phone]", "phone number")


def _ten_figures(seen: View) -> Iterator[Found]:
    for match in _NHS.finditer(seen.text):
        digits = re.sub(r"\D", "", match["number"])
        if redact_public.national(digits) in redact_public.phones() or _times(match["number"]):
            continue
        is_health = match["cue"] or nhs_checks(digits) or _IN_THREES.fullmatch(match["number"])
        if is_health and digits[0] != "0":
            yield seen.found(*match.span("number"), "[nhs number]", "NHS number")
        elif digits[0] == "7":
            yield seen.found(*match.span("number"), "[phone]", "phone number")


def _times(number: str) -> bool:
    """Whether it is rather a row of times or dates, such as 09.30 10.30 or 01.02.2026 10.30."""
    return bool(
        re.match(r"[012]\d[.:][0-5]\d\W+(?:[012]\d[.:][0-5]\d|[012]?\d$)", number)
        or re.match(r"[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d(?!\d)", number)
    )
