"""The guard's second layer: what it learned of how people tell of a risk.

It weighs what their words say (guard_words.py), what they mean (guard_meaning.py) and whether the
rules saw a weak sign. `guard_train.py` makes its file from `guard_messages/`. It adds to what the
rules find and takes nothing away: without the encoder the words count alone, and without the file
the rules work by themselves.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from actions_server.conversation.guard_meaning import Head, MeaningModel, open_meaning
from actions_server.conversation.guard_words import WordsModel
from actions_server.settings import read_settings

FILE = Path(__file__).with_name("guard_model") / "second_layer.npz"


@dataclass(frozen=True)
class Weighing:
    """How much each part counts. Their weighted sum is above zero where the guard speaks up."""

    words: float
    weak_sign: float
    offset: float
    meaning: float = 0.0


@dataclass(frozen=True)
class SecondLayer:
    """Both models and how they are weighed: together, and the words where there is no meaning."""

    kinds: tuple[str, ...]
    words: WordsModel
    meaning: MeaningModel | None
    together: Weighing
    words_alone: Weighing

    def read(self, text: str, bare: str, weak: bool) -> str | None:
        """The kind of risk that a message tells of, or None.

        bare are its plain words without harmless sayings (guard.Reading); weak says whether the
        rules saw a sign that was not enough.
        """
        risk, by_kind = self.words.read(bare, "?" in text)
        weighing = self.together if self.meaning else self.words_alone
        score = weighing.words * risk + weighing.weak_sign * weak + weighing.offset
        if self.meaning:
            risk, kinds = self.meaning.read(text)
            score += weighing.meaning * risk
            by_kind = by_kind + kinds
        return self.kinds[int(by_kind.argmax())] if score > 0 else None


@cache
def read_second_layer(file: Path = FILE) -> SecondLayer | None:
    """The second layer, or None where its file is missing."""
    if not file.exists():
        return None
    with np.load(file) as kept:
        head = Head(kept["head"].astype(np.float32), kept["head_offsets"])
        return SecondLayer(
            kinds=tuple(str(kind) for kind in kept["kinds"]),
            words=WordsModel(
                rarity=kept["rarity"].astype(np.float32),
                risk=kept["risk"].astype(np.float32),
                risk_offset=float(kept["risk_offset"]),
                kind=kept["kind"].astype(np.float32),
                kind_offset=kept["kind_offset"],
            ),
            meaning=open_meaning(read_settings().guard_encoder_folder, head),
            together=Weighing(*map(float, kept["together"])),
            words_alone=Weighing(*map(float, kept["words_alone"])),
        )
