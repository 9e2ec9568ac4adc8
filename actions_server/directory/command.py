"""`send-navigator import-services`: services of another directory or a spreadsheet into ours."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from actions_server.database import migrate, open_database
from actions_server.directory.bring_in import Changed, FarFewer, Outcome, keep
from actions_server.directory.listing import CannotImport, Listing, Meant
from actions_server.directory.source import feed_name, read_source, who_we_are
from actions_server.directory.words import words
from actions_server.fetching import Fetcher
from actions_server.published import read_pack
from actions_server.settings import read_settings

MOST_TOLD = 40  # entries of a kind


def import_services(
    source: Annotated[
        str,
        typer.Argument(
            help="The https address of an Open Referral UK feed, or a .json or .csv file."
        ),
    ],
    name: Annotated[
        str, typer.Option(help="A short name for the source, the same every time.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    accept_fewer: Annotated[
        bool, typer.Option(help="Import although the source has far fewer services than before.")
    ] = False,
) -> None:
    """Import services from an Open Referral UK feed (1.0 or 3.0) or a CSV file, all or nothing.

    What staff changed or verified is not overwritten; it is listed for them to decide. What the
    source no longer has is withdrawn.
    """
    settings = read_settings()
    pack = read_pack(settings.area)
    meant = Meant(feed_name(name or source), pack.area, date.today())
    with Fetcher(who_we_are(pack), settings.inside_hosts) as fetcher:
        listing = read_source(source, meant, fetcher)
    migrate(settings.database)
    engine = open_database(settings.database)
    try:
        outcome = keep(engine, listing, meant, source, accept_fewer, dry_run)
    except FarFewer as error:
        told_how = f"{error} If this is right, import again with --accept-fewer."
        raise CannotImport(told_how) from None
    for line in told(listing, outcome, dry_run):
        typer.echo(line)


def told(listing: Listing, outcome: Outcome, dry_run: bool) -> Iterator[str]:
    """The outcome in lines for staff."""
    kinds = {
        "new": outcome.new,
        "changed": outcome.changed,
        "back": outcome.returned,
        "to decide": outcome.to_decide,
        "withdrawn": outcome.withdrawn,
    }
    for kind, entries in kinds.items():
        for entry in entries[:MOST_TOLD]:
            yield f"{kind:10} {entry.name} ({entry.id})"
            yield from _differences(entry)
        if len(entries) > MOST_TOLD:
            yield f"{kind:10} and {len(entries) - MOST_TOLD:,} more"
    for title, lines in (("left out", listing.faults), ("note", listing.findings)):
        for line in lines[:MOST_TOLD]:
            yield f"{title:10} {line}"
        if len(lines) > MOST_TOLD:
            yield f"{title:10} and {len(lines) - MOST_TOLD:,} more"
    counts = ", ".join(f"{len(entries):,} {kind}" for kind, entries in kinds.items())
    yield f"{counts}, {outcome.unchanged:,} unchanged, {len(listing.faults):,} left out."
    if dry_run:
        yield "This was a dry run: nothing has changed."


def _differences(entry: Changed) -> Iterator[str]:
    names = words()["fields"]
    for name, (ours, theirs) in entry.fields.items():
        yield f"{'':11}{names.get(name, name)}: {_shown(ours)} → {_shown(theirs)}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("title")
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if value in (None, ""):
        return "nothing"
    return "yes" if value is True else f"“{value}”"
