"""`send-navigator dates`: the clock on the command line, for staff who want to check a date."""

from datetime import date, datetime
from typing import Annotated

import typer

from actions_server.ehc_clock.as_message import due_message
from actions_server.ehc_clock.clock import what_is_due
from actions_server.ehc_clock.rules import rules
from actions_server.ehc_clock.stages import every_stage

_DAY = typer.Option(formats=["%Y-%m-%d"])


def dates(
    stage: Annotated[str, typer.Option(help=f"One of: {', '.join(every_stage())}.")],
    on: Annotated[datetime, _DAY],
    also: Annotated[datetime | None, _DAY] = None,
    today: Annotated[datetime | None, _DAY] = None,
    exception: Annotated[list[str] | None, typer.Option(help="May be given again.")] = None,
) -> None:
    """Print the dates that follow from a stage of the EHC process, as a family would read them."""
    if stage not in every_stage():
        raise typer.BadParameter(f"“{stage}” is no stage", param_hint="--stage")
    unknown = sorted(set(exception or ()) - set(rules().exceptions))
    if unknown:
        raise typer.BadParameter(f"“{unknown[0]}” is no exception", param_hint="--exception")
    due = what_is_due(
        stage,
        on.date(),
        today.date() if today else date.today(),
        also=also.date() if also else None,
        exceptions=exception or (),
    )
    typer.echo(due_message(due).text)
