"""The small language in which the guard's rules are written, turned into regular expressions.

A pattern is a row of places with one space between them. A place is a word or several to choose
from (`rope|belt`); `{name}` a word list of words.yaml; `kill*` any word that begins so; `#` a
number; `going_to` words that belong together. `maybe?` may be left out. `!of|at` must not come
next. `~` stands for up to three words and `~~` for up to eight, never over the end of a sentence.
`^` is the start of the message and `$` the end of a sentence.
"""

import re
from functools import lru_cache

Groups = dict[str, tuple[str, ...]]
_GAPS = {"~": "(?:[^ .]+ ){0,3}?", "~~": "(?:[^ .]+ ){0,8}?"}
_EDGES = {"^": r"(?<=\A )", "$": r"(?=\. |\Z)"}
_GROUP = re.compile(r"\{([a-z_]+)\}")


def read_groups(listed: dict[str, str | list[str]]) -> Groups:
    """The word lists by name, each spread out to single choices; a list may name earlier ones."""
    groups: Groups = {}
    for name, choices in listed.items():
        choices = choices if isinstance(choices, str) else "|".join(choices)
        groups[name] = tuple(_choices(choices, groups))
    return groups


def compile_pattern(pattern: str, groups: Groups) -> re.Pattern[str]:
    """The regular expression over plain words that a pattern stands for."""
    return re.compile(source(pattern, groups))


def source(pattern: str, groups: Groups) -> str:
    """The same as text, to be joined with others; every word is matched with its space after."""
    return "(?<= )" + "".join(_place(place, groups) for place in pattern.split())


def needles(pattern: str, groups: Groups) -> tuple[str, ...]:
    """Pieces of text of which every match holds at least one, chosen to be rare."""
    best: tuple[str, ...] = ()
    for place in pattern.split():
        if place in _GAPS or place in _EDGES or place[0] == "!" or place[-1] == "?":
            continue
        found = tuple(_needle(choice) for choice in _choices(place, groups))
        if _rareness(found) > _rareness(best):
            best = found
    return best


def _place(place: str, groups: Groups) -> str:
    if place in _GAPS or place in _EDGES:
        return _GAPS.get(place) or _EDGES[place]
    choices = _joined(tuple(dict.fromkeys(_choices(place.strip("!?"), groups))))
    if place[0] == "!":
        return f"(?!{choices})"
    return f"{choices}?" if place[-1] == "?" else choices


@lru_cache(maxsize=4096)
def _joined(choices: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(_words(choice) for choice in choices)})"


def _words(choice: str) -> str:
    return "".join(_GAPS.get(word) or f"{_word(word)} " for word in choice.split("_"))


def _word(word: str) -> str:
    return "".join({"*": "[^ ]*", "#": "[0-9]+"}.get(c) or re.escape(c) for c in word)


def _choices(place: str, groups: Groups) -> list[str]:
    spread: list[str] = []
    for choice in place.split("|"):
        named = _GROUP.search(choice)
        if named is None:
            spread.append(choice)
            continue
        for word in groups[named[1]]:
            spread += _choices(choice.replace(named[0], word, 1), groups)
    return spread


def _needle(choice: str) -> str:
    """The longest run of the choice that is plain text, with the spaces that must stand by it."""
    return max(re.split("[*#~]", f" {choice.replace('_', ' ')} "), key=len)


def _rareness(found: tuple[str, ...]) -> int:
    """Long words are rare; an empty piece finds everything."""
    return min((len(piece) for piece in found), default=0)
