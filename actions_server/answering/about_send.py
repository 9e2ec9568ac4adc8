"""Whether a message is about a child with special needs, by its words alone."""

import re
from functools import cache
from pathlib import Path

from knowledge_base import glossary

WORDS = Path(__file__).with_name("send_words.txt")
_CHILD = re.compile(
    r"\b(?:(?:grand|god|step)?(?:son|daughter)|child(?:ren)?|kid|kiddo|boy|girl|lad|toddler|"
    r"bab(?:y|ies)|pupil|student|teen(?:ager)?|nephew|niece|brother|sister|little one)(?:'?s)?\b",
    re.IGNORECASE,
)


def is_about_send(text: str) -> bool:
    """Whether a message names a child or young person and something of special needs."""
    if not _CHILD.search(text):
        return False
    return bool(_words().search(text) or glossary.mentioned(text))


@cache
def _words() -> re.Pattern[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    stems = [line for line in lines if line and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(stems)})\w*", re.IGNORECASE)
