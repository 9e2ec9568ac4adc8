"""The school a child goes to."""

import re
from collections.abc import Iterator

from actions_server.conversation import redact_public
from actions_server.conversation.redact_view import Found, View

_SCHOOL = re.compile(
    r"(?<!\w)(?P<school>(?:(?!School|Primary|Academy|College)(?:St\.?|Saint|Our|"
    r"[A-Z][\w’'-]{2,20})(?: (?:of|and|the|&))? ){1,4}"
    r"(?:(?:C of E|CE|RC|Catholic|Infant|Infants|Junior|Juniors|Primary|Secondary|High|Grammar|"
    r"Nursery|Special|Community|Free|Prep) ){0,3}"
    r"(?:School|Primary|Secondary|Academy|College|Nursery|Infants|Juniors|Grammar|Preschool))\b"
)
_PLAIN_SCHOOLS = frozenset(
    """special mainstream secondary primary nursery local high infant junior sixth form middle
    independent state day boarding faith grammar our the my his her their this that which what
    does is if when can will at in to for a an any new old another every catholic national london
    free private upper lower first english and prep pre no every after before home good why how
    how children family early years maintained community summer sunday saturday hospital virtual
    open further education senior virtual army west east north south""".split()
)


def _written(words: list[str]) -> set[tuple[str, ...]]:
    """Every ending of a name, as the content's own phrases are kept."""
    low = tuple(word.lower() for word in words)
    return {low[place:] for place in range(len(low) - 1)} | {
        low[place:-1] for place in range(len(low) - 2)
    }


def school_names(seen: View) -> Iterator[Found]:
    """Names of schools that the content does not name; families' words for a school stay."""
    for match in _SCHOOL.finditer(seen.text):
        words = match["school"].split()
        if len(words) < 2 or words[-2].islower():
            continue
        if _written(words) & redact_public.proper_phrases():
            continue
        while words and words[0].lower().strip("’'.") in _PLAIN_SCHOOLS:
            words.pop(0)
        if len(words) < 2 or words[0] in ("School", "Primary", "Secondary", "College", "Nursery"):
            continue
        name = " ".join(words).lower()
        known = any(name.startswith(school) for school in redact_public.schools())
        if known or words[0].lower() in redact_public.proper_words() | redact_public.localities():
            continue
        start = match.end() - len(" ".join(words))
        yield seen.found(start, match.end(), "[school]", "school’s name")
