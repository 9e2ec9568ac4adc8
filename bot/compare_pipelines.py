"""Compares bot/config.yml with the pipelines in bot/candidates and prints one Markdown table.

Run in Rasa's environment from the repository root:

    python -m bot.compare_pipelines [--questions FILE] [CONFIG ...]

Each is trained on four fifths of data/nlu and tried on the rest. FILE is a list of questions with
`kind` and `text`, which no pipeline is trained on. Times are of the processor, so that other work
on the machine does not count.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
import warnings
from pathlib import Path

import rasa
import structlog
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message

CANDIDATES = [Path("bot/config.yml"), *sorted(Path("bot/candidates").glob("*.yml"))]
TO_KNOWLEDGE_BASE = ("ask", "nlu_fallback")
JOURNEYS = (
    "ehc_dates",
    "therapy_route",
    "early_help_route",
    "disagree_route",
    "letter",
    "barrier",
)
COURTESIES = ("hi", "thanks", "are you a robot", "bye")
COLUMNS = (
    "pipeline",
    "right intent %",
    "steering recognised %",
    "steering taken for other steering %",
    "questions kept for the knowledge base %",
    "answerable kept %",
    "small talk seen %",
    "journeys not asked for %",
    "reading a message, ms",
    "whole turn, ms",
    "training, s",
)


async def measure(config: Path, train: Path, test: list[Message], questions: list[dict]) -> list:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        files = [str(train), "data/rules", "data/stories"]
        trained = rasa.train("bot/domain", str(config), files, folder, force_training=True)
        training = time.process_time() - started
        agent = Agent.load(trained.model)
    read = {text: await intent_of(agent, text) for text in {m.get("text") for m in test}}
    pairs = [(message.get("intent"), read[message.get("text")]) for message in test]
    steering = [(wanted, got) for wanted, got in pairs if wanted != "ask"]
    asked = [got for wanted, got in pairs if wanted == "ask"]
    kinds = [(q["kind"], await intent_of(agent, q["text"])) for q in questions]
    return [
        config.stem,
        percent(got == wanted or (wanted == "ask" and kept(got)) for wanted, got in pairs),
        percent(got == wanted for wanted, got in steering),
        percent(got != wanted and not kept(got) for wanted, got in steering),
        percent(kept(got) for got in asked),
        percent(kept(got) for kind, got in kinds if kind == "answerable"),
        percent(not kept(got) for kind, got in kinds if kind == "smalltalk"),
        percent(got in JOURNEYS for _kind, got in kinds),
        await milliseconds(agent.parse_message, [m.get("text") for m in test[:100]]),
        await milliseconds(
            lambda text: agent.handle_message(UserMessage(text, sender_id="someone")),
            COURTESIES * 5,
        ),
        f"{training:.0f}",
    ]


def kept(intent: str) -> bool:
    """Whether a message with this intent goes to the knowledge base."""
    return intent in TO_KNOWLEDGE_BASE


async def intent_of(agent: Agent, text: str) -> str:
    """The name of the intent that the agent reads in a text."""
    return (await agent.parse_message(text))["intent"]["name"]


async def milliseconds(call: object, texts: list[str]) -> str:
    """The median processor time of a call."""
    times = []
    for text in texts:
        started = time.process_time()
        await call(text)
        times.append((time.process_time() - started) * 1000)
    return f"{statistics.median(times):.1f}"


def percent(truths: object) -> str:
    """The share that is true, or a dash when there is nothing to count."""
    counted = list(truths)
    return f"{100 * sum(counted) / len(counted):.1f}" if counted else "–"


def main() -> None:
    """Prints the table, a row at a time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=Path)
    parser.add_argument("configs", type=Path, nargs="*", default=CANDIDATES)
    given = parser.parse_args()
    questions = yaml.safe_load(given.questions.read_text("utf-8")) if given.questions else []
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    train, test = load_data("data/nlu").train_test_split(train_frac=0.8, random_seed=1)
    with tempfile.TemporaryDirectory() as folder:
        train_file = Path(folder) / "nlu.yml"
        train_file.write_text(train.nlu_as_yaml(), "utf-8")
        print("|", " | ".join(COLUMNS), "|\n" + "| --- " * len(COLUMNS) + "|", flush=True)
        for config in given.configs:
            row = asyncio.run(measure(config, train_file, test.intent_examples, questions))
            print("|", " | ".join(row), "|", flush=True)


if __name__ == "__main__":
    main()
