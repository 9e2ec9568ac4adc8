"""The command that times a large file of events counts every event it wrote."""

from pathlib import Path

from pain_points import scale
from pain_points.demo import write_year
from pain_points.events import read_events

PLAN = Path(__file__).parents[3] / "knowledge_base/content/hounslow/release-plan.toml"


def test_it_writes_as_many_events_as_it_was_told(tmp_path):
    plan = write_year(PLAN, tmp_path, scale.FIRST)
    scale.write_events(plan, tmp_path / "many.csv", 3000)
    assert len(list(read_events(tmp_path / "many.csv", plan))) == 3000


def test_it_says_what_it_counted(capsys):
    scale.main(PLAN, 3000)
    assert capsys.readouterr().out.startswith("3,000 events, ")
