"""How much a word that no list knows is spelt like a name rather than like an English word.

Runs of three letters, counted over the lists of names and of words when the lists are built; a
word's likeness is the mean of its runs' log odds. It treats names of every origin by one measure,
so that a name no list has is not lost for being rare."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path

FILE = Path(__file__).with_name("redact_likeness.txt")
_RARE = 12  # runs seen less often say nothing and are left out of the file


def runs(word: str) -> list[str]:
    """The runs of three letters, the ends marked."""
    marked = f"^{word}$"
    return [marked[place : place + 3] for place in range(len(marked) - 2)]


def likeness(word: str) -> float:
    """Above 0: rather a name; below 0: rather a word."""
    odds = _odds()
    found = runs(word)
    return sum(odds.get(run, 0.0) for run in found) / len(found)


def write(names: Iterable[str], words: Iterable[str]) -> None:
    """Count the runs and write their log odds, in hundredths."""
    named = Counter(run for name in names for run in runs(name))
    plain = Counter(run for word in words for run in runs(word))
    all_named, all_plain = named.total(), plain.total()
    lines = []
    for run in sorted(named.keys() | plain.keys()):
        if named[run] + plain[run] >= _RARE:
            odds = log((named[run] + 1) / all_named) - log((plain[run] + 1) / all_plain)
            lines.append(f"{run}{round(odds * 100)}")
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


@cache
def _odds() -> dict[str, float]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return {line[:3]: int(line[3:]) / 100 for line in lines}
