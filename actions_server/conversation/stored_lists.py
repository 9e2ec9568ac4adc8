"""The lists that decide what may be stored, as `stored_build.py` made them."""

from functools import cache
from typing import NamedTuple

from actions_server.conversation import redact_public
from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_lists import HERE, context, fold, shorter


class Allowed(NamedTuple):
    """The words that may be kept, by what they are."""

    words: frozenset[str]
    outward: frozenset[str]
    near_names: frozenset[str]
    capitals: frozenset[str]


@cache
def allowed() -> Allowed:
    """The allow-list and what else the rules look up."""
    lines = (HERE / "stored_words.txt").read_text(encoding="utf-8").splitlines()
    known = lexicon()
    names = [name for name in known.curated.given | known.curated.surnames if len(name) > 3]
    capitals = {fold(word) for phrase in redact_public.proper_phrases() for word in phrase}
    months = "january february march april may june july august september october november december"
    return Allowed(
        frozenset(line for line in lines if not line.startswith("#")),
        frozenset(redact_public.outward()),
        frozenset(part for name in names for part in [name, *shorter(name)]),
        frozenset(capitals | known.kept | context()["kin"] | set(months.split())),
    )


@cache
def neighbours() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The words that stand before and after each given name that is a word, by that word."""
    found = {}
    for line in (HERE / "stored_neighbours.txt").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, rest = line.partition(":")
        before, _, after = rest.partition("|")
        found[word] = frozenset(before.split()), frozenset(after.split())
    return found
