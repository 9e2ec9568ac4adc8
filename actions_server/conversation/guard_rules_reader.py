"""Read the guard's rules from guard_rules/ once, and put a message into the words they read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from actions_server.conversation.guard_patterns import (
    Groups,
    compile_pattern,
    needles,
    read_groups,
    source,
)
from actions_server.conversation.plain_words import Spellings, as_found, fold, read_spellings

FOLDER = Path(__file__).with_name("guard_rules")
STRENGTHS = ("firm", "strong", "weak", "soft")


@dataclass(frozen=True)
class Sign:
    """One way in which people say that they, or someone, is at risk: all parts must be said."""

    kind: str
    strength: str
    parts: tuple[re.Pattern[str], ...]
    needles: tuple[tuple[str, ...], ...] = ()

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where it is said; a sign of several parts stands from the first to the last of them."""
        if len(self.parts) == 1:
            yield from (found.span() for found in self.parts[0].finditer(words))
            return
        spans = []
        for part in self.parts:
            if (found := part.search(words)) is None:
                return
            spans.append(found.span())
        yield min(start for start, _ in spans), max(end for _, end in spans)


@dataclass(frozen=True)
class Rules:
    """Everything in guard_rules/, ready to use."""

    kinds: tuple[str, ...]
    signs: tuple[Sign, ...]
    sayings: re.Pattern[str]
    eases: re.Pattern[str]
    whole_message_eases: re.Pattern[str]
    now: re.Pattern[str]
    denied: re.Pattern[str]
    asks: re.Pattern[str]
    told_by_child: re.Pattern[str]
    spellings: Spellings
    by_needle: dict[str, list[int]] = field(default_factory=dict)

    def without_sayings(self, words: str) -> str:
        """The words with each harmless saying blotted out, places unchanged."""
        return self.sayings.sub(lambda m: "_" * (len(m[0]) - 1) + " ", words)

    def signs_to_try(self, words: str) -> list[Sign]:
        """The few signs of which a rare piece is in the words; most rules cost nothing."""
        found = {i for piece, owners in self.by_needle.items() if piece in words for i in owners}
        return [self.signs[i] for i in sorted(found)]


def read_rules(folder: Path = FOLDER) -> Rules:
    """The rules in a folder; raises on a file that does not hold what it should."""
    words, ordinary = _yaml(folder / "words.yaml"), _yaml(folder / "ordinary.yaml")
    groups = read_groups(words["groups"])
    signs = [
        sign
        for kind in words["kinds"]
        for sign in _signs_in(_yaml(folder / f"{kind}.yaml"), kind, groups)
    ]
    signs += _signs_in_other_languages(_yaml(folder / "languages.yaml"), groups)
    by_needle: dict[str, list[int]] = {}
    for i, sign in enumerate(signs):
        for piece in sign.needles[0]:
            by_needle.setdefault(piece, []).append(i)

    def one_of(patterns: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(source(p, groups) for p in patterns))

    return Rules(
        kinds=tuple(words["kinds"]),
        signs=tuple(signs),
        **{
            name: one_of(ordinary[name])
            for name in ("sayings", "eases", "whole_message_eases", "now", "asks", "told_by_child")
        },
        denied=re.compile(f"(?:{'|'.join(source(p, groups) for p in ordinary['denied'])})$"),
        spellings=read_spellings(words),
        by_needle=by_needle,
    )


def plain(text: str, rules: Rules) -> str:
    """Lower-case words with single spaces round each, sentences parted by ' . '."""
    return as_found(text, rules.spellings)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _signs_in(file: dict[str, Any], kind: str, groups: Groups) -> Iterator[Sign]:
    for strength in STRENGTHS:
        for rule in file.get(strength) or ():
            parts = [rule] if isinstance(rule, str) else rule
            yield Sign(
                kind,
                strength,
                tuple(compile_pattern(part, groups) for part in parts),
                tuple(needles(part, groups) for part in parts),
            )


def _signs_in_other_languages(file: dict[str, Any], groups: Groups) -> Iterator[Sign]:
    """Plain forms by kind and language, each as good as the plainest English one."""
    for kind, languages in file.items():
        for said in languages.values():
            yield from _signs_in({"firm": [fold(pattern) for pattern in said]}, kind, groups)
