"""The log: one JSON object a line, on standard error, with nothing in it that a family wrote.

The words of an error, and of other people's log lines, may hold what a family typed, so no list
of them would be safe. Once families can write, a line says where something happened and of which
kind it was. docs/what-is-logged.md names every key. bot/quiet_logs.py is the same for Rasa, since
the two processes share no code.
"""

import io
import json
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Our own modules log fixed sentences only (a house rule); theirs are the only words written.
OURS = ("actions_server", "knowledge_base")
# What our own log lines may add, and of which kind it is.
ADDED = {"which": str, "seconds": float}


class PlacesOnly(logging.Formatter):
    """Formats a record as JSON. part: the process that writes; words: whether the words of others
    are written too, which is right only while the process starts and no family can reach it."""

    def __init__(self, part: str, words: bool = False) -> None:
        super().__init__()
        self.part = part
        self.words = words

    def format(self, record: logging.LogRecord) -> str:
        """One line; what has nothing to say is left out."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat("T", "seconds"),
            "level": record.levelname,
            "part": self.part,
            "logger": record.name,
            "line": record.lineno,
            "said": self._said(record),
            "errors": self._errors(record.exc_info[1] if record.exc_info else None),
        }
        for key, kind in ADDED.items():
            if isinstance(value := record.__dict__.get(key), kind):
                line[key] = value
        return json.dumps({key: value for key, value in line.items() if value not in ("", [])})

    def _said(self, record: logging.LogRecord) -> str:
        if self.words:
            return record.getMessage()
        # Without its arguments: the sentence is fixed, they are not.
        return str(record.msg) if record.name.split(".")[0] in OURS else ""

    def _errors(self, error: BaseException | None) -> list[str]:
        found = []
        while error is not None and len(found) < 10:
            words = f": {error}" if self.words else ""
            found.append(f"{type(error).__name__}{_where(error.__traceback__)}{words}")
            error = error.__cause__ or error.__context__
        return found


class Output(io.TextIOBase):
    """Stands in for a stream to which anyone may print: each line becomes a line of the log."""

    encoding = "utf-8"

    def __init__(self, handler: logging.Handler) -> None:
        super().__init__()
        self._handler = handler

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Log what is printed, as any other words that are not ours."""
        for line in filter(str.strip, text.splitlines()):
            record = {"name": "output", "levelno": logging.WARNING, "levelname": "WARNING"}
            # Straight to the handler: a logger could lead back to here.
            self._handler.handle(logging.makeLogRecord({**record, "msg": line, "lineno": 0}))
        return len(text)


def log_as(part: str, words: bool = False) -> logging.Handler:
    """From now on every logger of this process writes lines of the log to its standard error."""
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(PlacesOnly(part, words))
    # The level is the handler's, since some libraries set their loggers' own.
    handler.setLevel(logging.WARNING)
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.raiseExceptions = False  # would print a record that cannot be formatted, words and all
    return handler


def log_everything_as(part: str) -> None:
    """As log_as, for warnings, prints and uncaught errors too; others' words are written until
    families_may_write is called."""
    handler = log_as(part, words=True)
    logging.captureWarnings(True)
    sys.stdout = sys.stderr = Output(handler)
    sys.excepthook = lambda _kind, error, _trace: _uncaught(error)
    threading.excepthook = lambda thrown: _uncaught(thrown.exc_value)
    sys.unraisablehook = lambda thrown: _uncaught(thrown.exc_value)


def families_may_write() -> None:
    """The start is over: from now on no words of others are written."""
    for handler in logging.root.handlers:
        if isinstance(handler.formatter, PlacesOnly):
            handler.formatter.words = False


def _uncaught(error: BaseException | None) -> None:
    logging.getLogger(f"{OURS[0]}.logs").critical("nobody caught an error", exc_info=error)


def _where(trace: TracebackType | None) -> str:
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f" at {_short(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


def _short(file: str) -> str:
    # No more of the path than is needed to find the line: it may hold the name of a user.
    path = Path(file)
    if "site-packages/" in file:  # looked for first, since the environments lie in this folder
        return file.rpartition("site-packages/")[2]
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
