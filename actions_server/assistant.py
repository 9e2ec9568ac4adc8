"""Everything a running assistant is made of, built once at start."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from fastapi import Request
from sqlalchemy import Engine

from actions_server.conversation.memory import Conversations
from actions_server.conversation.rasa_client import RasaClient
from actions_server.conversation.receive import Means
from actions_server.conversation.redact import redact
from actions_server.database import open_database
from actions_server.published import open_published
from actions_server.settings import Settings
from knowledge_base.library import Library

SWEEP_SECONDS = 60


@dataclass
class Assistant:
    """The parts. `library` is replaced whole when something is published; all else stays."""

    settings: Settings
    engine: Engine
    library: Library
    conversations: Conversations
    rasa: RasaClient
    feedback: Counter[str] = field(default_factory=Counter)

    @property
    def means(self) -> Means:
        """What the steps of a message work with, as of now."""
        return Means(self.library, self.rasa)

    async def sweep(self) -> None:
        """Forget idle conversations every minute, for as long as the process lives."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            self.conversations.forget_idle()


def build_assistant(settings: Settings) -> Assistant:
    """Open the database and the library. Raises when something was not prepared."""
    redact("")  # its word lists are read now, not while the first family waits
    engine = open_database(settings.database)
    return Assistant(
        settings=settings,
        engine=engine,
        library=open_published(settings, engine),
        conversations=Conversations(settings.idle_minutes * 60, settings.most_conversations),
        rasa=RasaClient(settings.rasa, settings.rasa_secret, settings.rasa_patience),
    )


def the_assistant(request: Request) -> Assistant:
    """The assistant of the application that got this request."""
    return request.app.state.assistant
