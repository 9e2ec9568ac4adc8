"""Full postcodes, of which the outward half stays, and number plates."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import Found, View

# The first letters of every postcode area in use (Royal Mail), and the letters of the last two
# places, which leave out C, I, K, M, O and V.
_AREA = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|"
    "J[EY]|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|"
    "T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?i)(?<![\w£’'])(?P<area>{_AREA})(?P<parted>[ .-]?)(?P<district>\d[\dA-HJKMNPR-Y]?)"
    r"[ .,–—-]{0,3}(?P<sector>\d)(?P<gap>[ .-]?)(?P<unit>[ABD-HJLNP-UW-Z]{2})(?!\w)"
    r"|(?<![\w’'])(?P<area2>[A-Z](?: [A-Z])?) (?P<district2>\d(?: [\dA-Z])?) (?P<sector2>\d) "
    r"(?P<unit2>[ABD-HJLNP-UW-Z] ?[ABD-HJLNP-UW-Z])(?!\w)"
)
_ORDINAL = re.compile(r"(?i)\d\s?(?:st|nd|rd|th)\Z")
_PLATE_CUE = re.compile(
    r"(?i)\b(?:reg|registration|plate|plates|car|van|taxi|minibus|bus|driver|parked|vehicle|"
    r"badge|motability)\b"
)
_PLATE = re.compile(
    r"(?i)(?<![\w£])(?:(?P<now>[a-hj-pr-y]{2} ?\d ?\d|[a-z] [a-z] \d \d)(?P<gap>[ .-]{0,2})"
    r"(?P<last>[a-hj-pr-z] ?[a-hj-pr-z] ?[a-hj-pr-z])"
    r"|(?P<before>[a-hj-npr-tv-y]\d{2,3})[ .-]?(?P<three>[a-hj-pr-z]{3})"
    r"|(?P<suffix>[a-hj-pr-z]{3}[ .-]?\d{1,3}[ .-]?[a-hj-npr-tv-y])"
    r"|(?P<old>[a-z]{3}[ -]?\d{3,4}|\d{3,4}[ -]?[a-z]{2,3}))(?!\w)"
)
_THREE_LETTER_WORDS = frozenset(
    """and but the for not was has had her his she him you our who why how are can may got get let
    say see now new old off out all any ask bus day due ehc end few key map one own put ran sat set
    ten too top try two use way yes yet per did does ago age""".split()
)


def postcodes(seen: View) -> Iterator[Found]:
    """Every full postcode in the view; its outward half is put instead."""
    for match in _POSTCODE.finditer(seen.text):
        area = match["area"] or match["area2"]
        if _ORDINAL.search(match[0]) and not match[0].isupper():
            continue  # "b4 2nd term"
        if (match["parted"] or match["gap"]) and not match[0].isupper():
            continue  # "im 19 at college"
        district = match["district"] or match["district2"]
        outward = f"{area}{district}".replace(" ", "").upper()
        yield seen.found(*match.span(), outward, "full postcode")


def plates(seen: View) -> Iterator[Found]:
    """Every number plate in the view, of the present and of earlier forms (DVLA INF104)."""
    for match in _PLATE.finditer(seen.text):
        around = seen.text[max(0, match.start() - 40) : match.end() + 25]
        cued = _PLATE_CUE.search(around) is not None
        shouted = match[0].isupper()
        if match["old"] and not (cued and shouted):
            continue
        # Lower case with a gap may be words: "yr10 and", "a30 bus".
        if not cued and not shouted and " " in match[0]:
            continue
        letters = (match["last"] or match["three"] or "").replace(" ", "").lower()
        stands_out = shouted and any(char.islower() for char in around)
        if letters in _THREE_LETTER_WORDS and not stands_out and (" " in match[0] or not cued):
            continue
        yield seen.found(*match.span(), "[car]", "number plate")
