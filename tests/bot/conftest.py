"""Fixtures for the assistant: a trained model, an action server, and Rasa running with both."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.action_server import ActionServer
from tests.bot.rasa_process import ROOT, RasaProcess, run_in_rasa

MODEL = ROOT / "models/send-navigator.tar.gz"


def _is_up_to_date(model: Path) -> bool:
    sources = [
        path
        for folder in ("bot", "data")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".yml", ".py")
    ]
    return model.exists() and model.stat().st_mtime > max(p.stat().st_mtime for p in sources)


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model: the one given, the one lying there if it is newer than its sources, or
    a new one."""
    given = os.environ.get("SEND_NAVIGATOR_RASA_MODEL")
    if given:
        return Path(given)
    if not _is_up_to_date(MODEL):
        trained = run_in_rasa(
            *"-m rasa train --domain bot/domain --data data --config bot/config.yml".split(),
            *f"--out {MODEL.parent} --fixed-model-name send-navigator".split(),
        )
        assert trained.returncode == 0, trained.stdout
    return MODEL


@pytest.fixture(scope="session")
def actions() -> Iterator[ActionServer]:
    """A server that answers custom actions."""
    server = ActionServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def assistant(
    model: Path, actions: ActionServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RasaProcess]:
    """The assistant, running, with the most talkative log there is."""
    log = tmp_path_factory.mktemp("rasa") / "log.txt"
    process = RasaProcess(model, actions.url, log, LOG_LEVEL="DEBUG", LOG_LEVEL_LIBRARIES="DEBUG")
    yield process
    process.close()
