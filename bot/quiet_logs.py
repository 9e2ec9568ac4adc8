"""Rasa's log: one JSON object a line, on standard error, with nothing in it that a family wrote.

Rasa, its action client and its web server put message text into error messages, tracebacks and
warnings in many places, so no list of them would be safe. Once families may write, a line says
where something happened and of which kind it was. docs/what-is-logged.md names every key.
actions_server/logs.py is the same for the application, since the two processes share no code.
"""

import io
import json
import logging
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Our own modules log fixed sentences only (a house rule); theirs are the only words written.
OURS = ("bot",)


class PlacesOnly(logging.Formatter):
    """Formats a record as JSON. words: whether the words of others
    are written too, which is right only while the process starts and no family can reach it."""

    def __init__(self, words: bool = False) -> None:
        super().__init__()
        self.words = words

    def format(self, record: logging.LogRecord) -> str:
        """One line; what has nothing to say is left out."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat("T", "seconds"),
            "level": record.levelname,
            "part": "rasa",
            "logger": record.name,
            "line": record.lineno,
            "said": self._said(record),
            "errors": self._errors(record.exc_info[1] if record.exc_info else None),
        }
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


def write_places_only(words: bool = False) -> None:
    """From now on every logger, warning, print and uncaught error of this process becomes a line of
    the log on its standard error, and nothing else is written there."""
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(PlacesOnly(words))
    # The level is the handler's, since some libraries set their loggers' own.
    handler.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.lastResort = handler
    logging.raiseExceptions = False  # would print a record that cannot be formatted, words and all
    logging.captureWarnings(True)
    sys.stdout = sys.stderr = Output(handler)
    sys.excepthook = lambda _kind, error, _trace: _uncaught(error)
    threading.excepthook = lambda thrown: _uncaught(thrown.exc_value)
    sys.unraisablehook = lambda thrown: _uncaught(thrown.exc_value)


def _uncaught(error: BaseException | None) -> None:
    logging.getLogger(f"{OURS[0]}.quiet_logs").critical("nobody caught an error", exc_info=error)


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
