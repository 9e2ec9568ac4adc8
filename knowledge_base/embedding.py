"""Text to vector: the prepared encoder run by ONNX Runtime, and a twin for tests without a model.

sentence-transformers trains and exports the encoder (`prepare_encoder.py`); serving it through
ONNX Runtime in 8 bits is several times faster and needs no torch in the serving process
(docs/decisions/0003-encoder.md).
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

LONGEST = 256  # word pieces; a message or passage longer than this is read up to here


class Encoder(Protocol):
    """Turns texts into vectors of length one; `name` changes whenever the vectors would."""

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """An array of shape (number of texts, dimensions), 32-bit floats, rows of length one."""
        ...


class EncoderNotPrepared(Exception):
    """The encoder's files are not there; says which command makes them."""


class OnnxEncoder:
    """A sentence encoder exported to ONNX; reads `model.onnx` and `tokenizer.json` of a folder."""

    def __init__(self, folder: Path) -> None:
        # Imported here, so that commands which need no encoder start at once.
        import onnxruntime
        from tokenizers import Tokenizer

        model = folder / "model.onnx"
        if not model.exists():
            raise EncoderNotPrepared(
                f"There is no encoder in {folder}. Run `make setup`, which prepares it."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # one short text gains nothing from more (measured)
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self.name = (folder / "name").read_text(encoding="utf-8").strip()
        self.dimensions = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.concatenate([self._encode_one(text) for text in texts])

    def _encode_one(self, text: str) -> np.ndarray:
        # One at a time: 8-bit scales are set by what shares a batch, so a text's vector would
        # depend on its neighbours. It is no slower, since no padding is computed (measured).
        token = self._tokenizer.encode(text)
        (vector,) = self._session.run(
            None,
            {
                "input_ids": np.array([token.ids], dtype=np.int64),
                "attention_mask": np.array([token.attention_mask], dtype=np.int64),
            },
        )
        return vector


class NullEncoder:
    """Vectors from the letters of each word: alike texts get alike vectors, with no model."""

    name = "null-1"
    dimensions = 64

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                place = hashlib.blake2b(word.encode(), digest_size=2).digest()
                vectors[row, int.from_bytes(place) % self.dimensions] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)
