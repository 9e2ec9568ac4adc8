"""Sentences with names planted in them, to measure what redaction and storing let through."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

PLANTED = Path(__file__).with_name("redact_measure.yaml")
FORMS = ("title", "lower", "upper", "misspelt")


def is_gone(planted: str, text: str) -> bool:
    """Whether no word of what was planted is left in the text."""
    left = {word.casefold() for word in re.findall(r"[^\W_]+", re.sub(r"\[[^\]]*\]", " ", text))}
    return not left & {word.casefold() for word in re.findall(r"[^\W_]{2,}", planted)}


def planted(each: int = 80) -> Iterator[tuple[str, str, str, str]]:
    """Group, form, the identifier as planted, and the sentence it stands in; always the same."""
    data = yaml.safe_load(PLANTED.read_text(encoding="utf-8"))
    chance = random.Random(20261121)
    for group, lists in data["groups"].items():
        given, surnames = lists["given"].split(), lists["surnames"].split()
        for count in range(each):
            name, surname = given[count % len(given)], surnames[count % len(surnames)]
            template = data["templates"][(count * 7 + count // 20) % len(data["templates"])]
            for form in FORMS:
                first, last = (_formed(part, form, chance) for part in (name, surname))
                used = {"name": first, "surname": last, "full": f"{first} {last}"}
                slot = re.search(r"\{(\w+)\}", template)[1]
                sentence = template.format(**used)
                yield group, form, used[slot], sentence.upper() if form == "upper" else sentence


def _formed(name: str, form: str, chance: random.Random) -> str:
    if form == "misspelt":
        place = chance.randrange(1, max(2, len(name) - 1))
        kind = chance.choice(("swap", "drop", "double"))
        if kind == "swap":
            name = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
        elif kind == "drop":
            name = name[:place] + name[place + 1 :]
        else:
            name = name[:place] + name[place] + name[place:]
        return name if chance.random() < 0.5 else name.lower()
    return {"title": name, "lower": name.lower(), "upper": name.upper()}[form]
