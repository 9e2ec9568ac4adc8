"""`send-navigator`: the commands. This module parses; the work is done where it belongs."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

# One short text gains nothing from more threads, and many waiting ones lose (measured).
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import typer  # noqa: E402 - the libraries below read the variables above when they are imported

from actions_server.content_commands import check_content, content_commands  # noqa: E402
from actions_server.directory.command import import_services  # noqa: E402
from actions_server.directory.listing import CannotImport  # noqa: E402
from actions_server.ehc_clock.command import dates  # noqa: E402
from actions_server.pause_commands import pause, resume  # noqa: E402
from actions_server.published import NotPrepared, open_published  # noqa: E402
from actions_server.report_commands import purge, report_commands  # noqa: E402
from actions_server.settings import Settings, WrongSetting, read_settings  # noqa: E402
from actions_server.staff.commands import add_commands  # noqa: E402
from actions_server.staff.keeping.commands import add_commands as add_keeping  # noqa: E402
from actions_server.staff.keeping.owners import WrongOwners  # noqa: E402
from knowledge_base.article import Article  # noqa: E402
from knowledge_base.embedding import EncoderNotPrepared  # noqa: E402
from knowledge_base.problems import ContentError  # noqa: E402
from pain_points.problems import ReportProblem  # noqa: E402

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they would print what a family typed
    help="SEND Navigator's commands.",
)
app.add_typer(content_commands, name="content")
app.command("check-content")(check_content)
app.command()(dates)
app.add_typer(report_commands, name="report")
app.command()(purge)
app.command("import-services")(import_services)
app.command()(pause)
app.command()(resume)
add_commands(app)
add_keeping(app)
QUESTIONS = Path("tests/data/questions_dev.yaml")


def main() -> None:
    """Run a command; what a person can mend is said in a sentence, without a traceback."""
    try:
        app()
    except (
        WrongSetting,
        EncoderNotPrepared,
        ContentError,
        NotPrepared,
        ReportProblem,
        CannotImport,
        WrongOwners,
    ) as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


@app.command()
def serve() -> None:
    """Start Rasa and the application together, and stop both on Ctrl-C."""
    from actions_server.launch import launch

    raise typer.Exit(launch(read_settings()))


@app.command("prepare-encoder")
def prepare_encoder() -> None:
    """Make the encoders of search and of the guard from the weights of the installed package."""
    from actions_server.encoders import prepare_encoders
    from knowledge_base.prepare_encoder import WrongWeights

    try:
        made = prepare_encoders(read_settings())
    except WrongWeights as error:
        raise NotPrepared(str(error)) from None
    typer.echo("The encoders are prepared." if made else "The encoders were prepared before.")


@app.command("import-content")
def import_content() -> None:
    """Bring the database up to date and fill it from the content files, all or nothing."""
    from actions_server.database import migrate, open_database, transaction
    from actions_server.importing import import_files

    settings = read_settings()
    migrate(settings.database)
    with transaction(open_database(settings.database)) as session:
        imported = import_files(session)
    for problem in imported.problems:
        typer.echo(f"Left out: {problem}", err=True)
    typer.echo(f"{imported.articles} articles and {imported.services} services have changed.")
    typer.echo(f"{_embedded(settings)} texts are ready to be searched.")


@app.command()
def train() -> None:
    """Teach search how families speak, and set its weights and thresholds (up to an hour)."""
    from knowledge_base.training import train as teach

    settings = read_settings()
    recipe = teach(_served_articles(settings), settings.encoder, typer.echo)
    for name, value in recipe["scores"].items():
        typer.echo(f"{name:24} {value:6.1%}")


@app.command("first-tries")
def first_tries(
    encoders: Annotated[
        list[Path] | None, typer.Argument(help="More folders of sentence encoders to try.")
    ] = None,
) -> None:
    """Print what plain ways of learning reach in the folds of `train` (half an hour and more)."""
    from knowledge_base.beside import as_table
    from knowledge_base.first_tries import first_tries as try_all
    from knowledge_base.messages import read_messages
    from knowledge_base.prepare_encoder import weights_folder

    settings = read_settings()
    folders = [weights_folder(settings.encoder), *(encoders or [])]
    taught = read_messages(articles=_served_articles(settings))
    typer.echo(as_table(try_all(taught, folders)))


@app.command()
def search(question: str) -> None:
    """Show what search decides on a question, with scores and what nearly matched."""
    result = open_published(read_settings()).search(question, limit=8)
    typer.echo(f"{result.decision}{f' ({result.why})' if result.why else ''}")
    for found in result.found:
        typer.echo(f"{found.score:7.3f}  {found.article.slug:36} {found.article.title}")
        typer.echo(f"         {found.passage.trail}: {found.passage.text[:90]} …")


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="A file of questions.")] = QUESTIONS,
    beside: Annotated[
        bool, typer.Option(help="Compare with BM25, the encoder and Rasa's ResponseSelector.")
    ] = False,
    conversations: Annotated[
        bool, typer.Option(help="Also hold the scripted conversations with the assistant.")
    ] = True,
) -> None:
    """Print how well search answers a file of questions, and list the misses; then how many of
    the statements of the scripted conversations hold."""
    from actions_server.answering.compose import answer
    from actions_server.compare import compare
    from knowledge_base.evaluate import as_text, read_questions
    from knowledge_base.evaluate import evaluate as ask_all
    from knowledge_base.topics import topic_groups

    if beside:
        typer.echo(compare(read_settings(), file))
        return
    library = open_published(read_settings())
    groups = {topic: group for group, topics in topic_groups().items() for topic in topics}
    report = ask_all(
        read_questions(file), library.search, lambda article: answer(article, library).text, groups
    )
    typer.echo(as_text(report))
    if conversations:
        _rehearse()


@app.command()
def bench(
    scale: Annotated[
        bool, typer.Option(help="Show how a look-up grows with the number of passages instead.")
    ] = False,
) -> None:
    """Measure a full answer beside Rasa's own starter, and print one table with ratios."""
    from actions_server.bench import run_bench
    from knowledge_base.scale import as_table, costs

    settings = read_settings()
    if scale:
        typer.echo(as_table(costs(_served_articles(settings))))
        return
    typer.echo(run_bench(settings))


@app.command()
def redact() -> None:
    """Show, for each line of standard input, what would be passed on and what could be stored."""
    from actions_server.conversation.redact import redact_line

    for line in sys.stdin:
        typer.echo(json.dumps(redact_line(line.rstrip("\n")), ensure_ascii=False))


def _served_articles(settings: Settings) -> list[Article]:
    """Those of the content files that the area's families can be shown."""
    from knowledge_base.area import NATIONAL
    from knowledge_base.reading import read_content

    return [item for item in read_content().articles if item.area in {settings.area, NATIONAL}]


def _rehearse() -> None:
    from actions_server.rehearse import read_scripts, tally
    from actions_server.running import our_assistant

    scripts = read_scripts()
    with our_assistant() as ours:
        held, stated, failed = tally(ours.address, scripts)
    typer.echo(f"\n{held} of {stated} statements hold in {len(scripts)} conversations")
    for one in failed:
        typer.echo(f"  {one.script}, turn {one.turn}, {one.what}: found {one.found}")


def _embedded(settings: Settings) -> int:
    """Embed what is new now, so that the first start need not; how many texts there are."""
    index = open_published(settings).searcher.index
    return len(index.passages) + len(index.asked_entries.owners)


if __name__ == "__main__":
    main()
