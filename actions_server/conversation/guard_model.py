"""The guard's second layer: a linear model that has learned how people tell of a risk.

It reads `guard_model/second_layer.npz`, which `guard_train.py` makes from `guard_messages/`. It
adds to what the rules find and takes nothing away; without the file the rules work alone.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path

import numpy as np

from actions_server.conversation.guard_features import KIND_PLACES, pieces

FILE = Path(__file__).with_name("guard_model") / "second_layer.npz"


@dataclass(frozen=True)
class SecondLayer:
    """Weights of the pieces of a message: rarity, how much each speaks for a risk, and for which.

    risk has one number a place; kind one row a kind and one column for every KIND_PLACES places.
    """

    rarity: np.ndarray
    risk: np.ndarray
    risk_offset: float
    kind: np.ndarray
    kind_offset: np.ndarray
    kinds: tuple[str, ...]
    threshold: float
    with_a_weak_sign: float

    def read(self, plain: str, asks: bool) -> tuple[float, str]:
        """How strongly plain words tell of a risk (a log of odds), and the likeliest kind."""
        places, values = weighed(plain, asks, self.rarity)
        score = float(values @ self.risk[places]) + self.risk_offset
        by_kind = self.kind[:, places % KIND_PLACES] @ values + self.kind_offset
        return score, self.kinds[int(by_kind.argmax())]


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


@cache
def read_second_layer(file: Path = FILE) -> SecondLayer | None:
    """The second layer, or None where its file is missing."""
    if not file.exists():
        return None
    with np.load(file) as kept:
        return SecondLayer(
            rarity=kept["rarity"].astype(np.float32),
            risk=kept["risk"].astype(np.float32),
            risk_offset=float(kept["risk_offset"]),
            kind=kept["kind"].astype(np.float32),
            kind_offset=kept["kind_offset"],
            kinds=tuple(str(kind) for kind in kept["kinds"]),
            threshold=float(kept["threshold"]),
            with_a_weak_sign=float(kept["with_a_weak_sign"]),
        )
