"""Set the thresholds of search by what each decision is worth to a family."""

from dataclasses import dataclass
from itertools import product

import numpy as np

# What a decision is worth. A right answer is the aim; a wrong one costs trust; a choice that holds
# the right article costs a tap; silence sends a family to a person.
RIGHT_ANSWER, WRONG_ANSWER = 1.0, -0.5
USEFUL_CHOICE, USELESS_CHOICE = 0.4, -0.3
SILENT, SILENT_RIGHTLY = -0.2, 1.0
SPOKE_OUT_OF_SCOPE, CHOICE_OUT_OF_SCOPE = -4.0, -0.5
CHOICES = 3


@dataclass(frozen=True)
class Ranked:
    """What is known of messages before anything is decided, a row each.

    first, second: the chances of the likeliest topics; nothing: that no topic settles it;
    in_scope: whether one does; right, among: whether it is the first, or among those offered.
    """

    first: np.ndarray
    second: np.ndarray
    nothing: np.ndarray
    in_scope: np.ndarray
    right: np.ndarray
    among: np.ndarray


def rank(chances: np.ndarray, truth: np.ndarray, topics: int) -> Ranked:
    """chances: (messages, topics + not-topics), rows sum to 1; truth: the right column of each."""
    order = np.argsort(-chances[:, :topics], axis=1)[:, :CHOICES]
    best = np.take_along_axis(chances, order, axis=1)
    hits = order == truth[:, None]
    nothing = chances[:, topics:].sum(axis=1)
    return Ranked(best[:, 0], best[:, 1], nothing, truth < topics, hits[:, 0], hits.any(axis=1))


def decisions(ranked: Ranked, limits: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Which messages are answered and which are met with silence; the others get a choice."""
    clarify_from = limits["clarify_from"]
    silent = (ranked.nothing > np.maximum(ranked.first, clarify_from)) | (
        ranked.first < clarify_from
    )
    sure = (ranked.first >= limits["answer_from"]) & (
        ranked.first - ranked.second >= limits["lead"]
    )
    return ~silent & sure & (ranked.nothing <= limits["doubt"]), silent


def worth(ranked: Ranked, limits: dict[str, float]) -> float:
    """The mean worth of the decisions that the limits lead to."""
    answered, silent = decisions(ranked, limits)
    of_answers = np.where(
        ranked.in_scope,
        np.where(ranked.right, RIGHT_ANSWER, WRONG_ANSWER),
        SPOKE_OUT_OF_SCOPE,
    )
    of_choices = np.where(
        ranked.in_scope,
        np.where(ranked.among, USEFUL_CHOICE, USELESS_CHOICE),
        CHOICE_OUT_OF_SCOPE,
    )
    of_silence = np.where(ranked.in_scope, SILENT, SILENT_RIGHTLY)
    return float(np.select([answered, silent], [of_answers, of_silence], of_choices).mean())


def best_limits(chances: np.ndarray, truth: np.ndarray, topics: int) -> dict[str, float]:
    """The limits, out of a grid, whose decisions are worth most."""
    ranked = rank(chances, truth, topics)
    grid = (
        {"answer_from": answer, "clarify_from": clarify, "lead": lead, "doubt": doubt}
        for answer, clarify, lead, doubt in product(
            np.arange(0.25, 0.75, 0.05),
            np.arange(0.04, 0.25, 0.02),
            np.arange(0.0, 0.3, 0.05),
            (0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 1.0),
        )
        if clarify <= answer
    )
    found = max(grid, key=lambda limits: worth(ranked, limits))
    return {name: round(float(value), 2) for name, value in found.items()}
