"""Recognise risk to life or safety in a family's words, before anything else looks at them.

Three layers, all of them data in guard_rules/: sayings that only sound alarming are taken out
(ordinary.yaml), what is left is matched against signs of risk by kind (one file per kind and
languages.yaml), and the signs are weighed with what surrounds them (weigh, below).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from actions_server.conversation.guard_rules_reader import Rules, plain, read_rules

Kind = Literal[
    "suicide",
    "self-harm",
    "child-abuse",
    "neglect",
    "domestic-abuse",
    "violence",
    "missing-child",
    "medical-emergency",
    "carer-breaking-point",
]
RULES = read_rules()
EARLIER_MESSAGES_READ = 2  # a thing said in pieces is said in quick succession


@dataclass(frozen=True)
class Risk:
    """What kind of risk a message tells of; soft when the writer says they are not in danger."""

    kind: Kind
    soft: bool
    asks_too: bool
    told_by_child: bool = False


@dataclass(frozen=True)
class _Sign:
    kind: Kind
    strength: Literal["firm", "strong", "weak", "soft"]
    start: int
    end: int


def recognise(text: str, earlier: Sequence[str] = ()) -> Risk | None:
    """The risk this message tells of, on its own or as the end of what was said just before."""
    words = plain(text, RULES)
    risk = _weigh(words, _signs(words, RULES), RULES)
    if risk is None and earlier:
        before = " ".join(plain(e, RULES).strip(" .") for e in earlier[-EARLIER_MESSAGES_READ:])
        risk = _across(f" {before} ", words)
    if risk is None:
        return None
    return replace(
        risk,
        asks_too=bool(RULES.asks.search(words)),
        told_by_child=bool(RULES.told_by_child.search(words)),
    )


def _across(before: str, words: str) -> Risk | None:
    """A risk that only shows when the messages are read together; one already shown is not."""
    if _weigh(before, _signs(before, RULES), RULES) is not None:
        return None
    seam = len(before) - 1
    joined = before.rstrip() + words
    signs = [s for s in _signs(joined, RULES) if s.end > seam + 1 and s.start < seam]
    return _weigh(joined, signs, RULES)


def _signs(words: str, rules: Rules) -> list[_Sign]:
    """Every sign of risk in the words that is not denied just before it is said."""
    words = rules.without_sayings(words)
    return [
        _Sign(rule.kind, rule.strength, start, end)
        for rule in rules.signs_to_try(words)
        for start, end in rule.places(words)
        if rule.strength == "soft" or not rules.denied.search(words[max(0, start - 50) : start])
    ]


def _weigh(words: str, signs: Iterable[_Sign], rules: Rules) -> Risk | None:
    """The most pressing kind that the signs add up to.

    A firm sign is enough whatever surrounds it. A strong sign is enough unless its sentence, or
    the message, puts it in the past, in someone else's keeping or in a lesson. Two different weak
    signs are enough.
    """
    elsewhere = bool(rules.whole_message_eases.search(words))
    score: dict[Kind, int] = {}
    soft: set[Kind] = set()
    firm: set[Kind] = set()
    seen_weak: set[tuple[Kind, int]] = set()
    for sign in signs:
        if sign.strength == "firm":
            firm.add(sign.kind)
            score[sign.kind] = score.get(sign.kind, 0) + 3
        elif sign.strength == "soft":
            soft.add(sign.kind)
        elif elsewhere or _eased(words, sign, rules):
            continue
        elif sign.strength == "strong":
            score[sign.kind] = max(score.get(sign.kind, 0), 2)
        elif (sign.kind, sign.start) not in seen_weak:
            seen_weak.add((sign.kind, sign.start))
            score[sign.kind] = score.get(sign.kind, 0) + 1
    pressing = [k for k, points in score.items() if points >= 2] or list(soft)
    if not pressing:
        return None
    kind = min(pressing, key=lambda k: (-min(score.get(k, 0), 3), rules.kinds.index(k)))
    return Risk(kind, soft=kind in soft and kind not in firm, asks_too=False)


def _eased(words: str, sign: _Sign, rules: Rules) -> bool:
    start = words.rfind(" . ", 0, sign.start + 1) + 1
    end = words.find(" . ", sign.end - 1)
    sentence = words[start : len(words) if end < 0 else end + 1]
    return bool(rules.eases.search(sentence)) and not re.search(rules.now, sentence)
