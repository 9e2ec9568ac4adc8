"""The application's own process: uvicorn, with logs that say where but never what was said."""

import logging

import uvicorn

from actions_server.settings import read_settings


class PlacesOnly(logging.Formatter):
    """Formats a record by its place, with the kinds of error behind it but not their words.

    The words of an error, and of other people's log lines, may hold what a family wrote.
    """

    ours = ("actions_server", "knowledge_base", "uvicorn")

    def format(self, record: logging.LogRecord) -> str:
        """One line that holds nothing taken from a message."""
        own = record.name.split(".")[0] in self.ours
        said = record.getMessage() if own else "(words left out)"
        line = f"{record.levelname} {record.name}:{record.lineno} {said}"
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            line += f" <- {type(error).__name__}{where}"
            error = error.__cause__ or error.__context__
        return line


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"places": {"()": PlacesOnly}},
    "handlers": {
        # The level is the handler's, since some libraries set their loggers' own.
        "stderr": {"class": "logging.StreamHandler", "formatter": "places", "level": "WARNING"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


def serve_door() -> None:
    """The application runs in this process until it is told to stop."""
    settings = read_settings()
    uvicorn.run(
        "actions_server.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        log_config=LOGGING,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    serve_door()
