"""The launcher: whoever runs the assistant starts one thing, stops one thing, and is told why."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actions_server.launch import (
    check_port,
    door_environment,
    launch,
    rasa_command,
    rasa_environment,
    secret_of,
)
from actions_server.processes import LONGEST_DELAY, CannotRun, Process
from actions_server.settings import Settings

# A launcher with two stand-ins: each writes its process id and runs until it is told to stop.
# The assistant counts as ready once both have done so.
LAUNCHER = """
import os, sys
from pathlib import Path
from actions_server import processes
from actions_server.logs import log_as
from actions_server.processes import CannotRun, Process, run

processes.SECONDS_TO_STOP = 1
log_as("launcher")
folder = Path(sys.argv[1])
rasa_does, door_does = sys.argv[2:4]
def stand_in(name, does, restarts=False):
    program = f'''
import os, pathlib, subprocess, sys, time
with open({str(folder / name)!r}, "a") as file:
    file.write(f"{{os.getpid()}}\\\\n")
{does}
time.sleep(60)
'''
    return Process(name, [sys.executable, "-c", program], os.environ, restarts)

try:
    sys.exit(run(
        [stand_in("rasa", rasa_does, True), stand_in("door", door_does)],
        lambda: (folder / "rasa").exists() and (folder / "door").exists(),
        "http://127.0.0.1:8000/",
    ))
except CannotRun as reason:
    sys.exit(str(reason))
"""
IGNORE = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
WITH_A_CHILD = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"


class Started:
    """A launcher in a process of its own."""

    def __init__(self, folder: Path, rasa_does: str, door_does: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(folder), rasa_does, door_does],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> str:
        return self.process.stdout.readline()

    def pids(self, name: str) -> list[int]:
        path = self.folder / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def end(self) -> tuple[int, str]:
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said

    def leaves_nobody(self) -> bool:
        groups = self.pids("rasa") + self.pids("door")
        end = time.monotonic() + 10
        while any(map(group_lives, groups)) and time.monotonic() < end:
            time.sleep(0.05)
        return not any(map(group_lives, groups))


def group_lives(group: int) -> bool:
    """Whether any process of the group still runs, other than ended ones nobody has waited for."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = entry.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            return True
    return False


@pytest.fixture
def start(tmp_path):
    started = []

    def _start(rasa_does: str = "", door_does: str = "") -> Started:
        started.append(Started(tmp_path, rasa_does, door_does))
        return started[-1]

    yield _start
    for launcher in started:
        launcher.process.kill()
        launcher.process.communicate()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_both_and_counts_as_a_good_end(start, told):
    launcher = start()
    assert "answers at http://127.0.0.1:8000/" in launcher.wait_until_ready()
    launcher.process.send_signal(told)
    assert launcher.end() == (0, "")
    assert launcher.leaves_nobody()


def test_a_process_that_will_not_stop_is_made_to(start):
    launcher = start(rasa_does=IGNORE)
    launcher.wait_until_ready()
    began = time.monotonic()
    launcher.process.terminate()
    assert launcher.end()[0] == 0
    assert time.monotonic() - began < 5
    assert launcher.leaves_nobody()


def test_what_a_process_started_itself_is_stopped_too(start):
    launcher = start(rasa_does=WITH_A_CHILD)
    launcher.wait_until_ready()
    launcher.process.terminate()
    launcher.end()
    assert launcher.leaves_nobody()


def test_a_launcher_that_is_killed_leaves_no_process_that_keeps_the_port(start):
    launcher = start()
    launcher.wait_until_ready()
    launcher.process.kill()
    launcher.end()
    assert launcher.leaves_nobody()


@pytest.mark.parametrize("dies", ["rasa", "door"])
def test_whoever_starts_it_is_told_which_part_did_not_start(start, dies, tmp_path):
    launcher = start(
        **{f"{dies}_does": f"pathlib.Path({str(tmp_path / dies)!r}).unlink(); sys.exit(3)"}
    )
    status, said = launcher.end()
    assert status == 1
    assert said.strip() == f"{dies} stopped while it was starting."
    assert launcher.leaves_nobody()


