"""`send-navigator train`: messages and articles in; a topic model, weights and thresholds out.

The result is a small file kept in the repository with its recipe beside it, so that set-up never
trains. Run it again when messages were added or many articles changed.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from knowledge_base.article import Article
from knowledge_base.deciding import SETTINGS
from knowledge_base.embedding import Encoder
from knowledge_base.fitting import FOLDS, Judged, chances, fit_fusion, judge, teach, thoughts
from knowledge_base.index import SIGNALS, build
from knowledge_base.messages import FOLDER, read_messages
from knowledge_base.spelling import Speller, words_of_articles, words_of_messages
from knowledge_base.thresholds import best_limits
from knowledge_base.topic_model import MODEL, NOT_TOPICS

RECIPE = MODEL.with_name("recipe.json")
Say = Callable[[str], None]


def train(articles: list[Article], encoder: Encoder, say: Say = print) -> dict[str, Any]:
    """Teach, fit, set thresholds, and write the three files. Returns the recipe with its scores."""
    typed = read_messages()
    speller = Speller(words_of_articles(articles) | words_of_messages(typed.texts))
    taught = replace(typed, texts=[speller.correct(text) for text in typed.texts])
    say(f"Reading {len(taught.texts)} messages and {len(articles)} articles …")
    vectors = encoder.encode(taught.texts)
    index = build(articles, encoder.encode)
    say(f"Judging every message by models that never saw it ({FOLDS} folds) …")
    judged = judge(taught, vectors, index, encoder.name)
    weights = fit_fusion(judged)
    odds = chances(judged, weights)
    limits = best_limits(odds, judged.truth, len(judged.topics))
    say("Teaching the model that serves …")
    model = teach(taught.texts, taught.labels, vectors, encoder.name)
    MODEL.parent.mkdir(exist_ok=True)
    model.save(MODEL)
    recipe = {
        "made_on": date.today().isoformat(),
        "encoder": encoder.name,
        "messages": len(taught.texts),
        "messages_digest": messages_digest(),
        "articles": len(articles),
        "scores": scores(judged, odds),
    }
    RECIPE.write_text(json.dumps(recipe, indent=2) + "\n", encoding="utf-8")
    SETTINGS.write_text(_as_toml(recipe, weights, limits), encoding="utf-8")
    return recipe


def messages_digest(folder: Path = FOLDER) -> str:
    """A digest of every message file, to tell whether the model is still that of the messages."""
    everything = hashlib.sha256()
    for path in sorted(folder.rglob("*.txt")):
        everything.update(path.name.encode() + path.read_bytes())
    return everything.hexdigest()


def scores(judged: Judged, odds: np.ndarray) -> dict[str, float]:
    """How often the right topic comes first and among the first three, alone and fused.

    Added messages were written to be told apart, so they are learned from but not counted.
    """
    topics = len(judged.topics)
    in_scope = (judged.truth < topics) & ~judged.added
    alone = np.nan_to_num(thoughts(judged), nan=-np.inf)
    found = {}
    for name, values in (("model alone", alone), ("fused", odds[:, :topics])):
        order = np.argsort(-values[in_scope], axis=1)
        truth = judged.truth[in_scope]
        found[f"{name}, top-1"] = round(float((order[:, 0] == truth).mean()), 4)
        among = (order[:, :3] == truth[:, None]).any(axis=1)
        found[f"{name}, top-3"] = round(float(among.mean()), 4)
    return found


def _as_toml(
    recipe: dict[str, Any], weights: dict[str, np.ndarray], limits: dict[str, float]
) -> str:
    def table(name: str, keys: tuple[str, ...]) -> str:
        values = zip(keys, weights[name], strict=True)
        lines = [f'"{key}" = {value:.4f}' for key, value in values]
        return "\n".join([f"[weights.{name}]", *lines])

    measured = "\n".join(f"#   {name}: {value:.1%}" for name, value in recipe["scores"].items())
    return f"""\
# The weights and thresholds of search, written by `send-navigator train`; do not edit by hand.
# Set on {recipe["made_on"]} from {recipe["messages"]} messages in {FOLDS} folds, near-alike ones
# kept together, with the encoder {recipe["encoder"]}:
{measured}
# The development questions took no part.

[thresholds]
# Answer from this probability on, when the next article is this far behind …
answer_from = {limits["answer_from"]}
lead = {limits["lead"]}
# … offer a choice from this one on, and below it say who to ask.
clarify_from = {limits["clarify_from"]}
# A message of up to so many words may lean on the topic before it, if it sounds like it.
follow_up_words = 9

[weights]
# Added to the score of the topic before, when a message leans on it.
follow_up = 1.0

{table("taught", ("model", *SIGNALS))}

{table("untaught", ("offset", *SIGNALS))}

{table("nothing", NOT_TOPICS)}
"""
