"""The whole assistant as `make run` starts it: two real processes, spoken to through HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx2 as httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Family:
    """Someone with a conversation; `says` and `chooses` return the replies."""

    client: httpx.Client
    id: str
    welcome: list[dict[str, Any]]

    def says(self, text: str) -> list[dict[str, Any]]:
        """The replies to words."""
        return self._send({"text": text})

    def chooses(self, value: str) -> list[dict[str, Any]]:
        """The replies to a choice."""
        return self._send({"choice": value})

    def post(self, body: Any) -> httpx.Response:
        """Whatever comes back for a body of any shape."""
        return self.client.post(f"/api/conversations/{self.id}/messages", json=body)

    def _send(self, body: dict[str, str]) -> list[dict[str, Any]]:
        return self.post(body).raise_for_status().json()["messages"]


@dataclass(frozen=True)
class Serving:
    """A started assistant: where it and Rasa answer, and the launcher's process."""

    address: str
    rasa_address: str
    process: subprocess.Popen[bytes]


@contextmanager
def serving(data_folder: Path, output: IO[bytes] | None = None, **more: str) -> Iterator[Serving]:
    """The assistant as `make run` starts it, until the block ends.

    output: where all that its processes write goes; more: environment variables.
    """
    port, rasa_port = _free_port(), _free_port()
    environment = {
        **os.environ,
        "SEND_NAVIGATOR_DATA_FOLDER": str(data_folder),
        "SEND_NAVIGATOR_PORT": str(port),
        "SEND_NAVIGATOR_RASA_PORT": str(rasa_port),
        # For whoever a proxy on this machine speaks for; this machine itself has no limit.
        "SEND_NAVIGATOR_LIMIT_ADDRESS": "5/minute",
        # A busy machine must not turn a test of conversation into one of limited mode.
        "SEND_NAVIGATOR_RASA_PATIENCE": "20",
        **more,
    }
    command = [sys.executable, "-m", "actions_server.cli", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    started = Serving(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{rasa_port}", process)
    try:
        wait_until_ready(started)
        yield started
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def address(data_folder: Path) -> Iterator[str]:
    """Where the assistant answers, with Rasa behind it."""
    with serving(data_folder) as started:
        yield started.address


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    """A client of the running assistant."""
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def family(http: httpx.Client) -> Family:
    """A family that has just opened the chat."""
    return start(http)


def start(http: httpx.Client) -> Family:
    """Open a conversation."""
    body = http.post("/api/conversations", json={}).raise_for_status().json()
    return Family(http, body["conversation"], body["messages"])


def wait_until_ready(started: Serving) -> None:
    """The whole assistant answers, Rasa included."""
    last_moment = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last_moment:
        assert started.process.poll() is None, "the assistant ended while it started"
        try:
            if httpx.get(f"{started.address}/readyz", trust_env=False).json()["rasa"] == "ok":
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"the assistant did not answer within {SECONDS_TO_START} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
