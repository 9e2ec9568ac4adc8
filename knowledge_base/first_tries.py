"""What a first try reaches, in the same five folds as ours: the table our search has to beat.

Logistic regression over letters and words, over the vectors of an encoder that was taught nothing,
or over both; learned from the messages that were given, as a first try would be.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge_base.beside import SHOWN, Score
from knowledge_base.fitting import folds
from knowledge_base.messages import Taught
from knowledge_base.topic_model import NOT_TOPICS

VECTOR_WEIGHT = 1.5  # beside letters and words of length one each; the best of three tried
ROUNDS = 200  # of the solver


def first_tries(taught: Taught, encoders: Sequence[Path]) -> list[Score]:
    """A score for each way, over the given messages; encoders are folders of sentence encoders.

    Takes some minutes for each way.
    """
    found = [_score("letters and words", taught, with_words=True)]
    for folder in encoders:
        vectors = _vectors(folder, taught.texts)
        found.append(_score(folder.name, taught, vectors=vectors))
        name = f"{folder.name}, letters and words"
        found.append(_score(name, taught, vectors=vectors, with_words=True))
    return found


def _score(
    name: str, taught: Taught, vectors: np.ndarray | None = None, with_words: bool = False
) -> Score:
    given = ~taught.added & ~taught.curated
    hits = []
    for learn, held in folds(taught):
        learn, held = learn[given[learn]], held[given[held]]
        held = held[~np.isin(taught.labels[held], NOT_TOPICS)]
        parts = [csr_matrix(VECTOR_WEIGHT * vectors)] if vectors is not None else []
        parts += _words(taught.texts, learn) if with_words else []
        features = hstack(parts).tocsr()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model = LogisticRegression(C=10.0, max_iter=ROUNDS)
            model.fit(features[learn], taught.labels[learn])
        topics = ~np.isin(model.classes_, NOT_TOPICS)
        order = np.argsort(-model.predict_proba(features[held])[:, topics], axis=1)[:, :SHOWN]
        hits.append(model.classes_[topics][order] == taught.labels[held][:, None])
    right = np.concatenate(hits)
    return Score(name, len(right), float(right[:, 0].mean()), float(right.any(axis=1).mean()))


def _words(texts: list[str], learn: np.ndarray) -> list[csr_matrix]:
    """Words in ones and twos, and runs of letters, as common as they are where one learns."""
    ways = (
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
    )
    return [way.fit([texts[i] for i in learn]).transform(texts) for way in ways]


def _vectors(folder: Path, texts: list[str]) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(folder), device="cpu")
    return encoder.encode(texts, batch_size=64, normalize_embeddings=True)
