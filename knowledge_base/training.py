"""`send-navigator train`: messages and articles in; what search has learned out.

That is the encoder's layers, the topic model, the weights and the thresholds: small files kept in
the repository with their recipe, so that set-up never trains. Run it again when messages were
added or many articles changed.
"""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from knowledge_base.article import Article
from knowledge_base.deciding import SETTINGS
from knowledge_base.embedding import Encoder
from knowledge_base.fitting import (
    EVERY,
    FOLDS,
    Judged,
    as_if_new,
    chances,
    fit_fusion,
    folds,
    joined,
    judge,
    teach,
    thoughts,
)
from knowledge_base.index import SIGNALS
from knowledge_base.messages import FOLDER, Taught, read_messages
from knowledge_base.prepare_encoder import TAUGHT, prepared, weights_folder
from knowledge_base.spelling import Speller, words_of_articles, words_of_messages
from knowledge_base.teach_encoder import teach_layers
from knowledge_base.thresholds import best_limits, decisions, rank
from knowledge_base.topic_model import MODEL, NOT_TOPICS, OUT_OF_SCOPE, Head, TopicModel

RECIPE = MODEL.with_name("recipe.json")
Say = Callable[[str], None]


def train(articles: list[Article], encoder: str, say: Say = print) -> dict[str, Any]:
    """Teach, fit, set thresholds, and write the four files. Returns the recipe with its scores.

    encoder: the name of the one to start from. Takes most of an hour on two cores.
    """
    taught = _as_search_reads(read_messages(articles=articles), articles)
    say(f"Learning from {len(taught.texts)} messages and ways of asking, {FOLDS + 2} times …")
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=on_one_core) as cores:
        serving = cores.submit(_teach_serving, encoder, taught)
        judging = [
            cores.submit(judge, taught, articles, partial(_teach_encoder, encoder), fold)
            for fold in (*folds(taught), as_if_new(taught))
        ]
        for done, _ in enumerate(as_completed([serving, *judging]), start=1):
            say(f"{done} of {FOLDS + 2} done")
    *parts, as_new = [part.result() for part in judging]
    judged = joined(parts)
    weights = fit_fusion(judged, as_new)
    odds = chances(judged, weights)
    limits = best_limits(odds, judged.truth, len(judged.topics))
    layers, model = serving.result()
    MODEL.parent.mkdir(exist_ok=True)
    save_file(layers, TAUGHT)
    model.save(MODEL)
    recipe = {
        "made_on": date.today().isoformat(),
        "encoder": model.encoder,
        "messages": int((~taught.curated).sum()),
        "ways_of_asking": int(taught.curated.sum()),
        "messages_digest": messages_digest(),
        "articles": len(articles),
        "scores": scores(judged, odds)
        | scores_of_decisions(judged, odds, limits)
        | scores_as_new(as_new, chances(as_new, weights)),
    }
    RECIPE.write_text(json.dumps(recipe, indent=2) + "\n", encoding="utf-8")
    SETTINGS.write_text(_as_toml(recipe, weights, limits), encoding="utf-8")
    return recipe


def _as_search_reads(taught: Taught, articles: list[Article]) -> Taught:
    """The same with misspellings put right, as search does before it reads a question."""
    speller = Speller(words_of_articles(articles) | words_of_messages(taught.texts))
    return replace(taught, texts=[speller.correct(text) for text in taught.texts])


def _teach_serving(encoder: str, taught: Taught) -> tuple[dict[str, np.ndarray], TopicModel]:
    """The layers and the topic model that serve, from everything there is."""
    learned = teach_layers(weights_folder(encoder), taught.texts, taught.labels)
    name = prepared(encoder, learned.tensors).name
    return learned.tensors, teach(taught.texts, taught.labels, learned.head, name)


def _teach_encoder(encoder: str, texts: list[str], labels: np.ndarray) -> tuple[Encoder, Head]:
    learned = teach_layers(weights_folder(encoder), texts, labels)
    return prepared(encoder, learned.tensors), learned.head


def on_one_core() -> None:
    """Several learn side by side, which is quicker than one on several cores (measured)."""
    import torch

    torch.set_num_threads(1)


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


def scores_of_decisions(
    judged: Judged, odds: np.ndarray, limits: dict[str, float]
) -> dict[str, float]:
    """How often a message is met with silence, or with an answer, that should not be."""
    ranked = rank(odds, judged.truth, len(judged.topics))
    answered, silent = decisions(ranked, limits)
    in_scope = ranked.in_scope & ~judged.added
    nowhere = (judged.truth == len(judged.topics) + NOT_TOPICS.index(OUT_OF_SCOPE)) & ~judged.added
    return {
        "answerable but abstained": round(float(silent[in_scope].mean()), 4),
        "out of scope but answered": round(float(answered[nowhere].mean()), 4),
    }


def scores_as_new(judged: Judged, odds: np.ndarray) -> dict[str, float]:
    """How often the right topic comes first for messages on topics the model was never taught."""
    thought = thoughts(judged)
    topics = len(judged.topics)
    rows = np.flatnonzero((judged.truth < topics) & ~judged.added)
    new = rows[np.isnan(thought[rows, judged.truth[rows]])]
    order = np.argsort(-odds[new, :topics], axis=1)[:, :3]
    hits = order == judged.truth[new][:, None]
    return {
        "topics never taught, top-1": round(float(hits[:, 0].mean()), 4),
        "topics never taught, top-3": round(float(hits.any(axis=1).mean()), 4),
    }


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
# kept together, with the encoder {recipe["encoder"]};
# one topic in {EVERY} was once left untaught, as an article is that staff add:
{measured}
# The development questions took no part.

[thresholds]
# Answer from this probability on, when the next article is this far behind …
answer_from = {limits["answer_from"]}
lead = {limits["lead"]}
# … and while it is no likelier than this that nothing here settles the question.
doubt = {limits["doubt"]}
# Else offer a choice from this one on, and below it say who to ask.
clarify_from = {limits["clarify_from"]}
# A message of up to so many words may lean on the topic before it, if it sounds like it.
follow_up_words = 9
# What would not be answered, but is this near to a way of asking of one topic and this much nearer
# than to any other's, is that question in other words: staff wrote it down. Of every third message,
# those so near were about the topic in 99.0% of 203; none of 268 that are out of scope was so near,
# no unsafe request and no small talk. It is believed a little less than that.
same_from = 0.85
same_ahead = 0.1
same_trust = 0.98

[weights]
# Added to the score of the topic before, when a message leans on it.
follow_up = 1.0

{table("taught", ("model", *SIGNALS))}

{table("untaught", ("offset", *SIGNALS))}

{table("nothing", NOT_TOPICS)}
"""
