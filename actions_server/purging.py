"""Deleting what is no longer needed: by itself while the service runs, or by `purge`.

docs/privacy.md says of everything how long it is kept.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy import Engine

from actions_server.assistant import Assistant
from actions_server.counting import REPORTS
from actions_server.database import transaction
from actions_server.settings import Settings
from actions_server.staff.articles.queries import drop_unsaved_before
from actions_server.staff.moments import UK, now
from actions_server.staff.questions.keeping import delete_old
from actions_server.staff.service_counts.queries import delete_weeks_before
from actions_server.staff.services.importing import forget_old
from pain_points.ledger import Ledger
from pain_points.months import Month
from pain_points.queries import delete_before, delete_month

EVENTS = 13  # months, reported or not
SERVICE_COUNTS = timedelta(weeks=53)
UNSAVED = timedelta(days=30)  # what staff typed and did not save
LOOK_SECONDS = 600
logger = logging.getLogger(__name__)


async def keep_purging(assistant: Assistant) -> None:
    """Delete what is no longer needed, for as long as the process lives: what is promised must not
    hang on somebody's timer."""
    while True:
        try:
            await asyncio.to_thread(purge, assistant.engine, assistant.settings, now())
        except Exception as error:
            # Another look follows; the command says in words what is wrong.
            logger.error("could not delete what is no longer needed", exc_info=error)
        await asyncio.sleep(LOOK_SECONDS)


def purge(engine: Engine, settings: Settings, at: datetime) -> None:
    """Delete what is no longer needed at that time. Raises Refused where the ledger of reports was
    changed by hand; all else is deleted even so."""
    today = at.astimezone(UK).date()
    with transaction(engine) as session:
        delete_before(session, Month.of(today).plus(-EVENTS))
        delete_weeks_before(session, today - SERVICE_COUNTS)
        delete_old(session, today)
        drop_unsaved_before(session, at - UNSAVED)
        forget_old(session)
    # A released month never changes, so its events go as soon as its report is signed.
    ledger = Ledger(settings.data_folder / REPORTS)
    with transaction(engine) as session:
        for month in ledger.months():
            if ledger.is_published(month):
                delete_month(session, month)
