"""Putting questions of like meaning together, and which groups may be shown.

In a group every two wordings are alike (complete linkage). A conversation keeps no two wordings
that are alike (unanswered.py), so it counts in a group at most once, and the rows of a group are as
many conversations.
"""

import tomllib
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

ALIKE: float = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["alike"]
FEWEST = 3  # conversations; nothing of a smaller group is shown, not even that there is one
_ROWS = 512  # compared with all others at once


def may_be_shown(conversations: int) -> bool:
    """Whether a group that so many conversations asked may be shown. Nothing else decides it."""
    return conversations >= FEWEST


def grouped(vectors: np.ndarray, alike: float = ALIKE) -> np.ndarray:
    """A number for each vector, the same for those of one group. vectors: rows of length one."""
    if len(vectors) < 2:
        return np.zeros(len(vectors), dtype=int)
    # No group reaches beyond what hangs together in any way, so each such part is grouped alone.
    count, parts = connected_components(_pairs(vectors, alike), directed=False)
    numbers, used = np.zeros(len(vectors), dtype=int), 0
    order = np.argsort(parts, kind="stable")
    ends = np.searchsorted(parts[order], np.arange(count), side="right")
    start = 0
    for end in ends:
        members, start = order[start:end], end
        inner = _complete(vectors[members], alike) if len(members) > 2 else np.ones(len(members))
        numbers[members] = used + inner
        used = int(numbers[members].max())
    return numbers


def _pairs(vectors: np.ndarray, alike: float) -> coo_array:
    rows, columns = [], []
    for start in range(0, len(vectors), _ROWS):
        # Each pair once: with what comes from here on.
        row, column = np.nonzero(vectors[start : start + _ROWS] @ vectors[start:].T >= alike)
        rows.append(row + start)
        columns.append(column + start)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(vectors), len(vectors))
    return coo_array((np.ones(len(row), dtype=np.int8), (row, column)), shape=shape)


def _complete(vectors: np.ndarray, alike: float) -> np.ndarray:
    likeness = vectors @ vectors.T
    distances = np.maximum(0, 1 - likeness[np.triu_indices(len(vectors), 1)]).astype(float)
    return fcluster(linkage(distances, "complete"), 1 - alike, "distance")
