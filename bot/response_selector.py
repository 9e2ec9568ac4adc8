"""Rasa's own ResponseSelector, taught ways of asking, ranks topics beside our search.

Run in Rasa's environment from the repository root:

    python -m bot.response_selector EXAMPLES [--epochs N] < QUESTIONS

EXAMPLES holds a JSON object a line with `text` and `topic`; QUESTIONS one with `text`. For each
question a JSON list of topics, the likeliest first, is printed on a line of its own. What is
trained is thrown away, nothing is reported to Rasa's makers, and nothing else is printed.
"""

import argparse
import asyncio
import contextlib
import io
import json
import logging
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

INTENT = "article"
# Rasa's own default. 100 take a third of the quarter of an hour, and find 11 in 100 fewer.
EPOCHS = 300
RANKED = 10  # topics a question; 10 is Rasa's own default and the most it need give here
SEED = 1
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "OMP_NUM_THREADS": "1",
}


def pipeline(epochs: int) -> dict:
    """Rasa's configuration: the featurizers of its own default, then the selector."""
    return {
        "recipe": "default.v1",
        "assistant_id": "response-selector",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {
                "name": "CountVectorsFeaturizer",
                "analyzer": "char_wb",
                "min_ngram": 1,
                "max_ngram": 4,
            },
            {
                "name": "ResponseSelector",
                "retrieval_intent": INTENT,
                "epochs": epochs,
                "ranking_length": RANKED,
                "random_seed": SEED,
            },
        ],
    }


def training_data(examples: list[dict]) -> dict:
    """Examples with `text` and `topic` as Rasa's training data, with a reply for each topic."""
    by_topic = defaultdict(list)
    for example in examples:
        by_topic[example["topic"]].append(" ".join(example["text"].split()))
    return {
        "version": "3.1",
        "nlu": [
            {"intent": f"{INTENT}/{topic}", "examples": "".join(f"- {text}\n" for text in texts)}
            for topic, texts in sorted(by_topic.items())
        ],
        "responses": {f"utter_{INTENT}/{topic}": [{"text": topic}] for topic in by_topic},
    }


async def rank(folder: Path, examples: list[dict], questions: list[dict], epochs: int) -> list:
    """Train in the folder; for each question its topics, the likeliest first."""
    import yaml
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    config, data = folder / "config.yml", folder / "nlu.yml"
    config.write_text(yaml.safe_dump(pipeline(epochs)), "utf-8")
    data.write_text(yaml.safe_dump(training_data(examples), allow_unicode=True), "utf-8")
    # Training starts an event loop of its own, so it needs a thread of its own.
    trained = await asyncio.to_thread(train_nlu, str(config), str(data), str(folder))
    agent = Agent.load(trained)
    ranked = []
    for question in questions:
        read = await agent.parse_message(question["text"])
        found = read["response_selector"][INTENT]["ranking"]
        ranked.append([item["intent_response_key"].partition("/")[2] for item in found])
    return ranked


def main() -> None:
    """Read examples and questions, train, and print a ranking a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("examples", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args()
    examples = [json.loads(line) for line in given.examples.read_text("utf-8").splitlines()]
    questions = [json.loads(line) for line in sys.stdin]
    os.environ.update(QUIET)
    logging.disable(logging.WARNING)
    said = io.StringIO()  # warnings, progress and where the model lies; an error is told after it
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(folder) / "cache")
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            ranked = asyncio.run(rank(Path(folder), examples, questions, given.epochs))
    for topics in ranked:
        print(json.dumps(topics))


if __name__ == "__main__":
    main()
