"""Start the assistant's two processes together, and stop them together.

The launcher itself serves nothing, so that it is there to act when either process is not.
"""

import http.client
import json
import os
import secrets
import socket
import stat
import sys
from pathlib import Path

from actions_server.logs import log_as
from actions_server.processes import ROOT, CannotRun, Process, run
from actions_server.settings import PREFIX, Settings

# Rasa is given these and nothing else, so that no password of the application reaches it.
FOR_RASA = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH")

# Rasa with its log in JSON from the first line on. What it says while it starts is written in full;
# bot/channel.py ends that before it takes a message. Old libraries' warnings about each other are
# left out, which several of them turn on again whatever the environment says.
RASA = (
    "from bot.quiet_logs import write_places_only; write_places_only(words=True); "
    "import warnings; warnings.showwarning = lambda *_, **__: None; "
    "from rasa.__main__ import main; main()"
)


def launch(settings: Settings) -> int:
    """Serve until told to stop; what the process should exit with."""
    log_as("launcher")
    try:
        secret = settings.rasa_secret or secret_of(ROOT / settings.data_folder)
        return run(
            processes(settings, secret),
            ready=lambda: is_ready(settings),
            address=f"http://{_reachable(settings.host)}:{settings.port}/",
        )
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1


def processes(settings: Settings, secret: str) -> list[Process]:
    """Rasa, unless the settings say that it answers elsewhere, and the application."""
    check_port(settings.host, settings.port, "PORT")
    door = Process("The application", door_command(), door_environment(settings, secret))
    if settings.rasa_url:
        return [door]
    check_port("127.0.0.1", settings.rasa_port, "RASA_PORT")
    rasa = Process("Rasa", rasa_command(settings), rasa_environment(settings, secret), True)
    return [rasa, door]  # Rasa first, because it takes longer to start


def door_command() -> list[str]:
    """The application, served by this Python."""
    return [sys.executable, "-m", "actions_server.door"]


def door_environment(settings: Settings, secret: str) -> dict[str, str]:
    """This process's environment, with the settings that a command may have changed."""
    return {
        **os.environ,
        f"{PREFIX}HOST": settings.host,
        f"{PREFIX}PORT": str(settings.port),
        f"{PREFIX}RASA_SECRET": secret,
    }


def rasa_command(settings: Settings) -> list[str]:
    """Rasa on the loopback interface, with its HTTP API left off. Raises CannotRun."""
    python = ROOT / settings.rasa_python
    model = ROOT / settings.rasa_model
    for needed, what in (
        (python, "Rasa is not installed"),
        (model, "The assistant is not trained"),
    ):
        if not needed.exists():
            raise CannotRun(f"{what}: there is no {needed}. Run `make setup`.")
    return [
        *(str(python), "-c", RASA, "run", "--quiet"),
        *("--interface", "127.0.0.1", "--port", str(settings.rasa_port)),
        *("--model", str(model)),
        *("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"),
    ]


def rasa_environment(settings: Settings, secret: str) -> dict[str, str]:
    """What Rasa needs to know. One thread each: a short text gains nothing from more."""
    return {
        **{name: os.environ[name] for name in FOR_RASA if name in os.environ},
        f"{PREFIX}RASA_SECRET": secret,
        f"{PREFIX}WEBHOOK_URL": f"http://{_reachable(settings.host)}:{settings.port}/webhook",
        f"{PREFIX}IDLE_MINUTES": str(settings.idle_minutes),
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "SANIC_WORKERS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_INTRA_OP_PARALLELISM_THREADS": "1",
        "TF_INTER_OP_PARALLELISM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def secret_of(folder: Path) -> str:
    """The secret kept in the folder, made at first start; only this user can read it."""
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        _only_for_its_owner(path)
        kept = path.read_text(encoding="ascii").strip()
        if not kept:
            raise CannotRun(f"{path} is empty. Remove it, and a new one is made.") from None
        return kept
    made = secrets.token_urlsafe(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made + "\n")
    return made


def _only_for_its_owner(path: Path) -> None:
    """A file that was copied or restored may have come back readable by others."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        try:
            path.chmod(0o600)
        except PermissionError:
            raise CannotRun(f"Others can read {path}. Let only its owner: chmod 600.") from None


def check_port(host: str, port: int, setting: str) -> None:
    """Raise CannotRun when something else already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the servers do, so that a port that was just given back counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotRun(
                f"Cannot listen on {host} port {port} ({error.strerror}). "
                f"Stop what does, or set {PREFIX}{setting} to another port."
            ) from None


def is_ready(settings: Settings) -> bool:
    """Whether the whole assistant, Rasa included, can answer."""
    asked = http.client.HTTPConnection(_reachable(settings.host), settings.port, timeout=2)
    try:
        asked.request("GET", "/readyz")
        answer = asked.getresponse()
        return answer.status == 200 and json.loads(answer.read()).get("rasa") == "ok"
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        asked.close()


def _reachable(host: str) -> str:
    if host in {"0.0.0.0", "::", ""}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
