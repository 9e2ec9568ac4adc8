"""Approved text to Messages: an article, a choice between articles, or who to ask."""

import secrets
from collections.abc import Sequence
from datetime import date

from actions_server import wording
from actions_server.messages import ArticleLink, Choice, Message, Outcome, ServiceCard, SourceLink
from knowledge_base.area import Contact
from knowledge_base.article import Article
from knowledge_base.library import Library
from knowledge_base.service import Service

MOST_SERVICES = 4
MOST_OFFERS = 2
CHOOSE = "article:"  # a choice of an article is this, then its slug
TALK_TO_A_PERSON = Choice(title=wording.TRY_PERSON, value="speak_to_a_person")
NOT_HELPFUL = Choice(title=wording.DID_NOT_HELP, value="not_helpful")
START_OVER = Choice(title=wording.START_OVER, value="start_again")


def answer(article: Article, library: Library, first: str = "") -> Message:
    """The article's short answer with steps, services, sources and what may be chosen next.

    The first paragraph of `text` is the short answer, led by `first` where more was asked and with
    a line of caution where it may be out of date; what follows repeats the other parts.
    """
    services = library.services_of(article)[:MOST_SERVICES]
    short_answer = f"{first} {article.answer}" if first else article.answer
    if warned := caution(article, library):
        short_answer = f"{short_answer}\n{warned}"
    paragraphs = [short_answer, listed(wording.WHAT_TO_DO, article.steps)]
    if services:
        paragraphs.append(listed(wording.WHO_CAN_HELP, [_in_words(item) for item in services]))
    sources = ", ".join(source.title for source in article.sources)
    day = written(article.reviewed_on)
    paragraphs.append(wording.WHERE_FROM.format(sources=sources, day=day))
    return Message(
        kind="answer",
        outcome="answered",
        text="\n\n".join(paragraphs),
        answer_id=secrets.token_urlsafe(12),
        article=ArticleLink(
            slug=article.slug,
            title=article.title,
            url=f"/guides/{article.slug}",
            topics=article.topics,
            area=article.area,
            reviewed_on=article.reviewed_on.isoformat(),
        ),
        steps=article.steps,
        services=[service_card(item) for item in services],
        sources=[
            SourceLink(title=source.title, url=source.url or None, law=source.law or None)
            for source in article.sources
        ],
        choices=[*offered(article.offers), NOT_HELPFUL, TALK_TO_A_PERSON],
    )


def caution(article: Article, library: Library) -> str:
    """What to say of an article that may be out of date, and whom to ask; empty for any other."""
    services = library.services_of(article)
    who = services[0].name if services else library.pack.send_team.name
    if article.valid_until and article.has_ended(library.today):
        return wording.HAS_ENDED.format(day=written(article.valid_until), who=who)
    if library.is_stale(article):
        return wording.IS_STALE.format(day=written(article.reviewed_on), who=who)
    return ""


def offered(journeys: Sequence[str]) -> list[Choice]:
    """At most two journeys as choices; a value is the journey's intent in Rasa."""
    return [Choice(title=wording.JOURNEYS[name], value=name) for name in journeys[:MOST_OFFERS]]


def clarify(
    articles: list[Article],
    library: Library,
    text: str = wording.CLARIFY,
    offers: Sequence[str] = (),
) -> Message:
    """Which of these articles do you mean? What has ended is offered with words that say so."""
    titles = [_offered_as(article, library) for article in articles]
    if any(article.has_ended(library.today) for article in articles):
        text = f"{text} {wording.SOME_HAVE_ENDED}"
    choices = [
        Choice(title=title, value=f"{CHOOSE}{article.slug}")
        for title, article in zip(titles, articles, strict=True)
    ]
    return Message(
        kind="clarify",
        outcome="clarified",
        text=listed(text, titles),
        choices=[
            *choices,
            *offered(offers),
            TALK_TO_A_PERSON,
        ],
    )


def _offered_as(article: Article, library: Library) -> str:
    """The title of an article as a choice."""
    if article.has_ended(library.today):
        return wording.MAY_HAVE_CHANGED.format(title=article.title)
    return article.title


def people(
    text: str, outcome: Outcome, library: Library, article: Article | None = None
) -> Message:
    """Who to contact: the article's services first, then the area's own contacts."""
    own = library.services_of(article)[:2] if article else []
    area = contacts(library)
    theirs = [service_card(item) for item in own if item.id not in {card.id for card in area}]
    cards = [*theirs, *area]
    lines = [card_in_words(card) for card in cards]
    return Message(
        kind="handover",
        outcome=outcome,
        text=listed(text, lines),
        services=cards,
        choices=[*offered(["barrier"]), START_OVER],
    )


def service_card(service: Service) -> ServiceCard:
    """The part of a directory entry that a family needs at once: what to do first, what to be
    careful about, and its opening hours."""
    said = [service.how_to_get, service.alert]
    if service.confidence != "high" and "check" not in service.how_to_get.casefold():
        said.append(wording.CHECK_FIRST)
    if service.opening_hours:
        said.append(wording.OPEN.format(hours=service.opening_hours))
    return ServiceCard(
        id=service.id,
        name=service.name,
        how_to_get=" ".join(part for part in said if part),
        phone=service.phone or None,
        text_number=service.text_number or None,
        email=service.email or None,
        url=service.url or None,
    )


def contacts(library: Library) -> list[ServiceCard]:
    """The area's own people: independent advice first, then the SEND team and the switchboard."""
    pack = library.pack
    people = (pack.independent_advice, pack.send_team, pack.switchboard)
    return [contact_card(contact, library) for contact in people]


def contact_card(contact: Contact, library: Library) -> ServiceCard:
    """Someone in the area pack, with opening hours and what to have ready."""
    ready = f" {wording.HAVE_READY.format(things=contact.have_ready)}" if contact.have_ready else ""
    if contact.service in library.services:
        card = service_card(library.services[contact.service])
        return card.model_copy(update={"how_to_get": f"{card.how_to_get}{ready}"})
    hours = f" {wording.OPEN.format(hours=contact.hours)}" if contact.hours else ""
    return ServiceCard(
        id=contact.service or contact.name.casefold().replace(" ", "-"),
        name=contact.name,
        how_to_get=f"{contact.what_for}{hours}{ready}",
        phone=contact.phone or None,
        email=contact.email or None,
        url=contact.url or None,
    )


def _in_words(service: Service) -> str:
    return card_in_words(service_card(service))


def card_in_words(card: ServiceCard) -> str:
    """Someone to turn to, in one line."""
    ways = [way for way in (card.phone, card.text_number, card.email) if way]
    reach = f" ({', '.join(ways)})" if ways else ""
    return f"{card.name}{reach}: {card.how_to_get}"


def listed(heading: str, lines: list[str]) -> str:
    """A heading, then the lines with their numbers."""
    return "\n".join([heading, *(f"{place}. {line}" for place, line in enumerate(lines, start=1))])


def written(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"
