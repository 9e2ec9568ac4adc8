"""What the guard learned of the meaning of a message: an encoder of its own and a head on top.

The encoder is the one that search uses, taught further on what people tell when they are at risk.
The repository keeps the layers that were taught; `send-navigator prepare-encoder` makes the rest.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base.embedding import Encoder, EncoderNotPrepared, OnnxEncoder

BASE = "all-MiniLM-L6-v2"
TAUGHT = Path(__file__).with_name("guard_model") / "encoder.safetensors"


@dataclass(frozen=True)
class Head:
    """One score for each kind of risk, in their order, and last one for no risk at all.

    weights has a row for every number of the encoder's vectors, and one column a score.
    """

    weights: np.ndarray
    offsets: np.ndarray

    def read(self, vector: np.ndarray) -> tuple[float, np.ndarray]:
        """How strongly a vector tells of a risk (a log of odds), and a score for each kind."""
        *kinds, ordinary = vector @ self.weights + self.offsets
        return float(np.logaddexp.reduce(kinds) - ordinary), np.array(kinds)


@dataclass(frozen=True)
class MeaningModel:
    """The prepared encoder with its head."""

    encoder: Encoder
    head: Head

    def read(self, text: str) -> tuple[float, np.ndarray]:
        """See Head.read."""
        (vector,) = self.encoder.encode([text])
        return self.head.read(vector)


def open_meaning(folder: Path, head: Head) -> MeaningModel | None:
    """The model with the encoder prepared in a folder; None where it was not prepared."""
    try:
        return MeaningModel(OnnxEncoder(folder), head)
    except EncoderNotPrepared:
        return None
