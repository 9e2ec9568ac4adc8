"""Articles that go live, or are taken down, by themselves when their time has come."""

import asyncio
import logging
from datetime import datetime

from sqlalchemy.orm import Session

from actions_server.assistant import Assistant
from actions_server.database import transaction
from actions_server.staff.articles import queries, work
from actions_server.staff.articles.checks import check
from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.audit.chain import record
from actions_server.staff.moments import now
from knowledge_base.library import Library

LOOK_SECONDS = 20
logger = logging.getLogger(__name__)


async def keep_to_schedule(assistant: Assistant) -> None:
    """Do what is due, for as long as the process lives."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await asyncio.to_thread(_look, assistant)
        except Exception as error:
            # Another process may have been quicker; the next look will tell.
            logger.error("could not do what was planned", exc_info=error)


def do_what_is_due(session: Session, library: Library, at: datetime) -> None:
    """Publish and take down what was planned for now or earlier."""
    for row in queries.due(session, at):
        if row.publish_at and row.publish_at <= at and row.state == State.REVIEW:
            _publish(session, row, library, at)
        if row.expire_at and row.expire_at <= at:
            work.take_down(session, row, "", work.BY_ITSELF, at)


def _publish(session: Session, row: StaffArticleRow, library: Library, at: datetime) -> None:
    checked = check(row.content, library, at.date())
    if checked.article is not None and checked.may_be_published:
        work.publish(session, row, checked.article, row.approved_by or work.BY_ITSELF, at)
        return
    # The rules, or what stands beside it, changed after somebody approved it.
    row.state, row.publish_at, row.approved_by = State.DRAFT, None, None
    row.note = "It could not be published as planned, because it now breaks a rule. See below."
    record(session, at, work.BY_ITSELF, "planned publishing refused", row.slug)


def _look(assistant: Assistant) -> None:
    with transaction(assistant.engine) as session:
        do_what_is_due(session, assistant.library, now())
