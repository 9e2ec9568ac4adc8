"""Scripted conversations through HTTP: what each reply must be, held against what it is.

A script is a YAML file: a name, and turns. A turn `says` words or `chooses` a value that was
offered, and then states what must be true of the replies:

    kind, outcome, language: of one of the replies; first_kind: of the first
    text: strings that occur in the replies together; not_text: strings that do not
    choices: values that are offered; most_choices: how many at most in any reply
    dates: days (YYYY-MM-DD) that are among the dates
    topic: a topic of the article that is answered with
    new_words: true when no reply repeats the text of the turn before
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import yaml

SCRIPTS = Path(__file__).parent.parent / "tests/end_to_end/conversations"
ACTS = {"says", "chooses"}


@dataclass(frozen=True)
class Statement:
    """Something that a script says of a reply, whether it holds, and what was found instead."""

    script: str
    turn: int
    what: str
    holds: bool
    found: str


@dataclass(frozen=True)
class Script:
    """A conversation: its name and its turns as the file has them."""

    name: str
    turns: tuple[dict[str, Any], ...]


def read_scripts(folder: Path = SCRIPTS) -> list[Script]:
    """Every script of a folder, by file and place."""
    return [
        Script(script["name"], tuple(script["turns"]))
        for path in sorted(folder.glob("*.yaml"))
        for script in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def rehearse(client: httpx.Client, script: Script) -> list[Statement]:
    """Hold a conversation with a running assistant. Raises httpx.HTTPError when it cannot."""
    conversation = client.post("/api/conversations", json={}).raise_for_status().json()
    here = f"/api/conversations/{conversation['conversation']}/messages"
    statements: list[Statement] = []
    before: list[dict[str, Any]] = []
    for number, turn in enumerate(script.turns, start=1):
        sent = {"text": turn["says"]} if "says" in turn else {"choice": turn["chooses"]}
        replies = client.post(here, json=sent).raise_for_status().json()["messages"]
        for what, wanted in turn.items():
            if what not in ACTS:
                statements += _state(script, number, what, wanted, replies, before)
        before = replies
    return statements


def tally(address: str, scripts: list[Script]) -> tuple[int, int, list[Statement]]:
    """How many statements hold, how many there are, and those that do not."""
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        statements = [one for script in scripts for one in rehearse(client, script)]
    failed = [one for one in statements if not one.holds]
    return len(statements) - len(failed), len(statements), failed


def _state(
    script: Script,
    number: int,
    what: str,
    wanted: Any,
    replies: list[dict[str, Any]],
    before: list[dict[str, Any]],
) -> Iterator[Statement]:
    for one in wanted if isinstance(wanted, list) else [wanted]:
        holds, found = _held(what, one, replies, before)
        yield Statement(script.name, number, f"{what}: {one}", holds, found)


def _held(
    what: str, wanted: Any, replies: list[dict[str, Any]], before: list[dict[str, Any]]
) -> tuple[bool, str]:
    """Whether one statement holds, and what was found."""
    texts = [reply["text"] for reply in replies]
    choices = [[choice["value"] for choice in reply.get("choices", ())] for reply in replies]
    match what:
        case "kind" | "outcome" | "language":
            found = [reply.get(what, "en") for reply in replies]
            return wanted in found, str(found)
        case "first_kind":
            return replies[0]["kind"] == wanted, replies[0]["kind"]
        case "text":
            return str(wanted).casefold() in " ".join(texts).casefold(), " ".join(texts)[:300]
        case "not_text":
            return str(wanted).casefold() not in " ".join(texts).casefold(), " ".join(texts)[:300]
        case "choices":
            return any(wanted in some for some in choices), str(choices)
        case "most_choices":
            return max(map(len, choices), default=0) <= wanted, str(choices)
        case "dates":
            days = [line["date"] for reply in replies for line in reply.get("dates", ())]
            return str(wanted) in days, str(days)
        case "topic":
            topics = [t for reply in replies for t in reply.get("article", {}).get("topics", ())]
            return wanted in topics, str(topics)
        case "new_words":
            said_before = {reply["text"] for reply in before}
            return not said_before & set(texts), str(texts)[:300]
        case _:
            raise ValueError(f"a script cannot state {what!r}")
