"""Programs started for a measurement, each on ports of its own, and stopped afterwards."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import psutil

from actions_server.settings import PREFIX

WAIT = 180.0  # seconds a process may take to start


@dataclass(frozen=True)
class Running:
    """A started program: where it answers, seconds until it did, and its processes."""

    address: str
    seconds: float
    process: psutil.Process

    def megabytes(self) -> dict[str, float]:
        """Resident memory of the process and each of its children, by what they run."""
        found = {}
        for process in [self.process, *self.process.children(recursive=True)]:
            name = "rasa" if "rasa" in " ".join(process.cmdline()[:4]) else "application"
            found[name] = found.get(name, 0.0) + process.memory_info().rss / 1e6
        return found


@contextmanager
def our_assistant() -> Iterator[Running]:
    """The whole assistant, Rasa and the application, once it is ready."""
    port, rasa_port = free_port(), free_port()
    environment = {
        **os.environ,
        f"{PREFIX}PORT": str(port),
        f"{PREFIX}RASA_PORT": str(rasa_port),
        f"{PREFIX}RASA_PATIENCE": "20",
    }
    command = [sys.executable, "-m", "actions_server.cli", "serve"]
    address = f"http://127.0.0.1:{port}"

    def is_ready(client: httpx.Client) -> bool:
        return client.get("/readyz").json().get("rasa") == "ok"

    with running(command, address, is_ready, environment, Path.cwd()) as started:
        yield started


@contextmanager
def running(
    command: list[str],
    address: str,
    is_ready: Callable[[httpx.Client], bool],
    environment: dict[str, str],
    folder: Path,
) -> Iterator[Running]:
    """A program, once is_ready says so. Raises RuntimeError when it does not start in time."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
            while not _answers(client, is_ready):
                if process.poll() is not None or time.perf_counter() - began > WAIT:
                    raise RuntimeError(f"{' '.join(command[1:4])} did not start")
                time.sleep(0.2)
        yield Running(address, time.perf_counter() - began, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(client: httpx.Client, is_ready: Callable[[httpx.Client], bool]) -> bool:
    try:
        return is_ready(client)
    except (httpx.HTTPError, ValueError):
        return False


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
