"""Teach the encoder how families speak: its layers are trained to tell our topics apart.

The word pieces' own vectors stay as they were, so that words no message holds keep their meaning,
and so that only the layers need to be kept (`model/encoder.safetensors`, 16-bit).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge_base.topic_model import Head

if TYPE_CHECKING:  # torch takes seconds to import and serving needs none of it
    from torch import Tensor

ROUNDS = 4  # over all messages
AT_ONCE = 64  # messages a step
RATE = 4e-4  # of learning, at its highest; the head's is ten times that
WARMING_UP = 0.1  # share of the steps until the rate is at its highest
DROPPED = 0.1  # share of word pieces left out, anew each time, as families leave out words
SMOOTHING = 0.1  # of labels: some messages could be filed under two topics
DECAY = 0.05  # of weights
LONGEST = 96  # word pieces of a message
_SORTED_TOGETHER = 20  # batches whose messages are sorted by length, so that little is padding
_SEED = 20261122


@dataclass(frozen=True)
class TaughtLayers:
    """What was learned: the layers as the base model names them, 16-bit, and the head on top."""

    tensors: dict[str, np.ndarray]
    head: Head


def teach_layers(
    source: Path, texts: list[str], labels: np.ndarray, begun: Path | None = None
) -> TaughtLayers:
    """Train the layers of the encoder in source on messages and their labels, always alike.

    begun is a file of layers, taught before, to go on from. Takes about ten minutes for 16,000
    messages on one core.
    """
    import torch

    torch.manual_seed(_SEED)
    model = _base_model(source, begun)
    names = sorted(set(labels))
    truth = torch.tensor([names.index(label) for label in labels])
    head = torch.nn.Linear(model.config.hidden_size, len(names))
    torch.nn.init.normal_(head.weight, std=0.02)
    torch.nn.init.zeros_(head.bias)
    pieces = _pieces(source, texts)
    steps = ROUNDS * -(-len(texts) // AT_ONCE)
    learner = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": RATE},
            {"params": head.parameters(), "lr": 10 * RATE},
        ],
        weight_decay=DECAY,
        fused=True,
    )
    pace = torch.optim.lr_scheduler.OneCycleLR(
        learner,
        [RATE, 10 * RATE],
        total_steps=steps + 1,
        pct_start=WARMING_UP,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    chance = np.random.default_rng(_SEED)
    model.train()
    for _ in range(ROUNDS):
        for batch in _batches(pieces, chance):
            vectors = _vectors(model, [_with_gaps(pieces[i], chance) for i in batch])
            # Vectors have length one; the head needs them as long as it was set up for.
            guessed = head(vectors * model.config.hidden_size**0.5)
            loss = torch.nn.functional.cross_entropy(
                guessed, truth[batch], label_smoothing=SMOOTHING
            )
            learner.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.encoder.parameters(), 1.0)
            learner.step()
            pace.step()
    return TaughtLayers(
        tensors={
            f"encoder.{name}": value.numpy().astype(np.float16)
            for name, value in model.encoder.state_dict().items()
        },
        head=Head(
            labels=[str(name) for name in names],
            weights=head.weight.detach().numpy().T * model.config.hidden_size**0.5,
            offsets=head.bias.detach().numpy(),
        ),
    )


def _base_model(source: Path, begun: Path | None):  # noqa: ANN202 - torch only where it is needed
    from safetensors.torch import load_file
    from transformers import AutoModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    model = AutoModel.from_pretrained(
        str(source), attn_implementation="eager", add_pooling_layer=False
    )
    if begun:
        model.load_state_dict(load_file(begun), strict=False)
    for weight in model.embeddings.parameters():
        weight.requires_grad = False
    return model


def _pieces(source: Path, texts: list[str]) -> list[list[int]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return [token.ids for token in tokenizer.encode_batch(texts)]


def _batches(pieces: list[list[int]], chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Places of all messages in some order, those of one batch about equally long."""
    order = chance.permutation(len(pieces))
    lengths = np.array([len(ids) for ids in pieces])
    batches = []
    for start in range(0, len(order), AT_ONCE * _SORTED_TOGETHER):
        some = order[start : start + AT_ONCE * _SORTED_TOGETHER]
        some = some[np.argsort(lengths[some], kind="stable")]
        batches += [some[i : i + AT_ONCE] for i in range(0, len(some), AT_ONCE)]
    yield from (batches[place] for place in chance.permutation(len(batches)))


def _with_gaps(ids: list[int], chance: np.random.Generator) -> list[int]:
    kept = [piece for piece in ids[1:-1] if chance.random() >= DROPPED]
    return [ids[0], *(kept or ids[1:-1]), ids[-1]]


def _vectors(model, messages: list[list[int]]) -> "Tensor":  # noqa: ANN001
    """Vectors of length one: the mean over a message's pieces, as the encoder serves them."""
    import torch

    width = max(len(ids) for ids in messages)
    ids = torch.zeros(len(messages), width, dtype=torch.long)
    mask = torch.zeros(len(messages), width)
    for row, message in enumerate(messages):
        ids[row, : len(message)] = torch.tensor(message)
        mask[row, : len(message)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):  # two to three times as fast
        out = model(input_ids=ids, attention_mask=mask).last_hidden_state
    summed = (out.float() * mask[..., None]).sum(dim=1)
    return torch.nn.functional.normalize(summed / mask.sum(dim=1, keepdim=True), dim=1)
