"""Nothing that a family types is kept.

300 conversations with planted words are held with the real assistant while its parts fail. Then
every place where a word could have been left is searched.
"""

import json
import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.end_to_end.conftest import ROOT, Serving, serving, wait_until_ready
from tests.end_to_end.storm import (
    APPLICATION,
    PLANTED,
    RASA,
    Storm,
    ask_rasa,
    begin,
    hanging,
    kill_rasa,
    locked_database,
    question,
)

CONVERSATIONS = 300
AT_ONCE = 4
IDLE_SECONDS = 30
INVENTORY = ROOT / "docs/what-is-logged.md"
NOT_WRITTEN_BY_US = {".git", ".pytest_cache", "__pycache__", ".ruff_cache", ".hypothesis"}
SAYS_HELLO = "SEND Navigator answers at "  # to whoever starts it; the log is on standard error


@dataclass
class Left:
    """What the storm left behind: folders, the output of both processes, and what went on."""

    folder: Path
    output: str
    storm: Storm
    began: float
    faults: dict[str, bool]
    idle_forgotten: tuple[int, bool]
    deleted_forgotten: bool

    @property
    def lines(self) -> list[dict]:
        """The log, line by line; a line that is not JSON fails."""
        said = [line for line in self.output.splitlines() if not line.startswith(SAYS_HELLO)]
        return [json.loads(line) for line in said]


