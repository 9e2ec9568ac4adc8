"""The scripted conversations, held with the real assistant through HTTP."""

import httpx2 as httpx
import pytest

from actions_server.rehearse import Script, read_scripts, rehearse

SCRIPTS = read_scripts()


def test_there_are_at_least_forty_with_names_of_their_own() -> None:
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS) >= 40


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_what_a_script_states_holds(http: httpx.Client, script: Script) -> None:
    statements = rehearse(http, script)
    failed = [one for one in statements if not one.holds]
    assert statements
    assert not failed, "\n".join(f"turn {f.turn}, {f.what}: found {f.found}" for f in failed)
