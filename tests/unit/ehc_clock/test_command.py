"""Staff can check a date from the command line."""

import typer
from typer.testing import CliRunner

from actions_server.ehc_clock.command import dates

app = typer.Typer()
app.command()(dates)
ask = CliRunner().invoke


def test_an_unknown_stage_is_refused():
    reply = ask(app, ["--stage", "nonsense", "--on", "2026-09-07"])
    assert reply.exit_code == 2
    assert "nonsense" in reply.output


def test_an_unknown_exception_is_refused():
    reply = ask(app, ["--stage", "asked", "--on", "2026-09-07", "--exception", "busy"])
    assert reply.exit_code == 2
    assert "busy" in reply.output


def test_the_dates_are_printed_as_a_family_reads_them():
    options = ["--stage", "asked", "--on", "2026-09-07", "--today", "2026-11-22"]
    reply = ask(app, options)
    assert reply.exit_code == 0
    assert "Monday 19 October 2026. This is 34 days late." in reply.output
