"""Which of our topics a service of another directory belongs to."""

import re
from collections.abc import Iterable
from functools import cache

from actions_server.directory.words import terms
from knowledge_base.topics import topic_ids


def topics_of(names_of_terms: Iterable[str], name: str) -> list[str]:
    """Our topics, from the terms a service is classified by and from its name; may be empty."""
    said = [_plain(one) for one in names_of_terms]
    own = [topic for topic in said if topic in topic_ids()]
    if own:
        return list(dict.fromkeys(own))
    texts = [f" {_words(one)} " for one in [*said, _plain(name)]]
    return [
        topic
        for topic, phrases in _phrases().items()
        if any(phrase in one for phrase in phrases for one in texts)
    ]


@cache
def _phrases() -> dict[str, list[str]]:
    """The terms of each topic as they are looked for in a text."""
    return {topic: [f" {_words(one)} " for one in found] for topic, found in terms().items()}


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").strip()


def _words(text: str) -> str:
    return re.sub(r"[^\w']+", " ", _plain(text)).strip()
