"""`send-navigator report …` and `purge`: releases of what families told us, and their audit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from actions_server.counting import PLAN, REPORTS
from actions_server.settings import Settings, read_settings
from knowledge_base.reading import CONTENT
from pain_points.months import Month, is_closed, uk_day
from pain_points.problems import ReportProblem

Folder = Annotated[Path, typer.Argument(help="The folder that holds the releases.")]

report_commands = typer.Typer(
    invoke_without_command=True,
    help="Release what families told us in a month, in bands that point at nobody.",
)


@report_commands.callback()
def report(
    context: typer.Context,
    month: Annotated[str, typer.Option(help="The month to release, as 2026-10.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="The folder of releases; reports in the data folder.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option(help="A file of events in place of the database.")
    ] = None,
    plan: Annotated[
        Path | None, typer.Option(help="The release plan; the area pack's own unless given.")
    ] = None,
) -> None:
    """Prepare the release of a month, or of every month of a file of events that is over and not
    released yet. It is refused unless the auditor finds nothing; two people then sign it."""
    if context.invoked_subcommand:
        return
    if not month and events is None:
        raise typer.BadParameter("Give --month, or --events with a file.")
    for done in _prepared(month, out, events, plan):
        typer.echo(done)


def _prepared(
    month: str, out: Path | None, events: Path | None, plan_file: Path | None
) -> Iterator[str]:
    from pain_points.aggregate import MonthCounts, aggregate
    from pain_points.did import read_did
    from pain_points.events import has_conversations, read_events
    from pain_points.ledger import Ledger
    from pain_points.plan import read_plan
    from pain_points.publish import publish
    from pain_points.writers.all_formats import all_formats

    settings = read_settings()
    plan = read_plan(plan_file or CONTENT / settings.area / PLAN)
    folder = out or settings.data_folder / REPORTS
    today = uk_day()
    if events:
        counts = aggregate(read_events(events, plan), plan, has_conversations(events))
    else:
        counts = aggregate(_stored(settings, plan), plan, with_conversations=False)
    months = [Month.read(month)] if month else sorted(counts)
    ledger = Ledger(folder)
    if not month:
        for one in months:
            if ledger.prepared(one):
                yield f"{one.words} is released already and stays as it is."
            elif not is_closed(one, today):
                yield f"{one.words} is not over yet, and was left for later."
        months = [one for one in months if not ledger.prepared(one) and is_closed(one, today)]
    if not months:
        raise ReportProblem("There is no month to release.")
    if plan.invented:
        yield "These events are invented, and every page and file says so."
    writers = all_formats(read_did(folder))
    for one in months:
        made = publish(counts.get(one, MonthCounts()), one, plan, folder, today, writers)
        yield f"{one.words} is prepared in {made}. It needs the signatures of two people."


def _stored(settings: Settings, plan) -> Iterator:  # noqa: ANN001 - a Plan
    from actions_server.database import open_database, transaction
    from pain_points.queries import stored_rows

    with transaction(open_database(settings.database)) as session:
        yield from stored_rows(session, plan)


@report_commands.command()
def audit(folder: Folder) -> None:
    """Check every release in a folder, from its files and the ledger alone: nothing was changed
    since, every figure follows from what is shown, every hidden row can still be 0 to 9."""
    from pain_points.auditor.audit import audit as look

    problems = look(folder)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problem(s)")
    raise typer.Exit(1 if problems else 0)


@report_commands.command()
def sign(
    folder: Folder,
    month: Annotated[str, typer.Option(help="The month, as 2026-10.")],
    name: Annotated[str, typer.Option(help="Your first name and surname, for the ledger.")],
) -> None:
    """Sign a prepared release. Families see it once two different people have."""
    from actions_server.reports.signing import sign as sign_release

    which = Month.read(month)
    is_seen = sign_release(folder, which, name, uk_day())
    enough = "Families can see it now." if is_seen else "One more person has to sign."
    typer.echo(f"{which.words} is signed by {name}. {enough}")


@report_commands.command()
def did(
    said: Annotated[str, typer.Option(help="What families said, in a sentence without figures.")],
    done: Annotated[str, typer.Option("--did", help="What was changed because of it.")],
    by: Annotated[str, typer.Option(help="Who changed it: a team or a board.")],
    out: Annotated[Path | None, typer.Option(help="The folder of releases.")] = None,
) -> None:
    """Add an entry to “you said, we did”, which families see beside the reports."""
    from pain_points.did import add_did

    add_did(out or read_settings().data_folder / REPORTS, said, done, by, uk_day())
    typer.echo("It is added.")


@report_commands.command()
def demo(
    out: Annotated[Path, typer.Option(help="Where to write events.csv and plan.toml.")],
    first: Annotated[str, typer.Option(help="The first of twelve months.")] = "",
) -> None:
    """Make a believable year of events up, with the area's plan. All of it says it is invented."""
    from pain_points.demo import write_year

    start = Month.read(first) if first else Month.of(uk_day()).plus(-12)
    write_year(CONTENT / read_settings().area / PLAN, out, start)
    typer.echo(f"Invented events from {start.words} on are in {out / 'events.csv'}.")


def purge() -> None:
    """Delete what is no longer needed, as the running service does by itself.

    Events of a month go as soon as two people have signed its report, since a released month never
    changes; all go when they are older than 13 months, reported or not. Counts of what the service
    did go after 53 weeks. Unanswered questions go after 90 days, and with them what was decided
    about them.
    """
    from actions_server import purging
    from actions_server.database import open_database
    from actions_server.staff.moments import now

    settings = read_settings()
    purging.purge(open_database(settings.database), settings, now())
    typer.echo("What is no longer needed is deleted.")
