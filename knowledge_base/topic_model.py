"""What a message is about, learned from thousands of messages as families write them.

Two linear models joined: one over the letters and words of a message, one (the head of the taught
encoder) over its vector. They know the topics they were taught and three kinds of message that no
article answers; articles added later are found by search alone, without training (search.py).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer

# Labels that are not topics: nothing here settles them.
OUT_OF_SCOPE, UNSAFE, SMALL_TALK = "out-of-scope", "unsafe-request", "smalltalk"
NOT_TOPICS = (OUT_OF_SCOPE, UNSAFE, SMALL_TALK)

MODEL = Path(__file__).parent / "model" / "topic_model.npz"

_LETTERS = HashingVectorizer(
    analyzer="char_wb", ngram_range=(2, 5), n_features=2**15, alternate_sign=False, norm=None
)
_WORDS = HashingVectorizer(
    ngram_range=(1, 2),
    n_features=2**14,
    alternate_sign=False,
    norm=None,
    token_pattern=r"(?u)\b\w+\b",
)


@dataclass(frozen=True)
class Head:
    """What a vector says of each label. weights: shape (dimensions, labels); offsets: (labels,)."""

    labels: list[str]
    weights: np.ndarray
    offsets: np.ndarray


@dataclass(frozen=True)
class TopicModel:
    """labels in the order of the weights; encoder is the name of the one the head belongs to.

    rarity: inverse document frequency of each letter and word feature;
    weights: shape (features, labels); head_weights: shape (dimensions, labels); offsets: (labels,);
    vocabulary: words that many of the messages hold, for putting misspellings right.
    """

    labels: list[str]
    encoder: str
    rarity: np.ndarray
    weights: np.ndarray
    head_weights: np.ndarray
    offsets: np.ndarray
    vocabulary: list[str]

    def log_probabilities(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Natural logarithms, shape (texts, labels); vectors are the texts' own, in order."""
        # As precise as the weights: else all of them would be widened at every call.
        features = featurise(texts, self.rarity).astype(np.float32)
        scores = np.asarray(features @ self.weights) + vectors @ self.head_weights + self.offsets
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def save(self, path: Path) -> None:
        """Write the model to a file; 16-bit weights lose nothing that can be measured."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            encoder=np.array(self.encoder),
            rarity=self.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            head_weights=self.head_weights.astype(np.float16),
            offsets=self.offsets,
            vocabulary=np.array(self.vocabulary),
        )

    @classmethod
    def load(cls, path: Path) -> "TopicModel":
        """Read a model that `save` wrote."""
        with np.load(path, allow_pickle=False) as file:
            return cls(
                labels=[str(label) for label in file["labels"]],
                encoder=str(file["encoder"]),
                rarity=file["rarity"].astype(np.float32),
                weights=file["weights"].astype(np.float32),
                head_weights=file["head_weights"].astype(np.float32),
                offsets=file["offsets"].astype(np.float32),
                vocabulary=[str(word) for word in file["vocabulary"]],
            )


def counts(texts: list[str]) -> csr_matrix:
    """How often each letter run and word occurs, damped: shape (texts, features)."""
    lowered = [text.casefold() for text in texts]
    matrix = hstack([_LETTERS.transform(lowered), _WORDS.transform(lowered)]).tocsr()
    matrix.data = (1 + np.log(matrix.data)).astype(np.float32)
    return matrix


def rarity_of(matrix: csr_matrix) -> np.ndarray:
    """Inverse document frequency of every feature of a matrix made by `counts`."""
    documents = matrix.shape[0]
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return (np.log((1 + documents) / (1 + seen)) + 1).astype(np.float32)


def featurise(texts: list[str], rarity: np.ndarray) -> csr_matrix:
    """Letters and words side by side, by how telling they are; rows of length one."""
    matrix = counts(texts)
    matrix.data *= rarity[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr)).astype(np.float32)
    return matrix
