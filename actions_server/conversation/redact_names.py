"""Names of people: plain ones wherever they stand, other words where a sentence names somebody."""

import re

from actions_server.conversation.redact_judge import Judge
from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_marks import marks
from actions_server.conversation.redact_tokens import read
from actions_server.conversation.redact_view import BLANK, Found

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z]\.(?!\w)|(?<![\w.])[A-Z]\.[A-Z](?![\w.])")
_NOT_INITIALS = frozenset(
    """uk us usa nhs dob ps pe ot gp ta sen ehc ehcp adhd asd nb rip tv btw pa id qa la ep ap dla cv
    eu hv slt re pta eta am pm ie eg ad bc bbc pm cp ms mr ehe pip send senco ba ma phd""".split()
)


def names(text: str, taken: list[Found]) -> list[Found]:
    """The names in the text, outside what is taken already."""
    blanked = list(text)
    for one in taken:
        blanked[one.start : one.end] = BLANK * (one.end - one.start)
    return find("".join(blanked))


def find(text: str) -> list[Found]:
    """Every name in a text, neighbours as one."""
    words = read(text, lexicon())
    spans = [(m.start(), m.end()) for m in _INITIALS.finditer(text) if _is_initials(m[0])]
    for place in marks(Judge(words, lexicon())):
        spans.append((words.tokens[place].start, words.tokens[place].end))
    return [Found(*span, "[name]", "name") for span in _merged(text, sorted(spans))]


def _is_initials(match: str) -> bool:
    return re.sub(r"[^a-z]", "", match.lower()) not in _NOT_INITIALS


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and re.fullmatch(r"[ .’'-]{0,2}", text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged
