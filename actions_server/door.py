"""The application's own process: uvicorn, with logs that say where but never what was said."""

import uvicorn

from actions_server.logs import log_everything_as
from actions_server.settings import read_settings


def serve_door() -> None:
    """The application runs in this process until it is told to stop."""
    log_everything_as("application")
    settings = read_settings()
    uvicorn.run(
        "actions_server.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    serve_door()
