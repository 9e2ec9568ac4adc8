"""Child processes that start together, are watched, and stop together."""

import ctypes
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parent.parent
logger = logging.getLogger(__name__)

_LIBC = ctypes.CDLL(None)  # loaded before any child is made
_SET_PARENT_DEATH_SIGNAL = 1

SECONDS_TO_START = 120
SECONDS_TO_STOP = 10
SECONDS_BETWEEN_LOOKS = 0.2
LONGEST_DELAY = 60
# One that ran this long is taken to be well again, and its next restart is a quick one.
SECONDS_WELL = 120


class CannotRun(Exception):
    """The assistant cannot start or go on; the message says why and what to do."""


@dataclass
class Process:
    """A child process and when it was last started."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    restarts: bool = False
    child: subprocess.Popen | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    delay: float = field(default=1.0, init=False)

    def start(self) -> None:
        """The child runs, in a session of its own, and ends when the launcher does.

        In its own session it does not hear the Ctrl-C of the terminal, which is for the launcher;
        and whatever it starts can be stopped with it.
        """
        launcher = os.getpid()
        self.started = time.monotonic()
        self.child = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _settle(launcher),  # the launcher has one thread, so this is safe
        )

    def has_died(self) -> bool:
        """Whether it was started and is no longer running."""
        return self.child is not None and self.child.poll() is not None

    def seconds_until_restart(self) -> float:
        """How long to leave it alone: longer each time, unless it had run well in between."""
        if time.monotonic() - self.started > SECONDS_WELL:
            self.delay = 1.0
        wait, self.delay = self.delay, min(self.delay * 2, LONGEST_DELAY)
        return wait

    def tell(self, what: signal.Signals) -> None:
        """Send a signal to the child and to everything that it started."""
        if self.child is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.child.pid, what)


def _settle(launcher: int) -> None:
    # A core dump would write every conversation in memory to the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Linux ends this process when its parent is gone, however that went: no orphan keeps the
    # port. Killing is safe: conversations are in memory only and the database is transactional.
    if sys.platform == "linux":
        _LIBC.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != launcher:
            os._exit(1)


def run(processes: Sequence[Process], ready: Callable[[], bool], address: str) -> int:
    """Start all at once, watch them until told to stop, and leave none behind."""
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for process in processes:
            process.start()
        _wait_until_ready(processes, ready, told)
        if not told:
            print(f"SEND Navigator answers at {address} (stop it with Ctrl-C)", flush=True)
        _watch(processes, told)
        return 0
    finally:
        stop(processes)
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_until_ready(
    processes: Sequence[Process], ready: Callable[[], bool], told: list[int]
) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while not told and not ready():
        for process in processes:
            if process.has_died():
                raise CannotRun(f"{process.name} stopped while it was starting.")
        if time.monotonic() > end:
            raise CannotRun(f"The assistant was not ready after {SECONDS_TO_START} seconds.")
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _watch(processes: Sequence[Process], told: list[int]) -> None:
    due: dict[str, float] = {}
    while not told:
        for process in processes:
            if process.name in due:
                if time.monotonic() >= due[process.name]:
                    del due[process.name]
                    process.start()
            elif process.has_died():
                if not process.restarts:
                    raise CannotRun(f"{process.name} has stopped.")
                process.tell(signal.SIGKILL)  # what it may have started and left behind
                wait = process.seconds_until_restart()
                due[process.name] = time.monotonic() + wait
                logger.warning(
                    "a process has stopped and starts again",
                    extra={"which": process.name, "seconds": wait},
                )
        time.sleep(SECONDS_BETWEEN_LOOKS)


def stop(processes: Sequence[Process]) -> None:
    """None of them runs any more; each had a moment to finish what it was doing."""
    for process in processes:
        process.tell(signal.SIGTERM)
    end = time.monotonic() + SECONDS_TO_STOP
    while time.monotonic() < end and not all(p.child is None or p.has_died() for p in processes):
        time.sleep(0.05)
    for process in processes:
        process.tell(signal.SIGKILL)
        if process.child is not None:
            process.child.wait()
