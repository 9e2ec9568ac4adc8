"""What the journeys say can be read by everybody."""

from collections.abc import Iterator

import pytest
import yaml

from actions_server.journeys.journey import HERE
from knowledge_base.readability import read
from tests.conftest import ROOT

NOT_SAID = {"words", "when", "value", "slot", "kind", "groups", "parts", "finer_words"}
FILES = [*HERE.glob("*.yaml"), ROOT / "actions_server/answering/refusals.yaml"]


def sentences(value: object, key: str = "") -> Iterator[str]:
    """Everything in a file that a family may read."""
    if key in NOT_SAID or key.startswith(("topics", "topic", "skip_", "unknown", "cues", "surely")):
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from sentences(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner, key)
    elif isinstance(value, str) and " " in value:
        yield value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_is_long(path) -> None:
    said = list(sentences(yaml.safe_load(path.read_text("utf-8"))))
    assert said
    long = [part for text in said for part in read(text).long_sentences]
    assert not long


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_whole_reads_at_the_age_of_eleven(path) -> None:
    said = [t for t in sentences(yaml.safe_load(path.read_text("utf-8"))) if len(t.split()) > 4]
    assert read("\n".join(said)).is_plain
