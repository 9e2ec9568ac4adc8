"""Set the thresholds of search by what each decision is worth to a family."""

from itertools import product

import numpy as np

# What a decision is worth. A right answer is the aim; a wrong one costs trust; a choice that holds
# the right article costs a tap; silence sends a family to a person.
RIGHT_ANSWER, WRONG_ANSWER = 1.0, -0.5
USEFUL_CHOICE, USELESS_CHOICE = 0.4, -0.3
SILENT, SILENT_RIGHTLY = -0.2, 1.0
SPOKE_OUT_OF_SCOPE, CHOICE_OUT_OF_SCOPE = -2.0, -0.5
CHOICES = 3


def worth(chances: np.ndarray, truth: np.ndarray, topics: int, limits: dict[str, float]) -> float:
    """The mean worth of the decisions that the limits lead to.

    chances: (messages, topics + not-topics), rows sum to 1; truth: the right column of each.
    """
    order = np.argsort(-chances[:, :topics], axis=1)[:, :CHOICES]
    rows = np.arange(len(chances))[:, None]
    best = chances[rows, order]
    nothing = chances[:, topics:].sum(axis=1)
    silent = (nothing > np.maximum(best[:, 0], limits["clarify_from"])) | (
        best[:, 0] < limits["clarify_from"]
    )
    sure = (best[:, 0] >= limits["answer_from"]) & (best[:, 0] - best[:, 1] >= limits["lead"])
    answered = ~silent & sure
    asked = ~silent & ~sure
    in_scope = truth < topics
    first, among = order[:, 0] == truth, (order == truth[:, None]).any(axis=1)
    value = np.select(
        [
            in_scope & answered,
            in_scope & asked,
            in_scope,
            answered,
            asked,
        ],
        [
            np.where(first, RIGHT_ANSWER, WRONG_ANSWER),
            np.where(among, USEFUL_CHOICE, USELESS_CHOICE),
            SILENT,
            SPOKE_OUT_OF_SCOPE,
            CHOICE_OUT_OF_SCOPE,
        ],
        SILENT_RIGHTLY,
    )
    return float(value.mean())


def best_limits(chances: np.ndarray, truth: np.ndarray, topics: int) -> dict[str, float]:
    """The limits, out of a grid, whose decisions are worth most."""
    grid = [
        {"answer_from": answer, "clarify_from": clarify, "lead": lead}
        for answer, clarify, lead in product(
            np.arange(0.25, 0.75, 0.05), np.arange(0.04, 0.25, 0.02), np.arange(0.0, 0.3, 0.05)
        )
        if clarify <= answer
    ]
    found = max(grid, key=lambda limits: worth(chances, truth, topics, limits))
    return {name: round(float(value), 2) for name, value in found.items()}
