"""What families ask about: the topics of topics.yaml, in groups."""

from functools import cache
from pathlib import Path

import yaml

TOPICS = Path(__file__).with_name("topics.yaml")


def topic_groups() -> dict[str, list[str]]:
    """The topic ids by group, in the order of topics.yaml."""
    raw = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return {group: [topic["id"] for topic in topics] for group, topics in raw.items()}


@cache
def topic_ids() -> tuple[str, ...]:
    """The id of every topic, in the order of topics.yaml."""
    return tuple(topic for topics in topic_groups().values() for topic in topics)


def topic_scopes() -> dict[str, str]:
    """What an answer on each topic has to cover."""
    raw = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return {topic["id"]: topic["scope"] for topics in raw.values() for topic in topics}
