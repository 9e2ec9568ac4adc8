"""Make a typed message safe to read: one line, no hidden characters, no look-alike letters."""

import re
import unicodedata

# Letters of other alphabets that are drawn like Latin ones (a small part of Unicode TR39's
# confusables: only lower- and upper-case Cyrillic and Greek letters that pass for English ones).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝүкАВЕКМНОРСТУХІЈЅαορνικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwykABEKMHOPCTYXIJSaopvikuABEZHIKMNOPTYX",
)
# Signs that NFKC would spell out although people read them as they are.
_KEEP_AS_TYPED = set("…½¼¾⅓⅔™²³°º")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
# Blank or invisible letters whose category does not give them away, and strike-through overlays.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\u0334-\u0338]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_TOO_MANY_MARKS = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe0e\ufe0f"


def tidy(text: str) -> str:
    """The message as a person sees it, on one line; tidying twice changes nothing."""
    while (tidied := _once(text)) != text:
        text = tidied
    return text


def _once(text: str) -> str:
    text = "".join(_visible(text))
    text = "".join(c if c in _KEEP_AS_TYPED else unicodedata.normalize("NFKC", c) for c in text)
    text = unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", text))
    return " ".join(_fold_lookalikes(text).split())


def _visible(text: str):
    """The characters that show, with line ends and tabs as spaces and emoji sequences whole."""
    flags = {i for m in _FLAG.finditer(text) for i in range(m.start(), m.end())}
    for i, char in enumerate(text):
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        if i in flags:
            yield char
        elif char in _JOINERS:
            # Needed inside emoji and in Urdu, Hindi and their neighbours; elsewhere a disguise.
            if _may_join(before) and _may_join(after):
                yield char
        elif char in _SELECTORS:
            if _may_join(before) or (before in "0123456789#*" and after == "\u20e3"):
                yield char
        elif char.isspace():
            yield " "
        elif unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} or _INVISIBLE.match(char):
            continue
        else:
            yield char


def _may_join(char: str) -> bool:
    return (
        bool(char)
        and char >= "\u0590"
        and (char in _SELECTORS or not char.isspace())
        and (unicodedata.category(char)[0] in "LMSN" and char not in "\u3164\uffa0")
    )


def _fold_lookalikes(text: str) -> str:
    """Latin letters for the look-alikes in mixed words, and in words made of nothing else when
    the rest of the message is Latin."""
    foreign = _CYRILLIC_OR_GREEK.findall(text)
    if not foreign:
        return text
    all_disguised = bool(_LATIN.search(text)) and all(ord(c) in _LOOKALIKES for c in foreign)

    def fold(word: re.Match[str]) -> str:
        mixed = _LATIN.search(word[0]) and _CYRILLIC_OR_GREEK.search(word[0])
        return word[0].translate(_LOOKALIKES) if mixed or all_disguised else word[0]

    return _WORD.sub(fold, text)
