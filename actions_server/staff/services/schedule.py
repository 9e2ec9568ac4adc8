"""What is kept of imports is forgotten in time, also where nobody begins another."""

import asyncio
import logging

from sqlalchemy import Engine

from actions_server.assistant import Assistant
from actions_server.database import transaction
from actions_server.staff.services.importing import forget_old

LOOK_SECONDS = 600
logger = logging.getLogger(__name__)


async def forget_imports(assistant: Assistant) -> None:
    """Forget imports that were begun a day ago, for as long as the process lives."""
    while True:
        try:
            await asyncio.to_thread(_forget, assistant.engine)
        except Exception as error:
            logger.error("could not forget old imports", exc_info=error)
        await asyncio.sleep(LOOK_SECONDS)


def _forget(engine: Engine) -> None:
    with transaction(engine) as session:
        forget_old(session)
