"""Number plates, of the present and of earlier forms (DVLA INF104)."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import SIGNS, Found, View

_S = rf"{SIGNS}{{0,3}}"
_CUE = re.compile(
    r"(?i)\b(?:reg|registration|regestration|rego|number ?plates?|plates?|cars?|van|taxi|minicab|"
    r"cab|minibus|bus|driver|drives|parked|parking|vehicle|badge|motability|ulez|pcn|log book)\b"
)
_LETTER = r"[a-hj-pr-z]"
_THREE = rf"{_LETTER}{_S}{_LETTER}{_S}{_LETTER}"
_PLATE = re.compile(
    rf"(?i)(?<![\w£])(?:(?P<now>[a-hj-pr-y]{_S}[a-hj-pr-y]{_S}\d{_S}\d)(?P<gap>{_S})(?P<last>{_THREE})"
    rf"|(?P<before>[a-hj-npr-y](?:{_S}\d){{1,3}})(?P<gap2>{_S})(?P<three>{_THREE})"
    rf"|(?P<first>{_THREE})(?P<gap3>{_S})(?P<suffix>\d(?:{_S}\d){{0,2}}{_S}[a-hj-npr-y])"
    r"|(?P<old>[a-z]{3}[ -]?\d{3,4}|\d{3,4}[ -]?[a-z]{2,3}))(?P<close>\)?)(?!\w)"
)
_WORDS = frozenset(
    """and but the for not was has had her his she him you our who why how are can may got get let
    say see now new old off out all any ask bus day due ehc end few key map one own put ran sat set
    ten too top try two use way yes yet per did does ago age car van dla pip ehcp nhs sen reg pcn
    app yrs hrs min mum dad son boy kid pls plz thx""".split()
)

_SMALL = frozenset("to |at |by |my |we |is |on |in |up |go |no |he |me |us |as |an |so ".split("|"))


def plates(seen: View) -> Iterator[Found]:
    """Every number plate in the view."""
    for match in _PLATE.finditer(seen.text):
        around = seen.text[max(0, match.start() - 40) : match.end() + 25]
        if _is_plate(match, around, _CUE.search(around) is not None):
            end = match.end() - (match["close"] == ")" and "(" not in match[0])
            yield seen.found(match.start(), end, "[car]", "number plate")


def _is_plate(match: re.Match[str], around: str, cued: bool) -> bool:
    compact = re.sub(r"[\W_]", "", match[0])
    shouted = compact.isupper()
    if match["old"]:
        return cued and shouted
    letters = re.sub(r"[\W_]", "", match["last"] or match["three"] or match["first"]).lower()
    whole = re.fullmatch(rf"(?i){_LETTER}{{3}}", match["last"] or match["three"] or match["first"])
    stands_out = shouted and any(char.islower() for char in around)
    parted = not match[0].isalnum()
    if letters in _WORDS and whole and not (stands_out and match["now"]):
        return False
    digits = sum(char.isdigit() for char in compact)
    if parted and not shouted and match[0][:3].lower() in _SMALL:
        return False  # “the bus to 15, Elm Park”
    if match["first"] and digits < 2 and not cued:
        return False  # “DLA1A” is a form
    if cued:
        return digits > 1 or shouted or not parted
    # Without a word that tells, only what is written as a plate; “yr10 and”, “a30 bus” are words.
    gap = match["gap"] or match["gap2"] or match["gap3"] or ""
    plain = len(match[0].rstrip(")")) - len(compact) == len(gap) <= 1
    spaced = re.fullmatch(r"\w(?:[ .-]\w){6}", match[0]) is not None
    if match["now"]:
        return (plain and (shouted or not parted)) or (spaced and shouted)
    return plain and digits > 1 and (shouted or not parted)
