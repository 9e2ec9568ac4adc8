"""The directory's own words, read from words.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_WORDS = Path(__file__).parent / "words.yaml"
_TERMS = Path(__file__).parent / "terms.yaml"


@cache
def words() -> dict[str, Any]:
    """What the directory can say, by part."""
    return yaml.safe_load(_WORDS.read_text(encoding="utf-8"))


@cache
def terms() -> dict[str, list[str]]:
    """The terms of other directories that belong to each of our topics."""
    return yaml.safe_load(_TERMS.read_text(encoding="utf-8"))
