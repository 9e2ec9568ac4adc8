"""Makes `stored_words.txt`, the allow-list of what may be stored, and `stored_neighbours.txt`.
Run again when content grows:

    python -m actions_server.conversation.stored_build

The recipe: words in lower case that stand in three or more of our messages and articles; the terms
of the glossary and of redaction's own list of what stays (SEND terms, conditions, places, peoples);
the words of the area packs' services and localities; and the commonest general English words of
`knowledge_base/common_words.txt` (see `redact_build.py` for its source and licence). Every name
that is no word is taken out; words that are names as well stay in only when families use
them often, and `stored.py` looks at the sentence before it keeps one."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from actions_server.conversation import redact_public
from actions_server.conversation.redact_build import our_words
from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_lists import HERE, context, fold
from actions_server.conversation.redact_tokens import read
from knowledge_base.messages import FOLDER, OTHER_LANGUAGES
from knowledge_base.reading import CONTENT
from knowledge_base.spelling import COMMON_WORDS

GENERAL = 9_000  # of the commonest general words
OFTEN = 4  # so many of our own texts make a word that is also a name worth keeping
NEIGHBOURS = HERE / "stored_neighbours.txt"
# Rare words that are one letter away from common names, so not worth keeping.
DROPPED = {"cuz", "nor", "beta", "hong", "kong"}
FILE = HERE / "stored_words.txt"


def main() -> None:
    """Write the allow-list."""
    known = lexicon()
    ours = our_words()
    often = {word for word, times in ours.items() if times >= 3}
    general = [word for word in _general() if len(word) > 2][:GENERAL]
    names = known.curated.given | known.curated.surnames
    names |= known.listed.given | known.listed.surnames
    also_names = known.curated.given_words | known.listed.given_words
    also_names |= known.curated.surname_words | known.listed.surname_words
    fixed = set(_terms()) | known.kept | context()["stop"] | context()["kin"]
    words = (often | set(general)) - names
    words -= {word for word in also_names - known.never if ours[word] < OFTEN}
    # Short words are what is left of many a misspelt name.
    words -= {word for word in words if len(word) < 4 and ours[word] < 4}
    words -= {word for word in known.never if ours[word] < OFTEN}
    words |= {word for word in fixed if word not in names or word in known.kept}
    words -= DROPPED
    words = {word for word in words if re.fullmatch(r"[a-z]{2,}(?:['-][a-z]+)*", word)}
    _write_neighbours(words)
    head = f"# Made by {Path(__file__).name}; the recipe and the sources stand there."
    FILE.write_text("\n".join([head, *sorted(words)]) + "\n", encoding="utf-8")


def _write_neighbours(words: set[str]) -> None:
    """The words that stand before and after each given name that is a word, where families mean
    the word: only beside one of them does `stored.py` keep it."""
    known = lexicon()
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    weak = {"and", "or", "is", "has", "was", "to", "for", "with", "told", "sees", "by", "says"}
    weak |= context()["kin"] | context()["person_verbs"] | context()["titles"]
    for path in [*FOLDER.glob("*.txt"), *CONTENT.rglob("*.md")]:
        if path.stem == OTHER_LANGUAGES:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            tokens = read(line, known).tokens
            for one, two in pairwise(tokens):
                if not re.search(r"[.!?,:;|]", two.gap):
                    if known.is_given_word(one.base) and two.base not in weak:
                        after.setdefault(one.base, set()).add(two.base)
                    if known.is_given_word(two.base) and one.base not in weak:
                        before.setdefault(two.base, set()).add(one.base)
    lines = []
    for word in sorted((before.keys() | after.keys()) & words):
        sides = (" ".join(sorted(side.get(word, ()))) for side in (before, after))
        lines.append(f"{word}: {' | '.join(sides)}")
    head = f"# Made by {Path(__file__).name}; see there."
    NEIGHBOURS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def _general() -> Iterator[str]:
    yield from COMMON_WORDS.read_text(encoding="utf-8").split()


def _terms() -> Iterator[str]:
    """The words of the glossary, the service directory and the localities."""
    glossary = yaml.safe_load((CONTENT / "glossary.yaml").read_text(encoding="utf-8"))
    texts = [*map(str, glossary.get("everyday", [])), *redact_public.localities()]
    for term, entry in glossary["terms"].items():
        texts += [term, entry["meaning"], *entry["said_as"]]
    texts += redact_public.services()
    for text in texts:
        yield from (fold(word) for word in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text))


if __name__ == "__main__":
    main()
