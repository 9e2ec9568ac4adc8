"""Log lines that say where something happened, never what was said.

Rasa, its action client and its web server put message text into error messages, tracebacks and
warnings in many places, so no list of them would be safe. Instead, once families may write, every
log line is reduced to its level, its place in the code, and the kinds of error behind it.
"""

import logging
import sys
import traceback

# Our own modules choose their words with care; they are the only ones printed as written.
OURS = "bot."


class PlacesOnly(logging.Formatter):
    """Formats a record as time, level and place, with the kinds of error but not their words."""

    def format(self, record: logging.LogRecord) -> str:
        """One line that holds nothing taken from a message."""
        said = record.getMessage() if record.name.startswith(OURS) else "(words left out)"
        place = f"{record.name}:{record.lineno}"
        line = f"{self.formatTime(record)} {record.levelname} {place} {said}"
        if record.exc_info and record.exc_info[1] is not None:
            line += " " + kinds_of(record.exc_info[1])
        return line


def kinds_of(error: BaseException) -> str:
    """The error and what caused it, each by its class and the line that raised it."""
    described = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        described.append(f"{type(current).__name__}{where}")
        current = current.__cause__ or current.__context__
    return " <- ".join(described)


def speak_of_places_only() -> None:
    """From now on every logger and every warning prints through one handler, without words."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly())
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.root.handlers = [handler]
    logging.lastResort = handler
    logging.captureWarnings(True)
