"""Runs Rasa for tests: its commands, and the assistant itself on a free port."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-for-tests-only"
START_SECONDS = 120


def rasa_python() -> str:
    """The interpreter of Rasa's environment."""
    given = os.environ.get("SEND_NAVIGATOR_RASA_PYTHON")
    python = Path(given) if given else ROOT / ".venv-rasa/bin/python"
    assert python.exists(), f"Rasa's Python is not at {python}: set SEND_NAVIGATOR_RASA_PYTHON."
    return str(python)


def environment(**more: str) -> dict[str, str]:
    """The environment Rasa is run in, as the launcher sets it."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **more,
    }


def run_in_rasa(*arguments: str, seconds: float = 600) -> subprocess.CompletedProcess[str]:
    """What a command printed, run by Rasa's Python from the repository root."""
    return subprocess.run(
        [rasa_python(), *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
        check=False,
    )


class RasaProcess:
    """The assistant, running; `call` speaks to its door, `log` is all that it printed."""

    def __init__(self, model: Path, webhook: str, log: Path, **settings: str) -> None:
        self._log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}/webhooks/door"
        command = [rasa_python(), "-m", "rasa", "run", "--model", str(model)]
        command += ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
        command += ["-i", "127.0.0.1", "-p", str(port)]
        settings = {
            "SEND_NAVIGATOR_RASA_SECRET": SECRET,
            "SEND_NAVIGATOR_WEBHOOK_URL": webhook,
            **settings,
        }
        with log.open("w") as output:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(**settings),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                if self.call("GET", "/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        self.close()
        raise AssertionError(f"Rasa did not start:\n{self.log}")

    @property
    def log(self) -> str:
        """All that Rasa has printed."""
        return self._log.read_text()

    def call(self, method: str, path: str, body: Any = None, secret: str = SECRET) -> tuple:
        """The status and the JSON or text of an answer; bytes are sent as they are."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, method=method)
        if secret:
            request.add_header("Authorization", f"Bearer {secret}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, _json(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _json(error.read())

    def say(self, conversation: str, text: str) -> list[dict]:
        """The Messages with which the assistant answers."""
        status, answer = self.call(
            "POST", "/messages", {"conversation": conversation, "text": text}
        )
        assert status == 200, answer
        return [message["custom"] for message in answer["messages"]]

    def close(self) -> None:
        """The process has ended."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode()
