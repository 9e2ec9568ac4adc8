"""The commands about staff, as whoever runs the service types them: each in its own process."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from actions_server.database import open_database, transaction
from actions_server.settings import Settings
from actions_server.staff.audit import queries as audit
from actions_server.staff.signing_in import accounts, queries

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "seven lanterns drift south"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder in which nothing is yet."""
    return Settings(data_folder=tmp_path_factory.mktemp("accounts"))


@pytest.fixture(scope="module")
def run(own: Settings) -> Run:
    """Run `send-navigator`; typed: what stands on its standard input."""

    def do(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "actions_server.cli", *words],
            cwd=ROOT,
            env={"SEND_NAVIGATOR_DATA_FOLDER": str(own.data_folder), "PATH": "/usr/bin:/bin"},
            input=typed,
            capture_output=True,
            text=True,
        )

    return do


@pytest.fixture(scope="module")
def made(run: Run) -> str:
    """An account that the command made."""
    words = ("create-user", "Jo.Smith", "--role", "editor", "--full-name", "Jo Smith")
    answer = run(*words, "--password-stdin", typed=f"{PASSWORD}\n")
    assert "may sign in now" in answer.stdout, answer.stderr
    return "jo.smith"


def actions(own: Settings) -> list[tuple[str, str]]:
    engine = open_database(own.database)
    with transaction(engine) as session:
        found = [(row.action, row.about) for row in audit.rows(session)]
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("jo.smith", PASSWORD, "There is an account"),
        ("new.one", "short", "12 characters or more"),
        ("new.one", "password1234", "easy to guess"),
        ("new.one", "new.one new.one", "easy to guess"),
        ("no spaces please", PASSWORD, "small letters"),
        ("new.one", "x" * 200, "characters or fewer"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_what_to_change(run, made, name, password, told):
    words = ("create-user", name, "--role", "editor", "--password-stdin")
    answer = run(*words, typed=f"{password}\n")
    assert answer.returncode == 2 and told in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_unknown_role_or_account_is_refused(run, made):
    assert run("create-user", "x", "--role", "king", "--password-stdin").returncode == 2
    assert "no account" in run("close-user", "nobody.here").stderr
    assert "no account" in run("reset-user", "nobody", "--password-stdin", typed=PASSWORD).stderr


def test_an_account_is_made_reset_and_closed_on_record(run, made, own):
    assert run("reset-user", made, "--password-stdin", typed=f"{PASSWORD} again\n").returncode == 0
    assert run("close-user", made).returncode == 0
    engine = open_database(own.database)
    with transaction(engine) as session:
        user = queries.user_named(session, made)
        assert not user.is_open and user.secret is None
        assert not accounts.check_password(user, f"{PASSWORD} again")
    engine.dispose()
    did = [action for action, about in actions(own) if about == made]
    assert did == ["account made", "account reset", "account closed"]


def test_switching_off_and_on_is_on_the_same_record(run, made, own):
    assert run("pause", "--reason", "a wrong date").returncode == 0
    assert run("resume", "--reason", "put right").returncode == 0
    assert [action for action, _ in actions(own)][-2:] == ["assistant paused", "assistant resumed"]


def test_a_record_changed_by_hand_does_not_verify(run, made, own):
    whole = run("audit", "verify")
    assert whole.returncode == 0 and "is whole" in whole.stdout
    engine = open_database(own.database)
    with transaction(engine) as session:
        session.execute(text("DROP TRIGGER staff_audit_no_update"))
        session.execute(text("UPDATE staff_audit SET who = 'somebody' WHERE place = 1"))
    engine.dispose()
    broken = run("audit", "verify")
    assert broken.returncode == 1 and "not whole" in broken.stderr
