"""What stands around a starter letter, read from words.yaml."""

from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "words.yaml"


@cache
def words() -> dict[str, str]:
    """The sentences by name."""
    return yaml.safe_load(WORDS.read_text(encoding="utf-8"))
