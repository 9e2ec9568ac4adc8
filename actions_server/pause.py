"""Switching the assistant off and on for all its processes at once, with a record of why.

The switch is a file in the data folder: it works while the database does not, every process that
serves from the folder sees it with its next message, and a restart does not undo it.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

SWITCH = "paused"
AUDIT = "audit.jsonl"  # one line a change: when, what, why
OWNER_ONLY = 0o600


class Pause:
    """The switch of the assistant that keeps its data in this folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._switch = folder / SWITCH

    @property
    def is_on(self) -> bool:
        """Whether the assistant is switched off now."""
        return self._switch.exists()

    def pause(self, reason: str) -> bool:
        """Switch the assistant off; whether it was on until now. The reason is for the record."""
        was_running = not self.is_on
        self._folder.mkdir(parents=True, exist_ok=True)
        self._switch.touch(mode=OWNER_ONLY)
        # Recorded afterwards: a full disk must not keep the assistant on.
        self._record("pause", reason)
        return was_running

    def resume(self, reason: str = "") -> bool:
        """Switch the assistant on again; whether it was off. Recorded before it is done."""
        if not self.is_on:
            return False
        self._record("resume", reason)
        self._switch.unlink(missing_ok=True)
        return True

    def _record(self, action: str, reason: str) -> None:
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "action": action,
            "reason": reason,
        }
        how = os.O_CREAT | os.O_APPEND | os.O_WRONLY
        descriptor = os.open(self._folder / AUDIT, how, OWNER_ONLY)
        with os.fdopen(descriptor, "a", encoding="utf-8") as audit:
            audit.write(json.dumps(line, ensure_ascii=False) + "\n")
