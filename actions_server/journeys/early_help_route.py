"""`early_help_route`: from a worry to the nearest help, with several doors and no diagnosis."""

from actions_server.journeys.journey import Answers, Journey, read_questions, read_texts
from actions_server.journeys.local import band_of, local_cards, result
from actions_server.messages import Message
from knowledge_base.library import Library

TEXTS = read_texts("early_help_route")


def needed(_known: Answers) -> list[str]:
    """All but the setting, which only decides what is offered where it was told before."""
    return ["worry", "child_age", "who_knows"]


def finish(known: Answers, library: Library) -> list[Message]:
    """Doors to try, in order, with the local services behind them."""
    band, worry, who = band_of(known), known["worry"], known["who_knows"]
    steps = [
        TEXTS["first_door"][who],
        TEXTS["also_door"][band],
        TEXTS["for_worry"][worry],
        TEXTS["right"],
    ]
    topics = [*TEXTS["topics_for_worry"][worry], *TEXTS["topics_for_age"][band]]
    offers = ["therapy_route"] if worry in ("talking", "moving") else []
    return [
        result(
            opening=TEXTS["opening"],
            heading=TEXTS["doors"],
            steps=steps,
            ending=TEXTS["urgent"],
            cards=local_cards(library, topics, known),
            article_topics=[topics[0], "early-concern"],
            offers=offers,
            library=library,
        )
    ]


JOURNEY = Journey("early_help_route", TEXTS, read_questions(TEXTS), needed, finish)