@pytest.fixture(scope="module")
def left(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """An assistant of its own, with all its files in one folder, after the storm."""
    folder = tmp_path_factory.mktemp("kept")
    data = folder / "data"
    data.mkdir()
    for made in ("encoder", "guard-encoder"):
        (data / made).symlink_to((data_folder / made).resolve(), target_is_directory=True)
    for file in data_folder.glob("send-navigator.db*"):
        shutil.copy(file, data / file.name)
    (folder / "home").mkdir()
    (folder / "tmp").mkdir()
    began = time.time()
    log = folder / "output.log"
    settings = {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "SEND_NAVIGATOR_IDLE_MINUTES": str(IDLE_SECONDS / 60),
        "SEND_NAVIGATOR_RASA_PATIENCE": "1",
        # The families of the storm come from few addresses; that is tried in test_door.py.
        "SEND_NAVIGATOR_LIMIT_ADDRESS": "100000/minute",
    }
    with log.open("wb") as output, serving(data, output, **settings) as started:
        yield _storm(folder, started, log, began)


def _storm(folder: Path, started: Serving, log: Path, began: float) -> Left:
    database = folder / "data/send-navigator.db"
    storm = Storm(started, (folder / "data/secret").read_text().strip())
    faults = {}
    with httpx.Client(base_url=started.address, timeout=30, trust_env=False) as family:
        deleted = _forgets_at_once(family, storm)
        idle = _in_a_journey(family)
        idle_since = time.monotonic()
        numbers = iter(range(CONVERSATIONS))
        with ThreadPoolExecutor(AT_ONCE) as families:

            def talk(count: int) -> None:
                list(families.map(storm.talk, [next(numbers) for _ in range(count)]))

            talk(45)
            with hanging(started, APPLICATION):
                reply = ask_rasa(storm, "q", question(0))
            faults["an action hangs"] = reply.status_code == 500
            with hanging(started, RASA):
                talk(2)
            under_way = [families.submit(storm.talk, next(numbers)) for _ in range(8)]
            kill_rasa(started)
            for each in under_way:
                each.result()
            with locked_database(database):
                talk(215)
                faults["the database is locked"] = _is_logged(log, "OperationalError", 15)
            faults["rasa is killed"] = _is_logged(log, "a process has stopped", 5)
            faults["an action raises"] = 500 in storm.statuses and _is_logged(log, "ValueError", 5)
            wait_until_ready(started)
            talk(30)
        time.sleep(max(0.0, IDLE_SECONDS * 2 + 1 - (time.monotonic() - idle_since)))
        status = family.get(idle).status_code
        forgotten = (status, not _rasa_remembers(storm, idle))
    return Left(folder, log.read_text("utf-8"), storm, began, faults, forgotten, deleted)


def _is_logged(log: Path, kind: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while kind not in log.read_text("utf-8") and time.monotonic() < end:
        time.sleep(0.2)
    return kind in log.read_text("utf-8")


def _in_a_journey(family: httpx.Client) -> str:
    messages = begin(family)
    replies = family.post(messages, json={"text": "check my dates"}).json()["messages"]
    assert replies[-1]["outcome"] == "journey", replies
    return messages


def _rasa_remembers(storm: Storm, messages: str) -> bool:
    # An answer to the journey's question is one only to whom remembers the question.
    replies = ask_rasa(storm, messages.split("/")[3], "I do not know").json()["messages"]
    return any(reply["custom"]["outcome"] == "journey" for reply in replies)


def _forgets_at_once(family: httpx.Client, storm: Storm) -> bool:
    messages = _in_a_journey(family)
    assert _rasa_remembers(storm, messages), "the check cannot tell whether Rasa remembers"
    family.delete(messages.removesuffix("/messages")).raise_for_status()
    return family.get(messages).status_code == 404 and not _rasa_remembers(storm, messages)


def places_with(planted: tuple[str, ...], *files: Path) -> list[str]:
    """The files in which one of the words stands, in any case and in either usual encoding."""
    found = []
    for file in files:
        content = file.read_bytes().lower()
        for word in planted:
            forms = (word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode())
            if any(form.lower() in content for form in forms):
                found.append(f"{file}: {word}")
    return found


def _written(folder: Path, since: float) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if not NOT_WRITTEN_BY_US & set(path.relative_to(folder).parts)
        and path.is_file()
        and path.stat().st_mtime >= since
    ]


def test_the_search_finds_a_word_that_was_left(tmp_path: Path) -> None:
    contents = (b"QuandrelMoss", "вжиклонь".encode("utf-16-le"), json.dumps("вжиклонь").encode())
    for number, content in enumerate(contents):
        file = tmp_path / f"{number}.db"
        file.write_bytes(b"\x00" * 100 + content + b"\xff")
        assert places_with(PLANTED, file)


def test_the_words_went_all_the_way_and_everything_failed(left: Left) -> None:
    assert left.faults == dict.fromkeys(left.faults, True) and len(left.faults) == 4
    assert left.storm.remembered > 10, "no planted word reached a conversation"
    statuses = left.storm.statuses
    assert {200, 201, 204, 401, 404, 413, 422, 500} <= set(statuses)
    assert len(statuses) > CONVERSATIONS * 3


def test_no_file_and_no_output_holds_a_planted_word(left: Left) -> None:
    own = [path for path in left.folder.rglob("*") if path.is_file()]
    assert {"send-navigator.db", "output.log", "secret"} <= {path.name for path in own}
    assert places_with(PLANTED, *own, *_written(ROOT, left.began)) == []


def test_a_chat_that_is_ended_is_forgotten_by_both_processes_at_once(left: Left) -> None:
    assert left.deleted_forgotten


def test_a_chat_that_is_idle_is_forgotten_by_both_processes(left: Left) -> None:
    assert left.idle_forgotten == (404, True)


def test_every_line_is_json_with_keys_of_the_inventory_and_no_other(left: Left) -> None:
    assert {line["part"] for line in left.lines} == {"application", "rasa", "launcher"}
    inventory = keys_of(INVENTORY.read_text("utf-8"))
    assert set().union(*left.lines) == set(inventory)
    for key, parts in inventory.items():
        wrote = {line["part"] for line in left.lines if key in line}
        assert wrote <= parts, f"{key} is written by {wrote}"


def keys_of(text: str) -> dict[str, set[str]]:
    """The inventory's keys, and the processes that write each."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([\w, ]+) \|$", text, re.MULTILINE)
    assert rows, "the inventory has no table"
    return {key: set(parts.split(", ")) for key, parts in rows}
