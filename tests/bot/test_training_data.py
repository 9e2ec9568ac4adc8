"""The training data is sound, and the trained model holds the conversations it should."""

from pathlib import Path

from tests.bot.rasa_process import run_in_rasa


def test_rasa_data_is_valid():
    done = run_in_rasa(
        *"-m rasa data validate --domain bot/domain --data data --config bot/config.yml".split(),
        "--fail-on-warnings",
    )
    assert done.returncode == 0, done.stdout


def test_every_test_story_is_predicted(model: Path, tmp_path: Path):
    # --e2e makes Rasa read the words of the stories; without it only the intents are tried.
    done = run_in_rasa(
        *"-m rasa test core --e2e --fail-on-prediction-errors --stories tests/bot/stories".split(),
        *("--model", str(model), "--out", str(tmp_path)),
    )
    failed = tmp_path / "failed_test_stories.yml"
    assert done.returncode == 0, done.stdout + (failed.read_text() if failed.exists() else "")
