"""Teaching the encoder's layers: what is alike to families comes closer, and is found again."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from knowledge_base import teach_encoder
from knowledge_base.embedding import OnnxEncoder
from knowledge_base.prepare_encoder import WrongWeights, prepare, weights_folder
from knowledge_base.teach_encoder import teach_layers

BASE = "all-MiniLM-L6-v2"
SPEECH = ["he has no words", "she wont talk yet", "not speaking at 3", "says nothing at nursery"]
MONEY = ["cash for caring", "the care allowance form", "help with costs", "can we get paid"]


@pytest.fixture(scope="module")
def learned():
    """Layers taught two topics from a handful of messages."""
    labels = np.repeat(["speech", "money"], 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(teach_encoder, "ROUNDS", 6)
        return teach_layers(weights_folder(BASE), [*SPEECH, *MONEY], labels)


def test_messages_on_a_topic_come_closer_and_the_head_tells_them_apart(learned, tmp_path):
    layers = tmp_path / "layers.safetensors"
    save_file(learned.tensors, layers)
    prepare(BASE, tmp_path / "taught", layers)
    prepare(BASE, tmp_path / "plain", None)
    taught, plain = (OnnxEncoder(tmp_path / name) for name in ("taught", "plain"))
    assert taught.name != plain.name
    unseen = ["he isnt talking", "is there money for carers"]

    def gap(encoder):
        first, second, speech, money = encoder.encode([*unseen, SPEECH[0], MONEY[0]])
        return first @ speech + second @ money - first @ money - second @ speech

    assert gap(taught) > gap(plain)
    scores = taught.encode(unseen) @ learned.head.weights + learned.head.offsets
    assert [learned.head.labels[i] for i in scores.argmax(axis=1)] == ["speech", "money"]


def test_only_the_layers_are_learned(learned):
    assert learned.tensors and all(name.startswith("encoder.layer.") for name in learned.tensors)
    assert {value.dtype for value in learned.tensors.values()} == {np.dtype(np.float16)}


def test_layers_of_another_encoder_are_refused(tmp_path):
    layers = tmp_path / "layers.safetensors"
    save_file({"encoder.layer.77.bias": np.zeros(3, dtype=np.float16)}, layers)
    with pytest.raises(WrongWeights, match="another encoder"):
        prepare(BASE, tmp_path / "taught", layers)
