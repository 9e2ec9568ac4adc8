"""Everything a running assistant is made of, built once at start."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy import Engine

from actions_server.conversation.crowds import Crowds
from actions_server.conversation.entrance import Entrance
from actions_server.conversation.guard_model import read_second_layer
from actions_server.conversation.memory import Conversation, Conversations
from actions_server.conversation.rasa_client import RasaClient
from actions_server.conversation.receive import Means
from actions_server.conversation.redact import redact
from actions_server.conversation.unanswered import Unanswered
from actions_server.counting import open_recorder
from actions_server.database import open_database, transaction
from actions_server.pause import Pause
from actions_server.published import open_published
from actions_server.settings import Settings
from actions_server.staff.moments import now
from actions_server.staff.questions.keeping import open_unanswered
from actions_server.staff.service_counts.queries import add_counts, close_weeks
from actions_server.staff.signing_in import sessions
from actions_server.tally import Line, Tally, last_closed
from actions_server.web.limits import RateLimits
from actions_server.web.metrics import Metrics
from knowledge_base.library import Library, with_services
from knowledge_base.queries import edition
from pain_points.months import uk_day
from pain_points.record import Recorder
from pain_points.vocabulary import Event

SWEEP_SECONDS = 60
LOOK_SECONDS = 0.5  # between looks at whether something was published
logger = logging.getLogger(__name__)


@dataclass
class Assistant:
    """The parts. `library` is replaced whole when something is published; all else stays."""

    settings: Settings
    engine: Engine
    library: Library
    conversations: Conversations
    rasa: RasaClient
    entrance: Entrance
    metrics: Metrics
    recorder: Recorder
    crowds: Crowds
    tally: Tally
    unanswered: Unanswered
    edition: tuple

    @property
    def means(self) -> Means:
        """What the steps of a message work with, as of now."""
        patience = self.settings.answer_patience
        parts = (self.library, self.rasa, self.entrance, self.metrics, patience)
        return Means(*parts, self.recorder, self.unanswered, self.crowds, self.tally)

    def hear(self, name: str, event: Event) -> None:
        """Count an event for the living conversation of that id."""
        if conversation := self.conversations.living(name):
            self.recorder.hear(conversation.number, event)

    async def know_staff(self, request: Request, conversation: Conversation) -> None:
        """Leave a conversation out of every count when staff are signed in in the browser that it
        is held in. Families have no such cookie, so nothing is looked up for them."""
        token = request.cookies.get(sessions.COOKIE, "")
        if not token or conversation.is_staff:
            return
        if await asyncio.to_thread(self._is_of_staff, token):
            self.leave_out_staff(conversation)

    def leave_out_staff(self, conversation: Conversation) -> None:
        """Staff are trying the assistant: the conversation counts as left out, and nowhere else."""
        conversation.is_staff = True
        self.recorder.exclude(conversation.number, "staff")
        self.unanswered.exclude(conversation.number)

    def _is_of_staff(self, token: str) -> bool:
        with transaction(self.engine) as session:
            return sessions.is_signed_in(session, token, now())

    def take_stock(self) -> None:
        """Bring the metrics that show a state, not a count, up to date."""
        self.metrics.conversations.set(len(self.conversations))
        self.metrics.in_work.set(self.entrance.in_work)

    async def sweep(self) -> None:
        """Forget idle conversations every minute, for as long as the process lives, and write down
        what was heard on days that are over."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            self.conversations.forget_idle()
            for heard in (self.recorder, self.unanswered):
                heard.keep_only(self.conversations.numbers)
            await asyncio.to_thread(self.write_down)

    def write_down(self, everything: bool = False) -> None:
        """Write the counts and the unanswered questions of days that are over, or everything when
        the service stops."""
        self.recorder.write(everything)
        self.unanswered.write(everything)
        try:
            self.tally.write()
            with transaction(self.engine) as session:
                close_weeks(session, last_closed(uk_day()))
        except Exception as error:
            # A database that is busy now is written to with the next sweep.
            logger.error("could not write the service counts", exc_info=error)

    async def forget(self, name: str) -> None:
        """Forget a conversation at once, here and in Rasa; forgetting twice is no error."""
        conversation = self.conversations.forget(name)
        if conversation:
            self.recorder.forget(conversation.number)
            # What is being answered is let finish, or Rasa would remember it after all.
            async with conversation.lock:
                await self.rasa.forget(name)
            # Last, because what was being answered may have alarmed the guard.
            self.unanswered.forget(conversation.number)
        elif name.isalnum():
            # Rasa may know it still: its time runs from the end of a message, not the beginning.
            await self.rasa.forget(name)

    async def keep_up(self) -> None:
        """Serve what is published, by whichever process, within a second or two: a new library is
        built beside the one that answers, and takes its place in one assignment."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await asyncio.to_thread(self._open_if_changed)
            except Exception as error:
                # What is being served goes on being served; the next look may fare better.
                logger.error("could not read what is published", exc_info=error)

    def _open_if_changed(self) -> None:
        latest = _edition(self.engine)
        if latest == self.edition:
            return
        if latest[0] == self.edition[0]:
            # Only services changed, of which there may be thousands; the search stays as it is.
            with transaction(self.engine) as session:
                self.library = with_services(session, self.library)
        else:
            self.library = open_published(self.settings, self.engine, self.library.searcher.encoder)
        self.edition = latest


def build_assistant(settings: Settings, metrics: Metrics) -> Assistant:
    """Open the database and the library. Raises when something was not prepared."""
    # What these read is read now, not while the first family waits.
    redact("")
    read_second_layer()
    engine = open_database(settings.database)
    limits = RateLimits(settings.limit_conversation, settings.limit_address)
    # Read before the library is: what is published in between is then seen as a change.
    found = _edition(engine)
    library = open_published(settings, engine)
    return Assistant(
        settings=settings,
        engine=engine,
        library=library,
        conversations=Conversations(settings.idle_minutes * 60, settings.most_conversations),
        rasa=RasaClient(settings.rasa, settings.rasa_secret, settings.rasa_patience),
        entrance=Entrance(
            limits,
            Pause(settings.data_folder),
            settings.most_in_work,
            metrics,
        ),
        metrics=metrics,
        recorder=open_recorder(engine, settings.area, settings.data_folder),
        crowds=Crowds(limits.name_of, settings.most_brief),
        tally=Tally(_add_to_counts(engine)),
        unanswered=open_unanswered(engine, library.searcher.encoder),
        edition=found,
    )


def _add_to_counts(engine: Engine) -> Callable[[Mapping[Line, int]], None]:
    def add(counts: Mapping[Line, int]) -> None:
        with transaction(engine) as session:
            add_counts(session, counts)

    return add


def _edition(engine: Engine) -> tuple:
    with transaction(engine) as session:
        return edition(session)


def the_assistant(request: Request) -> Assistant:
    """The assistant of the application that got this request."""
    return request.app.state.assistant
