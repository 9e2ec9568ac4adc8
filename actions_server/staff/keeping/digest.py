"""What is due, sent to its owner once a week."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from sqlalchemy import Engine

from actions_server.calendars import as_calendar
from actions_server.database import transaction
from actions_server.settings import Settings
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.deliver import Deliver, NotDelivered
from actions_server.staff.keeping.gather import everything
from actions_server.staff.keeping.owners import Owners
from actions_server.staff.keeping.places import OF_SERVICES
from actions_server.staff.keeping.remind import as_days
from actions_server.staff.keeping.task import Task
from actions_server.staff.moments import UK, now
from actions_server.web.pages import uk_date
from knowledge_base.area import AreaPack

A_WEEK = timedelta(days=7)
KEPT_FOR = timedelta(days=91)  # that a digest was sent is forgotten then
MOST_LISTED = 50


@dataclass
class Outcome:
    """What was done, and what was not and why, in lines for whoever runs the service."""

    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def send_digests(
    engine: Engine,
    pack: AreaPack,
    owners: Owners,
    settings: Settings,
    deliver: Deliver,
    today: date | None = None,
) -> Outcome:
    """Every owner with something due has the digest of this week, unless it could not be sent.

    That it was sent is noted before it is: after a crash in between, a digest is missing, which
    the worklist makes good, and none is sent twice.
    """
    today = today or now().astimezone(UK).date()
    week = f"{today:%G-W%V}"
    with transaction(engine) as session:
        queries.forget_sent(session, now() - KEPT_FOR)
        tasks = everything(session, pack, today)
    outcome = Outcome()
    for owner, theirs in sorted(by_owner(tasks, today + A_WEEK).items()):
        with transaction(engine) as session:
            if queries.was_sent(session, owner, week):
                outcome.said.append(f"{owner}: has the digest of {week} already")
                continue
            queries.note_sent(session, owner, week, now())
        mail = written(owner, theirs, today, owners.of(owner), pack, settings)
        try:
            went_to = deliver(owner, week, mail)
        except NotDelivered as reason:
            with transaction(engine) as session:
                queries.take_back_sent(session, owner, week)
            outcome.failed.append(f"{owner}: {len(theirs)} due, not sent: {reason}")
        else:
            outcome.said.append(f"{owner}: {len(theirs)} due, to {went_to}")
    if not outcome.said and not outcome.failed:
        outcome.said.append("Nothing is due.")
    return outcome


def by_owner(tasks: Sequence[Task], until: date) -> dict[str, list[Task]]:
    """What is due by that day, for each owner, in the order given."""
    found: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        if task.due <= until:
            found[task.owner or OF_SERVICES].append(task)
    return dict(found)


def written(
    owner: str,
    tasks: Sequence[Task],
    today: date,
    to: Sequence[str],
    pack: AreaPack,
    settings: Settings,
) -> EmailMessage:
    """The e-mail to an owner, with a file for the calendar."""
    late = [task for task in tasks if task.is_late(today)]
    overdue = f", {len(late)} overdue" if late else ""
    mail = EmailMessage()
    mail["Subject"] = f"{pack.assistant_name}: {len(tasks)} to do{overdue}"
    sender = settings.smtp_from or "send-navigator@localhost"
    mail["From"] = sender
    if to:
        mail["To"] = ", ".join(to)
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # so that no absence note answers it
    mail.set_content(_text(owner, tasks, today, settings.staff_address.rstrip("/")))
    calendar = as_calendar("To do", as_days(tasks, today))
    params = {"charset": "utf-8", "method": "PUBLISH"}
    mail.add_attachment(
        calendar, maintype="text", subtype="calendar", filename="to-do.ics", params=params
    )
    return mail


def _text(owner: str, tasks: Sequence[Task], today: date, start: str) -> str:
    lines = [f"For: {owner}", "", "This is overdue or due within a week, most urgent first.", ""]
    for task in tasks[:MOST_LISTED]:
        mark = " (overdue)" if task.is_late(today) else ""
        lines += [f"* {task.what}", f"  {task.why}", f"  By {uk_date(task.due)}{mark}"]
        lines += [f"  {start}{task.address}"] if task.address else []
        lines.append("")
    if len(tasks) > MOST_LISTED:
        lines += [f"… and {len(tasks) - MOST_LISTED} more.", ""]
    lines += ["The whole list:", f"{start}/staff/worklist", ""]
    lines += ["You get this once a week at most, and only when something is due."]
    return "\n".join(lines)
