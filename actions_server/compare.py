"""`send-navigator evaluate --beside`: our search and simpler means, asked the same questions."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from actions_server.published import NotPrepared, open_published
from actions_server.settings import Settings
from knowledge_base.beside import Rank, as_table, by_search, by_vectors, by_words, score
from knowledge_base.embedding import Encoder, OnnxEncoder
from knowledge_base.evaluate import read_questions
from knowledge_base.index import Index, build
from knowledge_base.prepare_encoder import prepare

ROOT = Path(__file__).parents[1]  # where the assistant's own package, bot, lies


def compare(settings: Settings, file: Path) -> str:
    """Ask the answerable questions of a file in every way; returns the table. Takes a quarter of
    an hour, since Rasa's ResponseSelector is trained. Raises NotPrepared when it cannot be."""
    library = open_published(settings)
    index = library.searcher.index
    plain = _plain_encoder(settings)
    ways: dict[str, Rank] = {
        "ours": by_search(library.search),
        "BM25 alone": by_words(index),
        "plain encoder alone": by_vectors(build(index.articles, plain.encode), plain),
        "Rasa's ResponseSelector": by_response_selector(index, settings.rasa_python),
    }
    questions = read_questions(file)
    ours, *others = [score(name, rank, questions) for name, rank in ways.items()]
    ahead = 100 * (ours.first - max(other.first for other in others))
    table = as_table([ours, *others])
    return f"{table}\n\nours ahead of the best of the others at top-1: {ahead:.1f} points"


def _plain_encoder(settings: Settings) -> Encoder:
    """The encoder as it came, taught nothing."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(settings.encoder, Path(folder) / "encoder", None)
        return OnnxEncoder(Path(folder) / "encoder")


def by_response_selector(index: Index, python: Path) -> Rank:
    """Rank by Rasa's ResponseSelector, taught the same ways of asking and trained anew each time.

    python: that of Rasa's environment. Ranking raises NotPrepared when it cannot be run.
    """
    examples = [
        {"text": phrase, "topic": article.topics[0]}
        for article in index.articles
        for phrase in article.asked_as
    ]

    def rank(questions: Sequence[str]) -> list[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "examples.jsonl"
            file.write_text(_as_lines(examples), encoding="utf-8")
            asked = _as_lines([{"text": question} for question in questions])
            return [json.loads(line) for line in _run(python, file, asked).splitlines()]

    return rank


def _run(python: Path, examples: Path, asked: str) -> str:
    """What bot/response_selector.py prints."""
    try:
        done = subprocess.run(
            [python.absolute(), "-m", "bot.response_selector", examples],
            input=asked,
            cwd=ROOT,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
            capture_output=True,
            encoding="utf-8",
        )
    except OSError:
        raise NotPrepared(f"There is no Python of Rasa at {python}. Run `make setup`.") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise NotPrepared(f"Rasa's ResponseSelector could not be trained: {said[0]}")
    return done.stdout


def _as_lines(items: list[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(item)}\n" for item in items)
