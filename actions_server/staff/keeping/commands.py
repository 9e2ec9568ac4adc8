"""The commands that keep content true, for a timer."""

from pathlib import Path
from typing import Annotated

import typer


def check_links() -> None:
    """Try every link of the content, and keep what became of each until the link stands nowhere.

    One request a second for each host. A link counts as broken when it failed on two days, or its
    page was gone twice; run this once a day or once a week.
    """
    from actions_server.database import migrate, open_database, transaction
    from actions_server.directory.command import who_we_are
    from actions_server.published import read_pack
    from actions_server.settings import read_settings
    from actions_server.staff.keeping.check_links import check_links as try_all
    from actions_server.staff.keeping.keep_links import NobodyAnswered, keep
    from actions_server.staff.keeping.places import places

    settings = read_settings()
    pack = read_pack(settings.area)
    migrate(settings.database)
    engine = open_database(settings.database)
    with transaction(engine) as session:
        urls = sorted(places(session, pack))
    typer.echo(f"Trying {len(urls)} links. That takes some minutes.")
    tried = try_all(urls, who_we_are(pack), settings.inside_hosts)
    try:
        with transaction(engine) as session:
            counts = keep(session, tried)
    except NobodyAnswered:
        typer.echo("No server answered. Is this machine connected? Nothing was noted.", err=True)
        raise typer.Exit(1) from None
    typer.echo(", ".join(f"{number} {name}" for name, number in counts.items()) + ".")


def digest(
    out: Annotated[
        Path | None,
        typer.Option(help="Write the e-mails into this folder, even where a server is set."),
    ] = None,
) -> None:
    """Send each owner what is due within a week, with a file for the calendar.

    At most once a week for each owner, and not at all where nothing is due; so it may run daily.
    owners.toml in the data folder says which address belongs to which owner. Without an SMTP server
    the e-mails are written as files under digests/ of the data folder.
    """
    from actions_server.database import migrate, open_database
    from actions_server.published import read_pack
    from actions_server.settings import read_settings
    from actions_server.staff.keeping.deliver import deliverer
    from actions_server.staff.keeping.digest import send_digests
    from actions_server.staff.keeping.owners import read_owners

    settings = read_settings()
    pack = read_pack(settings.area)
    owners = read_owners(settings.owners_file)
    migrate(settings.database)
    engine = open_database(settings.database)
    with deliverer(settings, out) as deliver:
        outcome = send_digests(engine, pack, owners, settings, deliver)
    for line in outcome.said:
        typer.echo(line)
    for line in outcome.failed:
        typer.echo(line, err=True)
    raise typer.Exit(1 if outcome.failed else 0)


def add_commands(app: typer.Typer) -> None:
    """Add these commands to those of `send-navigator`."""
    app.command("check-links")(check_links)
    app.command()(digest)
