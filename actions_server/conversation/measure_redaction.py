"""Prints how well redaction does: `python -m actions_server.conversation.measure_redaction`.

What goes in: `pii_dev.yaml` and the written cases of `tests/data/redact` (run it where they are),
the messages of the knowledge base, and the names of `redact_measure.yaml`. What comes out: recall
by kind and by origin, false removals, and what survives the allow-list."""

import re
import time
from collections import Counter
from pathlib import Path

import yaml

from actions_server.conversation.redact import redact
from actions_server.conversation.redact_cases import FOLDER as CASES
from actions_server.conversation.redact_cases import NAMES, is_right, lost, read
from actions_server.conversation.redact_planted import FORMS, is_gone, planted
from actions_server.conversation.stored import if_stored
from actions_server.conversation.tidy import tidy
from knowledge_base.messages import FOLDER, OTHER_LANGUAGES
from knowledge_base.reading import CONTENT

COMMENTS = Path("tests/data/pii_dev.yaml")
WORD_NAMES = "word_names"  # of every origin, so no group of their own
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def by_kind(items: list[dict]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Spans removed and spans there, by kind and (for people) origin; texts changed in vain."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    in_vain = []
    for item in items:
        text = redact(item["text"]).text
        if not item["spans"] and text != item["text"]:
            in_vain.append(f"{item['text']} -> {text}")
        for span in item["spans"]:
            label = span.get("origin", span["kind"])
            total[label] += 1
            if span["kind"] == "person":
                hits[label] += is_gone(span["text"], text)
            else:
                hits[label] += span["text"].casefold() not in text.casefold()
    return hits, total, in_vain


def written(folder: Path = CASES) -> tuple[Counter[str], Counter[str]]:
    """Of the written cases, names left out: how many are handed on to the letter, and how many
    there are, by kind."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        if path.stem != NAMES:
            for case in read(path):
                total[case.kind] += 1
                right[case.kind] += is_right(case)
    return right, total


def written_names(folder: Path = CASES) -> tuple[Counter[str], Counter[str]]:
    """Of the names in the written cases: how many are gone, and how many there are, by group."""
    gone: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in read(folder / f"{NAMES}.txt"):
        total[case.kind] += len(case.gone)
        gone[case.kind] += len(case.gone) - len(lost(case))
    return gone, total


def gap(gone: Counter[str], total: Counter[str]) -> float:
    """Between the groups of origin that fare best and worst, in points."""
    shares = [gone[group] / total[group] * 100 for group in total if group != WORD_NAMES]
    return max(shares) - min(shares)


def messages() -> list[str]:
    """The English messages of the knowledge base, tidied."""
    lines = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem != OTHER_LANGUAGES:
            lines += path.read_text(encoding="utf-8").splitlines()
    return [tidy(line) for line in lines if line.strip()]


def terms() -> list[str]:
    """The SEND terms of the glossary, with the words they stand for."""
    glossary = yaml.safe_load((CONTENT / "glossary.yaml").read_text(encoding="utf-8"))
    found = [str(term) for term in glossary["terms"]]
    return found + [entry["meaning"].split(",")[0] for entry in glossary["terms"].values()]


def kept_words(texts: list[str]) -> float:
    """The share of the words of texts that survive the allow-list."""
    there = kept = 0
    for text in texts:
        left = Counter(_WORD.findall(if_stored(text)))
        for word in _WORD.findall(text):
            there += 1
            if left[word]:
                left[word] -= 1
                kept += 1
    return kept / there


def main() -> None:
    """Print every figure."""
    if COMMENTS.exists():
        items = yaml.safe_load(COMMENTS.read_text(encoding="utf-8"))
        hits, total, in_vain = by_kind(items)
        print(f"{COMMENTS}: {len(items)} texts; changed in vain {len(in_vain)}", *in_vain)
        for label in sorted(total):
            print(f"  {label:28} {hits[label]:4} of {total[label]}")
    if CASES.exists():
        right, total = written()
        print(f"\n{CASES}: {sum(total.values())} written cases; handed on to the letter")
        for kind in sorted(total):
            print(f"  {kind:28} {right[kind]:4} of {total[kind]}")
        gone, total = written_names()
        apart = gap(gone, total)
        print(f"{CASES}: names gone; best and worst group of origin {apart:.1f} points apart")
        for group in sorted(total):
            share = gone[group] / total[group]
            print(f"  {group:28} {gone[group]:4} of {total[group]}  {share:.1%}")
    texts = messages()
    start = time.perf_counter()
    named = [text for text in texts if "name" in redact(text).removed]
    took = (time.perf_counter() - start) / len(texts) * 1000
    print(f"\nMessages {len(texts)}; in {len(named)} a name was found; {took:.2f} ms each")
    door: Counter[tuple[str, str]] = Counter()
    store: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    survived = []
    for group, form, name, sentence in planted():
        groups[group] += 1
        door[group, form] += is_gone(name, redact(sentence).text)
        stored = if_stored(sentence)
        if not is_gone(name, stored):
            store[group] += 1
            survived.append(f"{form}: {name}: {sentence} -> {stored}")
    print(f"\nPlanted names {sum(groups.values())}; gone at the door by form, left if stored:")
    for group, count in groups.items():
        shares = " ".join(f"{form} {door[group, form] * 400 / count:5.1f}%" for form in FORMS)
        print(f"  {group:30} {shares}   left {store[group]}")
    print(*survived, sep="\n")
    print(f"\nKept if stored: SEND terms {kept_words(terms()):.1%}, words {kept_words(texts):.1%}")


if __name__ == "__main__":
    main()
