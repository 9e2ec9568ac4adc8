"""What a journey ends in: steps, the area's own services, sources, and what may come next.

Everything local is looked up by topic and age; where the area has nothing confirmed, the message
says so and names whom to ask.
"""

from collections.abc import Sequence

from actions_server import wording
from actions_server.answering import compose
from actions_server.journeys.journey import Answers, shared
from actions_server.messages import Choice, Message, ServiceCard, SourceLink
from knowledge_base.library import NATIONAL, Library

MOST_SERVICES = 4
COMPLAINTS = "disagreement-complaint"  # no help to start with
MOST_SOURCES = 3
BANDS = (("under-5", 0, 4), ("5-15", 5, 15), ("16-25", 16, 25))  # years
_TRUST = {"high": 0, "medium": 1, "low": 2}


def band_of(known: Answers) -> str:
    """The age band of the child; the middle one where the age was not given."""
    return _band(known.get("child_age", "")) or "5-15"


def with_band(known: Answers) -> dict[str, str]:
    """The answers with `age_band`, which decides what is shown, and "unknown" for the setting.

    A child known to be under four cannot be at school yet, so they have a band of their own here.
    """
    age = known.get("child_age", "")
    band = "0-3" if age.isdigit() and int(age) < 4 else _band(age)
    return {"setting": "unknown", **known, **({"age_band": band} if band else {})}


def _band(age: str) -> str | None:
    if age.isdigit():
        return next((band for band, low, high in BANDS if low <= int(age) <= high), None)
    return age if age in {band for band, _, _ in BANDS} else None


def local_cards(library: Library, topics: Sequence[str], known: Answers) -> list[ServiceCard]:
    """The area's own services on these topics for this age: first topics first, then the surest."""
    youngest, oldest = _ages(known)
    places = {topic: place for place, topic in reversed(list(enumerate(topics)))}
    found = [
        service
        for service in library.services.values()
        if service.area == library.pack.area
        and places.keys() & set(service.topics)
        and (COMPLAINTS in places or COMPLAINTS not in service.topics)
        and (service.minimum_age is None or service.minimum_age <= oldest)
        and (service.maximum_age is None or service.maximum_age >= youngest)
    ]
    found.sort(
        key=lambda service: (
            min(places.get(topic, len(places)) for topic in service.topics),
            next(n for n, topic in enumerate(service.topics) if topic in places),
            _TRUST[service.confidence],
            service.id,
        )
    )
    return [compose.service_card(service) for service in found[:MOST_SERVICES]]


def national_cards(library: Library, topics: Sequence[str]) -> list[ServiceCard]:
    """England's services on these topics, at most two."""
    found = [
        service
        for service in library.services.values()
        if service.area == NATIONAL and set(topics) & set(service.topics)
    ]
    found.sort(key=lambda service: service.id)
    return [compose.service_card(service) for service in found[:2]]


def result(
    *,
    opening: str,
    heading: str,
    steps: list[str],
    cards: list[ServiceCard],
    article_topics: list[str],
    library: Library,
    ending: str = "",
    offers: Sequence[str] = (),
    extra_choices: Sequence[Choice] = (),
) -> Message:
    """The last message of a journey; `text` says all of it."""
    pack = library.pack
    if not cards:
        who = pack.independent_advice.name
        ending = f"{shared()['no_local'].format(who=who)} {ending}".strip()
        cards = compose.contacts(library)[:2]
    article = next((found for topic in article_topics if (found := library.on_topic(topic))), None)
    sources = article.sources[:MOST_SOURCES] if article else []
    parts = [opening, compose.listed(heading, steps)]
    parts.append(compose.listed(wording.WHO_CAN_HELP, [compose.card_in_words(c) for c in cards]))
    if ending:
        parts.append(ending)
    if article:
        titles = ", ".join(source.title for source in sources)
        day = compose.written(article.reviewed_on)
        parts.append(wording.WHERE_FROM.format(sources=titles, day=day))
    choices = [*compose.offered(offers), *extra_choices]
    if article:
        title = shared()["more_from"].format(title=article.title)
        choices.append(Choice(title=title, value=f"{compose.CHOOSE}{article.slug}"))
    return Message(
        kind="journey",
        outcome="journey",
        text="\n\n".join(parts),
        steps=steps,
        services=cards,
        sources=[SourceLink(title=s.title, url=s.url or None, law=s.law or None) for s in sources],
        choices=[*choices[:2], compose.TALK_TO_A_PERSON],
    )


def _ages(known: Answers) -> tuple[int, int]:
    age = known.get("child_age", "")
    if age.isdigit():
        return int(age), int(age)
    return next(((low, high) for band, low, high in BANDS if band == age), (0, 25))
