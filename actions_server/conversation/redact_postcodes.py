"""Full postcodes, of which the outward half stays."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_view import SIGNS, Found, View

# The first letters of every postcode area in use (Royal Mail), and the letters of the last two
# places, which leave out C, I, K, M, O and V.
_AREA = re.compile(
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|"
    "J[EY]|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|"
    "T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_S = rf"{SIGNS}{{0,3}}"
_WORDS = {word: str(place + 1) for place, word in enumerate(
    "one two three four five six seven eight nine".split())}  # fmt: skip
_POSTCODE = re.compile(
    rf"(?i)(?<![\w£])(?P<before>[’']?)(?P<area>[a-z](?:{_S}[a-z])?)(?P<parted>{_S})"
    rf"(?P<district>\d(?:{_S}[\da-hj-np-y])?)(?P<half>{_S}|\W?dash\W?)"
    rf"(?P<sector>\d|(?-i:O)|{'|'.join(_WORDS)})(?P<gap>{_S})"
    rf"(?P<unit>[abd-hjlnp-uw-z]{_S}[abd-hjlnp-uw-z])(?P<close>\)?)(?!\w)"
)
_ORDINAL = re.compile(r"(?i)(?:1st|2nd|3rd|[04-9]th)")
# Pairs of letters that are a word or a unit after a figure, as in “im 19 at college”.
_NO_UNIT = frozenset(
    "an as at ax be by do eh en go ha he hr hs la lb nd oh st th to us we ye yr up uh ft".split()
)


def postcodes(seen: View) -> Iterator[Found]:
    """Every full postcode in the view; its outward half is put instead."""
    for match in _POSTCODE.finditer(seen.text):
        area = re.sub(r"\W|_", "", match["area"]).upper()
        district = re.sub(r"\W|_", "", match["district"]).upper()
        if _AREA.fullmatch(area) and not _is_chance(match):
            end = match.end() - (match["close"] == ")" and "(" not in match[0])
            yield seen.found(match.start("area"), end, area + district, "full postcode")


def _is_chance(match: re.Match[str]) -> bool:
    """Whether these are words and numbers that happen to stand so: “im 19 at”, “b4 2nd term”."""
    signs = [match["parted"], match["half"], match["gap"]]
    letters = "".join(char for char in match[0] if char.isalpha())
    parts = [re.sub(r"\W|_", "", match[name]) for name in ("area", "district", "unit")]
    alone = all(len(match[name]) > len(part) for name, part in
                zip(("area", "district", "unit"), parts, strict=True) if len(part) > 1)  # fmt: skip
    compact = not any(signs)
    if len(match["unit"]) > 2 and re.match(r"[ ,.-]{1,3}[A-Za-z]\b", match.string[match.end() :]):
        return True  # the middle of a number plate that is spelt letter by letter
    if match["before"] and (match["parted"] or not compact):
        return True
    if letters.isupper():
        # One by one, the letters have to be parted alike; “A 1 B” in a list is no postcode.
        return len({sign for sign in signs if sign}) > 2
    if match["sector"].lower() in _WORDS or "dash" in match["half"].lower():
        return not match["unit"].isupper()
    if _ORDINAL.fullmatch(match["sector"] + match["unit"]) or (match["sector"] == "O"):
        return True
    unit = parts[2].lower()
    if compact:
        return False
    if unit in _NO_UNIT and (match["gap"] or match["parted"]):
        return True
    return bool(match["parted"]) and not (alone and match["gap"]) and not match["area"].isupper()
