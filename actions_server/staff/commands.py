"""The commands about staff: accounts, and whether the record of their actions is whole."""

import sys
from typing import Annotated

import typer

from actions_server.staff.roles import Role

audit_commands = typer.Typer(no_args_is_help=True, help="Look after the record of staff actions.")
Name = Annotated[str, typer.Argument(help="The name to sign in with, such as jo.smith.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


def create_user(
    name: Name,
    role: Annotated[Role, typer.Option(help="What the person may do.")],
    full_name: Annotated[str, typer.Option(help="As colleagues know the person.")] = "",
    password_stdin: FromInput = False,
) -> None:
    """Make an account for a member of staff; the first sign-in sets up the second factor."""
    from actions_server.staff.signing_in import accounts

    password = _password(password_stdin)
    _do(lambda s, now: accounts.create_user(s, name, full_name, role, password, now))
    typer.echo(f"{name} may sign in now, at /staff/.")


def reset_user(name: Name, password_stdin: FromInput = False) -> None:
    """Give an account a new password, and let it set up its second factor anew."""
    from actions_server.staff.signing_in import accounts

    password = _password(password_stdin)
    _do(lambda session, now: accounts.reset_user(session, name, password, now))
    typer.echo(f"{name} may sign in with the new password, and sets up the second factor then.")


def close_user(name: Name) -> None:
    """Close an account and sign it out everywhere; what it did stays on record."""
    from actions_server.staff.signing_in import accounts

    _do(lambda session, now: accounts.close_user(session, name, now))
    typer.echo(f"{name} may not sign in any more.")


def reopen_user(name: Name) -> None:
    """Let a closed work account sign in again, with the role that the provider says then."""
    from actions_server.staff.signing_in import accounts

    _do(lambda session, now: accounts.reopen_user(session, name, now))
    typer.echo(f"{name} may sign in again with the work account.")


@audit_commands.command()
def verify() -> None:
    """Check that no staff action on record was changed, removed or slipped in."""
    from actions_server.staff.audit.chain import verify as follow

    verdict = _do(lambda session, _: follow(session))
    typer.echo(f"{verdict.length} actions, the last link is {verdict.link}")
    if verdict.fault:
        typer.echo(f"The record is not whole: {verdict.fault}.", err=True)
        raise typer.Exit(1)
    typer.echo("The record is whole. Keep the last link elsewhere, to compare it next time.")


def add_commands(app: typer.Typer) -> None:
    """Add these commands to those of `send-navigator`."""
    for command in (create_user, reset_user, close_user, reopen_user):
        app.command(command.__name__.replace("_", "-"))(command)
    app.add_typer(audit_commands, name="audit")


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True)


def _do(work):  # noqa: ANN001, ANN202 - what comes out is what the work makes
    from actions_server.database import migrate, open_database, transaction
    from actions_server.settings import read_settings
    from actions_server.staff.moments import now
    from actions_server.staff.signing_in.accounts import CannotMake

    settings = read_settings()
    migrate(settings.database)
    engine = open_database(settings.database)
    try:
        with transaction(engine) as session:
            return work(session, now())
    except CannotMake as reason:
        typer.echo(str(reason), err=True)
        raise typer.Exit(2) from None
    finally:
        engine.dispose()
