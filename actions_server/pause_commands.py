"""`send-navigator pause` and `resume`: off and on, at once and on record."""

from typing import Annotated

import typer

from actions_server.settings import Settings, read_settings


def pause(
    reason: Annotated[str, typer.Option(help="Why, for the record; no family reads it.")],
) -> None:
    """Switch the assistant off at once, here and in every process that serves from the folder."""
    from actions_server.pause import Pause

    if not reason.strip():
        raise typer.BadParameter("Say why, for the record.", param_hint="--reason")
    settings = read_settings()
    was_running = Pause(settings.data_folder).pause(reason)
    typer.echo("The assistant is off." if was_running else "The assistant was off already.")
    _put_on_record(settings, "assistant paused", reason)


def resume(
    reason: Annotated[str, typer.Option(help="Why, for the record.")] = "",
) -> None:
    """Switch the assistant on again after `pause`."""
    from actions_server.pause import Pause

    settings = read_settings()
    was_off = Pause(settings.data_folder).resume(reason)
    typer.echo("The assistant is on." if was_off else "The assistant was not off.")
    if was_off:
        _put_on_record(settings, "assistant resumed", reason)


def _put_on_record(settings: Settings, action: str, reason: str) -> None:
    """Among the actions of staff too. A broken database must not keep anybody from switching off,
    so this comes last, and the file beside the switch has it in any case."""
    from sqlalchemy.exc import SQLAlchemyError

    from actions_server.database import open_database, transaction
    from actions_server.staff.audit.chain import record
    from actions_server.staff.moments import now

    engine = open_database(settings.database)
    try:
        with transaction(engine) as session:
            record(session, now(), "command", action, "", {"reason": reason})
    except SQLAlchemyError:
        typer.echo("The record of staff actions could not be written just now.", err=True)
    finally:
        engine.dispose()
