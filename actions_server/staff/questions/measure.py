"""How well questions of like meaning come together: `python -m …staff.questions.measure`.

Asks the written messages of `knowledge_base/messages`, in the form in which they may be stored, and
prints for some thresholds what `alike.toml` says beside the one that is used.
"""

from collections import Counter

import numpy as np

from actions_server.conversation.stored import if_stored, without_gaps
from actions_server.settings import read_settings
from actions_server.staff.questions.alike import grouped, may_be_shown
from knowledge_base.embedding import OnnxEncoder
from knowledge_base.messages import read_messages
from knowledge_base.topic_model import SMALL_TALK, UNSAFE

STEPS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
EVERY, MOST = 3, 5000  # every third message, as many as the desk may hold


def main() -> None:
    """Print a line for each threshold."""
    taught = read_messages()
    chosen = [
        place for place, label in enumerate(taught.labels) if label not in (SMALL_TALK, UNSAFE)
    ][::EVERY][:MOST]
    labels = taught.labels[chosen]
    encoder = OnnxEncoder(read_settings().encoder_folder)
    texts = [without_gaps(if_stored(taught.texts[place])) for place in chosen]
    vectors = encoder.encode(texts)
    print(f"{len(texts)} messages, {encoder.name}")
    for alike in STEPS:
        print(as_line(alike, *pairs(vectors, labels, alike), *groups(vectors, labels, alike)))


def pairs(vectors: np.ndarray, labels: np.ndarray, alike: float) -> tuple[float, float]:
    """Of the pairs of one topic, and of the pairs of two, the share that is alike."""
    counts = np.zeros((2, 2))
    for place in range(len(vectors) - 1):
        same = labels[place + 1 :] == labels[place]
        is_alike = vectors[place + 1 :] @ vectors[place] >= alike
        for row, of in enumerate((same, ~same)):
            counts[row] += (of & is_alike).sum(), of.sum()
    return tuple(counts[:, 0] / counts[:, 1])


def groups(vectors: np.ndarray, labels: np.ndarray, alike: float) -> tuple[int, float, float]:
    """How many groups may be shown; how pure they are; what share of all messages they cover."""
    by_group = {}
    for group, label in zip(grouped(vectors, alike).tolist(), labels, strict=True):
        by_group.setdefault(group, Counter())[label] += 1
    shown = [topics for topics in by_group.values() if may_be_shown(topics.total())]
    covered = sum(topics.total() for topics in shown)
    return (
        len(shown),
        sum(max(topics.values()) for topics in shown) / max(1, covered),
        covered / len(vectors),
    )


def as_line(
    alike: float, same: float, other: float, count: int, pure: float, covered: float
) -> str:
    """The figures of one threshold."""
    return (
        f"{alike:.2f}: alike are {same:6.2%} of pairs of one topic, {other:6.3%} of two; "
        f"{count} groups, {pure:.1%} pure, {covered:.1%} covered"
    )


if __name__ == "__main__":
    main()
