"""`send-navigator pause` turns the assistant off in every process at once; help still works."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from actions_server.app import create_app
from actions_server.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
DANGER = "my son took all his tablets and wont wake up"


@pytest.fixture(scope="module")
def folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, so that no other test is paused."""
    made = tmp_path_factory.mktemp("paused")
    (made / "encoder").symlink_to((data_folder / "encoder").resolve())
    return made


@pytest.fixture(scope="module")
def running(settings: Settings, folder: Path) -> Iterator[TestClient]:
    """An application that is running all the while."""
    own = {"data_folder": folder, "database_url": settings.database}
    with TestClient(create_app(settings.model_copy(update=own))) as client:
        yield client


@pytest.fixture
def command(folder: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run `send-navigator` as a person would, in a process of its own."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "actions_server.cli", *words],
            cwd=ROOT,
            env={"SEND_NAVIGATOR_DATA_FOLDER": str(folder), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
        )

    yield run
    (folder / "paused").unlink(missing_ok=True)


def test_a_running_assistant_is_off_at_once_and_on_again(running, command, folder) -> None:
    opened = running.post("/api/conversations", json={}).json()
    messages = f"/api/conversations/{opened['conversation']}/messages"
    assert "off" in command("pause", "--reason", "a wrong date in an answer").stdout

    (told,) = running.post(messages, json={"text": "hello"}).json()["messages"]
    assert "switched off" in told["text"]
    assert {service["name"] for service in told["services"]} >= {
        running.app.state.assistant.library.pack.switchboard.name
    }
    (first,) = running.post("/api/conversations", json={}).json()["messages"]
    assert first["text"] == told["text"]
    (help_,) = running.post(messages, json={"text": DANGER}).json()["messages"]
    assert help_["kind"] == "crisis"
    page = running.post("/ask", files={"text": (None, "hello"), "conversation": (None, "")})
    assert page.status_code == 200 and "switched off" in page.text
    turns = running.get(messages).json()["turns"]
    assert turns[1]["said"] is None, "what is typed while the assistant is off is not kept"

    assert "on" in command("resume", "--reason", "put right").stdout
    replies = running.post(messages, json={"text": "hello"}).json()["messages"]
    assert not any("switched off" in reply["text"] for reply in replies)

    lines = [json.loads(line) for line in (folder / "audit.jsonl").read_text().splitlines()]
    assert [(line["action"], line["reason"]) for line in lines] == [
        ("pause", "a wrong date in an answer"),
        ("resume", "put right"),
    ]
    assert all(line["at"].endswith("+00:00") for line in lines)
    assert stat.S_IMODE((folder / "audit.jsonl").stat().st_mode) == 0o600


def test_a_pause_needs_a_reason(command, folder) -> None:
    assert command("pause").returncode != 0
    assert command("pause", "--reason", " ").returncode != 0
    assert not (folder / "paused").exists()


def test_what_is_off_or_on_already_is_said_to_be(command) -> None:
    assert "was not off" in command("resume").stdout
    command("pause", "--reason", "once")
    assert "already" in command("pause", "--reason", "twice").stdout
