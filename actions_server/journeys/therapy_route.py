"""`therapy_route`: who refers, what the school must arrange, and what to do while waiting."""

from actions_server.journeys.journey import Answers, Journey, read_questions, read_texts
from actions_server.journeys.local import local_cards, result
from actions_server.messages import Message
from knowledge_base.library import Library

TEXTS = read_texts("therapy_route")


def needed(_known: Answers) -> list[str]:
    """Every question."""
    return ["therapy_kind", "child_age", "setting", "has_plan", "waiting"]


def finish(known: Answers, library: Library) -> list[Message]:
    """The steps, led by what the area's own articles say."""
    kind, setting = known["therapy_kind"], known["setting"]
    topic = TEXTS["topics_for_kind"][kind]
    place = TEXTS["topics_for_setting"].get(setting)
    articles = [library.on_topic(name) for name in (topic, place) if name]
    said = [article.answer for article in articles if article]
    steps = [
        TEXTS["unsure"] if kind == "unsure" else TEXTS["self"],
        TEXTS["refers"][setting],
        TEXTS["must"][setting],
        TEXTS["plan"][known["has_plan"]],
        TEXTS["waiting"][known["waiting"]],
    ]
    topics = [name for name in (topic, place) if name]
    return [
        result(
            opening="\n\n".join([TEXTS["opening"], TEXTS["local"], *said]),
            heading=TEXTS["steps"],
            steps=steps,
            ending=TEXTS["urgent"],
            cards=local_cards(library, topics, known),
            article_topics=["therapy-in-plan"] if known["has_plan"] == "yes" else topics,
            offers=["letter"],
            library=library,
        )
    ]


JOURNEY = Journey("therapy_route", TEXTS, read_questions(TEXTS), needed, finish)
