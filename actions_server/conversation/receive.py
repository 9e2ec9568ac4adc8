"""The way of a message, in order; each step may change it, add a reply, or end the way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from actions_server import wording
from actions_server.answering.answer import answer_question, answer_with, hand_over
from actions_server.answering.compose import CHOOSE
from actions_server.conversation.crisis_help import crisis_reply
from actions_server.conversation.crowds import Crowds
from actions_server.conversation.entrance import Entrance, Refusal, in_words, paused
from actions_server.conversation.guard import recognise
from actions_server.conversation.languages import asked_for, reply_in, written_in
from actions_server.conversation.memory import Conversation
from actions_server.conversation.rasa_client import RasaClient, RasaUnavailable
from actions_server.conversation.redact import redact
from actions_server.conversation.tidy import tidy
from actions_server.conversation.unanswered import Unanswered
from actions_server.counting import answer_to_partnership, events_of, locality_id
from actions_server.letters.compose import CHOOSE_LETTER, letter_or_regret
from actions_server.messages import Message
from actions_server.problems import Problem
from actions_server.tally import Tally
from actions_server.web.metrics import Metrics
from knowledge_base.library import Library
from pain_points.record import Recorder


@dataclass(frozen=True)
class Incoming:
    """What a family sent, and the replies gathered on the way. Exactly one of text and choice.

    address: where it came from, for the rate limit alone.
    """

    conversation: Conversation
    text: str = ""
    choice: str = ""
    address: str = field(default="", repr=False)
    replies: tuple[Message, ...] = field(default=())
    done: bool = False

    def with_reply(self, *messages: Message) -> "Incoming":
        """The same, with more to say."""
        return replace(self, replies=(*self.replies, *messages))


@dataclass(frozen=True)
class Means:
    """What the steps work with. patience: seconds that one message may take."""

    library: Library
    rasa: RasaClient
    entrance: Entrance
    metrics: Metrics
    patience: float
    recorder: Recorder
    unanswered: Unanswered
    crowds: Crowds
    tally: Tally


Step = Callable[[Incoming, Means], Awaitable[Incoming]]


async def receive(incoming: Incoming, means: Means) -> list[Message]:
    """Take a message all the way; the conversation remembers the exchange. Raises Problem."""
    began = time.perf_counter()
    last = incoming.conversation.last_article
    before = means.library.article(last) if last else None
    spoke = incoming.conversation
    _take_part(spoke, incoming.address, means)
    with means.entrance.enter(incoming.address, spoke.id) as refusal:
        if refusal:
            if refusal.too_fast:
                means.recorder.exclude(spoke.number, "flood")
                means.unanswered.exclude(spoke.number)
            incoming = await _turned_away(incoming, means, refusal)
        else:
            incoming = await _taken_in(incoming, means)
    seconds = time.perf_counter() - began
    means.metrics.message_seconds.observe(seconds)
    for reply in incoming.replies:
        means.metrics.replies.labels(reply.outcome).inc()
    if not (refusal or spoke.is_staff):
        means.tally.replied(spoke.number, incoming.replies, seconds)
    means.recorder.hear(spoke.number, *events_of(incoming.replies, spoke.channel, before))
    means.unanswered.listen(spoke, incoming.text, incoming.replies)
    return list(incoming.replies)


def _take_part(spoke: Conversation, address: str, means: Means) -> None:
    """The conversation takes part in the crowd at its address, by which programs are told."""
    if spoke.part is None:
        spoke.part = means.crowds.join(address)
        means.recorder.doubt(spoke.number, spoke.part.is_a_programs)
    spoke.part.speak()


def help_alone(text: str, means: Means) -> list[Message]:
    """Help for a risk in words that belong to no conversation that lives; empty without a risk."""
    risk = recognise(tidy(text))
    return [Message.model_validate(crisis_reply(risk, means.library.pack))] if risk else []


async def _taken_in(incoming: Incoming, means: Means) -> Incoming:
    """Every step in turn, within the time there is; help that was found by then is still given."""
    try:
        async with asyncio.timeout(means.patience), incoming.conversation.lock:
            if incoming.conversation.ended:
                raise Problem(404, wording.GONE)
            for step in STEPS:
                incoming = await step(incoming, means)
                if incoming.done:
                    break
            return _remembered(incoming)
    except TimeoutError:
        means.metrics.refused.labels("late").inc()
        return await _turned_away(incoming, means, Refusal("late"))


async def _turned_away(incoming: Incoming, means: Means, refusal: Refusal) -> Incoming:
    """The guard alone, without waiting for anything; then why there is no more. Raises Problem."""
    if not incoming.conversation.is_staff:
        means.tally.held_up(incoming.conversation.number)
    if not incoming.replies:
        incoming = await guarded(await tidied(incoming, means), means)
    has_help = any(reply.kind == "crisis" for reply in incoming.replies)
    if has_help and (incoming.done or refusal.reason != "paused"):
        return _remembered(incoming)
    if refusal.reason != "paused":
        raise in_words(refusal, means.library)
    # What is typed while nobody answers is not kept.
    return _remembered(replace(incoming, text="", choice="").with_reply(paused(means.library)))


def _remembered(incoming: Incoming) -> Incoming:
    said = incoming.text or incoming.conversation.offered.get(incoming.choice)
    incoming.conversation.remember(said, list(incoming.replies))
    return incoming


async def tidied(incoming: Incoming, _means: Means) -> Incoming:
    """Hidden characters and odd spaces go; a choice must be one that was offered."""
    if incoming.choice:
        if incoming.choice not in incoming.conversation.offered:
            raise Problem(422, wording.NOT_OFFERED)
        return incoming
    text = tidy(incoming.text)
    if not text:
        raise Problem(422, wording.EMPTY)
    return replace(incoming, text=text)


async def guarded(incoming: Incoming, means: Means) -> Incoming:
    """A risk to life or safety is answered first; the way goes on only if more was asked."""
    risk = recognise(incoming.text, incoming.conversation.earlier) if incoming.text else None
    if risk is None:
        return incoming
    # Whoever is in danger finds no word of it stored, nor of what they asked before and after.
    means.unanswered.exclude(incoming.conversation.number)
    help_first = Message.model_validate(crisis_reply(risk, means.library.pack))
    goes_on = risk.soft or risk.asks_too
    answered = incoming.with_reply(help_first)
    # What was typed is kept redacted even where the way ends here.
    return replace(answered, text=redact(incoming.text).text, done=not goes_on)


async def in_another_language(incoming: Incoming, means: Means) -> Incoming:
    """Words in another language get the fixed reply in it; a wish for one, that and an answer."""
    pack = means.library.pack
    if language := written_in(incoming.text, pack):
        answered = incoming.with_reply(reply_in(language, pack))
        return replace(answered, text=redact(incoming.text).text, done=True)
    if language := asked_for(incoming.text, pack):
        return incoming.with_reply(reply_in(language, pack))
    return incoming


async def redacted(incoming: Incoming, means: Means) -> Incoming:
    """Personal details are left out before anything is handed on, and the family is told. The
    first half of a postcode names the part of the area, which is all that is counted of it."""
    if not incoming.text:
        return incoming
    safe = redact(incoming.text)
    incoming = replace(incoming, text=safe.text)
    if locality := means.library.pack.locality_in(safe.text):
        means.recorder.settle(incoming.conversation.number, locality_id(locality))
    if not safe.removed:
        return incoming
    told = wording.LEFT_OUT.format(things=_listed(safe.removed))
    return incoming.with_reply(Message(kind="notice", outcome="answered", text=told))


async def conversed(incoming: Incoming, means: Means) -> Incoming:
    """Rasa decides what to do; without Rasa the knowledge base answers, and says so."""
    conversation = incoming.conversation
    try:
        if incoming.choice:
            intent, entities = as_intent(incoming.choice)
            messages = await means.rasa.choose(conversation.id, intent, entities)
        else:
            messages = await means.rasa.say(conversation.id, incoming.text)
        conversation.limited = False
    except RasaUnavailable:
        messages = await asyncio.to_thread(_without_rasa, incoming, means.library)
        if not conversation.limited:
            messages.insert(0, Message(kind="notice", outcome="limited", text=wording.LIMITED))
        conversation.limited = True
    return incoming.with_reply(*messages)


async def consulted(incoming: Incoming, means: Means) -> Incoming:
    """An answer to the partnership's question is counted and ends the way."""
    event = answer_to_partnership(incoming.choice)
    if event is None:
        return incoming
    means.recorder.hear(incoming.conversation.number, event)
    thanks = Message(kind="journey", outcome="journey", text=wording.CONSULTED)
    return replace(incoming.with_reply(thanks), done=True)


