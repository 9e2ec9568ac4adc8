"""Numbers and codes that are said in words: “oh seven double seven”, “alpha bravo one two”."""

import re

_DIGIT = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
# The letters that people spell by the NATO alphabet; only read so beside spelt-out digits.
_SPELT = {
    word: word[0].upper()
    for word in """alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike
    november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray x-ray yankee
    zulu zed""".split()
}
_SIGN = {"slash": "/", "stroke": "/", "dash": "-", "hyphen": "-", "dot": ".", "plus": "+"}
_TEENS = {
    word: str(place + 11) for place, word in enumerate(
        """eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen""".split())
}  # fmt: skip
_TIMES = {"double": 2, "dbl": 2, "triple": 3, "treble": 3}
_ONE = rf"(?:{'|'.join(_DIGIT)})"
_TOKEN = re.compile(
    rf"(?i)\b(?:(?P<times>{'|'.join(_TIMES)})[ -](?P<same>{_ONE}|\d)"
    rf"|(?P<code>(?<=plus )forty[ -]four)"
    rf"|(?P<digit>{_ONE})(?:[ -](?P<hundred>hundred))?|(?P<teen>{'|'.join(_TEENS)})"
    rf"|(?P<spelt>{'|'.join(_SPELT)})"
    rf"|(?P<sign>{'|'.join(_SIGN)})|(?P<typed>\d{{1,13}}[a-z]{{0,3}}|[a-z]"
    rf"|[a-z]{{1,2}}\d{{1,10}}))\b"
)
_BETWEEN = re.compile(r"[ ,.;:/–—-]{0,3}\Z")
_UNDERSCORE = re.compile(r"(?i)(?<=\w) ?underscore ?(?=\w)")


def said(text: str) -> list[tuple[int, int, str]]:
    """Start, end and reading of every stretch that reads differently, in order."""
    pieces: list[tuple[int, int, str]] = []
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _BETWEEN.match(text, run[-1].end(), token.start()):
            pieces += _spoken(run)
            run = []
        run.append(token)
    pieces += _spoken(run)
    if "underscore" in text.lower():
        pieces += [(*match.span(), "_") for match in _UNDERSCORE.finditer(text)]
        pieces.sort()
    return pieces


def _spoken(run: list[re.Match[str]]) -> list[tuple[int, int, str]]:
    """The tokens of one run that read differently; nothing when too few of them are digits."""
    digits = [token for token in run if token["digit"] or token["times"]]
    figures = sum(c.isdigit() for token in run for c in token["typed"] or "")
    spelt = [token for token in run if token["spelt"]]
    signs = [token for token in run if token["sign"]]
    number = len(digits) + figures
    by_letters = spelt and (number > 1 or (number and len(spelt) > 1))
    by_signs = signs and (figures or (digits and len(signs) > 1))
    if len(digits) < 2 and not by_letters and not by_signs:
        return []
    changed = []
    for token in run:
        if token["times"]:
            same = token["same"].lower()
            reads = _DIGIT.get(same, same) * _TIMES[token["times"].lower()]
        elif token["teen"]:
            if len(digits) < 4:
                continue
            reads = _TEENS[token["teen"].lower()]
        elif token["code"]:
            reads = "44"
        elif token["digit"]:
            reads = _DIGIT[token["digit"].lower()] + ("00" if token["hundred"] else "")
        elif token["spelt"]:
            letter = token["spelt"].lower()
            enough = len(spelt) > 1 or letter == "zed" or (number > 3 and letter != "november")
            if not enough:
                continue
            reads = _SPELT[letter]
        elif token["sign"]:
            reads = _SIGN[token["sign"].lower()]
        else:
            continue
        changed.append((*token.span(), reads))
    return changed
