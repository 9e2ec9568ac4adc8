"""Conversations are forgotten. The checks themselves need Rasa's environment and run there."""

from tests.bot.rasa_process import run_in_rasa


def test_conversations_are_forgotten():
    done = run_in_rasa(*"-m unittest discover -s tests/bot/in_rasa -p check_*.py".split())
    assert done.returncode == 0, done.stdout
    assert "Ran 0 tests" not in done.stdout