STEPS: tuple[Step, ...] = (tidied, guarded, in_another_language, redacted, consulted, conversed)


def as_intent(choice: str) -> tuple[str, dict[str, str]]:
    """The intent and entities that a choice stands for."""
    if choice.startswith(CHOOSE):
        return "choose_article", {"article": choice.removeprefix(CHOOSE)}
    if choice.startswith(CHOOSE_LETTER):
        return "choose_letter", {"letter_id": choice.removeprefix(CHOOSE_LETTER)}
    if ":" in choice:
        return "pick", {"option": choice}
    return choice, {}


def _without_rasa(incoming: Incoming, library: Library) -> list[Message]:
    before = incoming.conversation.last_article
    if incoming.choice.startswith(CHOOSE):
        return answer_with(incoming.choice.removeprefix(CHOOSE), library).messages
    if incoming.choice in wording.JOURNEYS:
        return _instead_of_journey(incoming.choice, library)
    if incoming.choice.startswith(CHOOSE_LETTER):
        return [letter_or_regret(incoming.choice.removeprefix(CHOOSE_LETTER))]
    if ":" in incoming.choice:
        return hand_over(library, before, wording.JOURNEY_HELD_UP).messages
    if incoming.choice:
        return hand_over(library, before).messages
    return answer_question(incoming.text, library, before).messages


def _instead_of_journey(name: str, library: Library) -> list[Message]:
    """What is known about a journey's topic, for as long as the journey itself cannot be gone."""
    told = Message(kind="notice", outcome="limited", text=wording.WITHOUT_JOURNEYS)
    article = library.on_topic(wording.JOURNEY_TOPICS[name])
    if article is None:
        return [told, *hand_over(library, None).messages]
    return [told, *answer_with(article.slug, library).messages]


def _article(thing: str) -> str:
    # “NHS” and “NI” are said letter by letter, and N begins with a vowel then.
    return "an" if thing.startswith(("a", "e", "i", "o", "NHS", "NI ")) else "a"


def _listed(things: tuple[str, ...]) -> str:
    named = list(dict.fromkeys(f"{_article(thing)} {thing}" for thing in things))
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