def test_rasa_comes_back_when_it_dies_while_families_are_writing(start):
    launcher = start()
    launcher.wait_until_ready()
    (first,) = launcher.pids("rasa")
    os.kill(first, signal.SIGKILL)
    end = time.monotonic() + 10
    while len(launcher.pids("rasa")) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(launcher.pids("rasa")) == 2
    assert len(launcher.pids("door")) == 1
    launcher.process.terminate()
    status, said = launcher.end()
    assert status == 0
    line = json.loads(said)
    assert line["said"] == "a process has stopped and starts again"
    assert (line["part"], line["which"], line["seconds"]) == ("launcher", "rasa", 1.0)


def test_a_process_that_crashes_writes_no_memory_to_the_disk(start):
    launcher = start()
    launcher.wait_until_ready()
    for name in ("rasa", "door"):
        limits = Path(f"/proc/{launcher.pids(name)[0]}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)


def test_the_launcher_ends_with_an_error_when_the_application_dies(start):
    launcher = start()
    launcher.wait_until_ready()
    os.kill(launcher.pids("door")[0], signal.SIGKILL)
    assert launcher.end() == (1, "door has stopped.\n")
    assert launcher.leaves_nobody()


def test_rasa_is_left_alone_for_longer_each_time_and_never_over_a_minute():
    process = Process("Rasa", [], {})
    process.started = time.monotonic()
    assert [process.seconds_until_restart() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert LONGEST_DELAY == 60


def test_rasa_that_ran_well_for_long_is_started_again_at_once():
    process = Process("Rasa", [], {}, True)
    process.started = time.monotonic() - 3600
    process.delay = 60
    assert process.seconds_until_restart() == 1


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    secret = secret_of(tmp_path / "var")
    assert len(secret) >= 43
    assert secret_of(tmp_path / "var") == secret
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600


def test_a_secret_that_others_could_read_is_closed_to_them(tmp_path):
    secret_of(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    secret_of(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_an_empty_secret_is_refused_and_the_remedy_named(tmp_path):
    (tmp_path / "secret").touch()
    with pytest.raises(CannotRun, match="Remove it"):
        secret_of(tmp_path)


def test_a_port_in_use_is_named_with_the_setting_that_changes_it(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(port=port, data_folder=tmp_path)
        assert launch(settings) == 1
    said = capsys.readouterr().err
    assert f"port {port}" in said
    assert "SEND_NAVIGATOR_PORT" in said


def test_a_port_that_is_free_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    check_port("127.0.0.1", port, "PORT")


def test_whoever_forgot_the_set_up_is_told_the_command(tmp_path):
    with pytest.raises(CannotRun, match="make setup"):
        rasa_command(Settings(rasa_python=tmp_path / "python"))


def test_rasa_listens_on_this_machine_only_and_its_http_api_stays_off(tmp_path):
    (tmp_path / "python").touch()
    (tmp_path / "model").touch()
    command = rasa_command(
        Settings(rasa_python=tmp_path / "python", rasa_model=tmp_path / "model", rasa_port=5055)
    )
    assert command[command.index("--interface") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "5055"
    assert "--enable-api" not in command


def test_rasa_is_never_told_the_password_of_the_database(monkeypatch):
    monkeypatch.setenv("SEND_NAVIGATOR_DATABASE_URL", "postgresql://navigator:hush@db/navigator")
    given = rasa_environment(Settings(), "s3cret")
    assert "hush" not in " ".join(given.values())
    assert given["SEND_NAVIGATOR_RASA_SECRET"] == "s3cret"
    assert given["SEND_NAVIGATOR_WEBHOOK_URL"] == "http://127.0.0.1:8000/webhook"
    assert given["RASA_TELEMETRY_ENABLED"] == "false"


def test_the_application_is_told_the_port_that_a_command_chose():
    given = door_environment(Settings(port=8123), "s3cret")
    assert given["SEND_NAVIGATOR_PORT"] == "8123"
