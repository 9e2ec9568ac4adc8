"""`send-navigator content …`: the commands of whoever looks after what families read."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from actions_server.settings import Settings, read_settings
from knowledge_base.reading import Content

content_commands = typer.Typer(no_args_is_help=True, help="Look after what families read.")


@content_commands.command("export")
def content_export(
    folder: Annotated[Path, typer.Argument(help="Where to put the files; it may not exist yet.")],
) -> None:
    """Write everything that is published as content files, as they stand in the repository."""
    from actions_server.database import open_database, transaction
    from actions_server.importing import export_files

    if folder.exists() and any(folder.iterdir()):
        raise typer.BadParameter("It holds files already. Name another folder.")
    with transaction(open_database(read_settings().database)) as session:
        typer.echo(f"{export_files(session, folder)} files are in {folder}.")


@content_commands.command("restore")
def content_restore(
    folder: Annotated[Path, typer.Argument(help="A folder that `export` wrote.")],
) -> None:
    """Publish exactly what a folder of content files says, in place of what staff published."""
    from actions_server.database import migrate, open_database, transaction
    from actions_server.importing import restore_files

    settings = read_settings()
    migrate(settings.database)
    with transaction(open_database(settings.database)) as session:
        imported = restore_files(session, folder)
    typer.echo(f"{imported.articles} articles and {imported.services} services have changed.")


@content_commands.command("check")
def check_content(
    text: Annotated[str, typer.Argument(help="Only files whose path holds this.")] = "",
) -> None:
    """Check every rule about content that a program can check."""
    from actions_server.conversation.crisis_help import overdue_helplines
    from knowledge_base.checking import check, check_letters
    from knowledge_base.reading import read_content

    today = date.today()
    found = [*check(read_content(), today), *check_letters(today)]
    problems = [str(problem) for problem in found if text in problem.file]
    problems += [said for said in overdue_helplines(today) if text in said]
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problem(s)")
    raise typer.Exit(1 if problems else 0)


@content_commands.command("gaps")
def content_gaps() -> None:
    """List what the area's content still lacks, and whom to ask."""
    from actions_server.conversation.languages import unreviewed
    from knowledge_base.gaps import Gap, gaps
    from knowledge_base.reading import read_content

    settings = read_settings()
    found = gaps(_with_kept_services(settings, read_content()), settings.area, date.today())
    found += [Gap("wording", code, to_do) for code, to_do in unreviewed()]
    for gap in found:
        typer.echo(f"{gap.kind:22} {gap.about:36} {gap.to_do}")
    typer.echo(f"{len(found)} gap(s)")


def _with_kept_services(settings: Settings, content: Content) -> Content:
    """The content with the services of the database, where staff and feeds keep them up to date; as
    it is before the database is filled."""
    from sqlalchemy.exc import OperationalError

    from actions_server.database import open_database, transaction
    from knowledge_base.area import NATIONAL
    from knowledge_base.queries import services

    try:
        with transaction(open_database(settings.database)) as session:
            return replace(content, services=services(session, [settings.area, NATIONAL]))
    except OperationalError:
        return content
