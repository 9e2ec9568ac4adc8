"""The log says where and of which kind, in JSON, and never what a family wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.rasa_process import run_in_rasa

ROOT = Path(__file__).resolve().parents[3]
MARKER = "Quillabrant Oskerby"
ALWAYS = {"time", "level", "part", "logger", "line"}

# The ways in which a process can speak without meaning to; each holds what a family wrote.
CRASHES = {
    "an uncaught error": "raise ValueError(typed) from KeyError(typed)",
    "an error in a thread": """
import threading
def work(): raise ValueError(typed)
thread = threading.Thread(target=work, name=typed); thread.start(); thread.join()
""",
    "an error that cannot be raised": """
class Leaving:
    def __del__(self): raise ValueError(typed)
Leaving()
""",
    "a print": "print(typed); print(typed, file=sys.stderr); sys.stdout.write(typed)",
    "a warning": "import warnings; warnings.simplefilter('always'); warnings.warn(typed)",
    "another library's line": "logging.getLogger('httpx').error('sent %s', typed)",
    "another library's own handler": """
logger = logging.getLogger('chatty'); logger.addHandler(logging.StreamHandler(sys.stderr))
logger.error(typed)
""",
    "a line that cannot be formatted": "logging.getLogger('chatty').error('%d', typed)",
    "an argument of a line of ours": "logging.getLogger(ours).error('failed on %s', typed)",
    "an error in an async task": """
import asyncio
async def main():
    task = asyncio.create_task(fail(), name=typed); await asyncio.sleep(0.01); del task
async def fail(): raise ValueError(typed)
asyncio.run(main())
import gc; gc.collect()
""",
}
APPLICATION = """
import logging, sys
from actions_server.logs import families_may_write, log_everything_as
log_everything_as("application")
families_may_write()
ours = "actions_server.somewhere"
"""
RASA = """
import logging, sys
from bot.quiet_logs import write_places_only
write_places_only()
ours = "bot.somewhere"
"""


def lines_of(output: str) -> list[dict]:
    """Every line that was written; one that is no JSON object fails the test."""
    lines = [json.loads(line) for line in output.splitlines()]
    assert all(set(line) >= ALWAYS for line in lines)
    return lines


def in_application(program: str) -> str:
    """All that a program of the application's Python wrote."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("crash", CRASHES.values(), ids=CRASHES)
def test_the_application_never_says_what_was_typed(crash: str) -> None:
    output = in_application(f"{APPLICATION}typed = {MARKER!r}\n{crash}")
    assert lines_of(output), "nothing was logged, so the test says nothing"
    assert not any(word in output for word in MARKER.split())


def test_rasas_process_never_says_what_was_typed() -> None:
    for crash in CRASHES.values():
        output = run_in_rasa("-c", f"{RASA}typed = {MARKER!r}\n{crash}").stdout
        assert lines_of(output), crash
        assert not any(word in output for word in MARKER.split())


def test_a_line_tells_whoever_mends_it_where_to_look() -> None:
    program = f"{APPLICATION}from actions_server.settings import Settings\nSettings(port=-1)"
    (line,) = lines_of(in_application(program))
    assert (line["part"], line["level"]) == ("application", "CRITICAL")
    (error,) = line["errors"]
    assert error.startswith("ValidationError at pydantic/")
    assert str(ROOT) not in json.dumps(line)


def test_an_application_that_cannot_start_says_why_in_full(tmp_path: Path) -> None:
    environment = {**os.environ, "SEND_NAVIGATOR_DATA_FOLDER": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "actions_server.door"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert "no such table" in " ".join(line.get("said", "") for line in lines_of(done.stderr))
