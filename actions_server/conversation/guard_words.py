"""What the guard learned of the words in which people tell of a risk: a linear model of pieces."""

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from actions_server.conversation.guard_features import KIND_PLACES, pieces


@dataclass(frozen=True)
class WordsModel:
    """Weights of the pieces of a message: rarity, how much each speaks for a risk, and for which.

    risk has one number a place; kind one row a kind and one column for every KIND_PLACES places.
    """

    rarity: np.ndarray
    risk: np.ndarray
    risk_offset: float
    kind: np.ndarray
    kind_offset: np.ndarray

    def read(self, plain: str, asks: bool) -> tuple[float, np.ndarray]:
        """How strongly plain words tell of a risk (a log of odds), and a score for each kind."""
        places, values = weighed(plain, asks, self.rarity)
        score = float(values @ self.risk[places]) + self.risk_offset
        return score, self.kind[:, places % KIND_PLACES] @ values + self.kind_offset


def weighed(plain: str, asks: bool, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of a message's pieces and their values; words and letters each of length one."""
    places: list[int] = []
    values: list[float] = []
    for part in pieces(plain, asks):
        counted = Counter(part)
        found = [(1 + log(times)) * float(rarity[place]) for place, times in counted.items()]
        length = sqrt(sum(value * value for value in found)) or 1.0
        places += counted
        values += [value / length for value in found]
    return np.array(places, dtype=np.int64), np.array(values, dtype=np.float32)
