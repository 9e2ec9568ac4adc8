"""Recognise risk to life or safety in a family's words, before anything else looks at them.

The rules are data in guard_rules/: sayings that only sound alarming are taken out (ordinary.yaml),
what is left is matched against signs of risk by kind (one file per kind and languages.yaml), and
the signs are weighed with what surrounds them (_weigh, below). Where the rules see no risk, a
second layer that has learned from many messages (guard_model.py) may still add one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from actions_server.conversation.guard_model import read_second_layer
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


@dataclass(frozen=True)
class Reading:
    """What the rules make of a message: the risk, and whether there was any sign of one.

    words are the plain words of its text, bare the same with one mark for each harmless saying.
    """

    text: str
    words: str
    bare: str
    risk: Risk | None
    weak: bool


def recognise(text: str, earlier: Sequence[str] = ()) -> Risk | None:
    """The risk this message tells of, on its own or as the end of what was said just before."""
    read = read_by_rules(text)
    risk = read.risk or _learned(read)
    before = [read_by_rules(message) for message in earlier[-EARLIER_MESSAGES_READ:]]
    if risk is None and before:
        risk = _across(before, read)
    if risk is None:
        return None
    return replace(
        risk,
        asks_too=bool(RULES.asks.search(read.words)),
        told_by_child=bool(RULES.told_by_child.search(read.words)),
    )


def read_by_rules(text: str) -> Reading:
    """What the rules alone see in one message."""
    words = plain(text, RULES)
    signs = _signs(words, RULES)
    return Reading(text, words, _bare(words), _weigh(words, signs, RULES), weak=bool(signs))


def _bare(words: str) -> str:
    return re.sub("_+ ", "_ ", RULES.without_sayings(words))


def _learned(read: Reading) -> Risk | None:
    """The risk that the second layer sees where the rules see none."""
    layer = read_second_layer()
    if layer is None:
        return None
    kind = layer.read(read.text, read.bare, read.weak)
    # Where there is a harmless saying, what is left without it must tell of a risk as well.
    if kind and "_ " in read.bare:
        kind = layer.read(read.bare.replace("_ ", ""), read.bare, read.weak)
    return Risk(kind, soft=False, asks_too=False) if kind else None


def _across(before: Sequence[Reading], read: Reading) -> Risk | None:
    """A risk that only shows when the messages are read together; one already shown is not."""
    text = " ".join(each.text for each in before)
    words = f" {' '.join(each.words.strip(' .') for each in before)} "
    if _weigh(words, _signs(words, RULES), RULES) is not None:
        return None
    seam = len(words) - 1
    joined = words.rstrip() + read.words
    signs = [s for s in _signs(joined, RULES) if s.end > seam + 1 and s.start < seam]
    if risk := _weigh(joined, signs, RULES):
        return risk
    both = Reading(f"{text} {read.text}", joined, _bare(joined), None, weak=bool(signs))
    risk = _learned(both)
    if risk and _learned(Reading(text, words, _bare(words), None, weak=False)):
        return None
    return risk


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
