"""What staff do with a group of questions: teach an article, begin one, or say why neither.

Each function claims the group's rows first, so that of two people the second is told, and puts the
decision on record without a word of any family. Raises Problem with a sentence for the person.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from sqlalchemy.orm import Session

from actions_server.problems import Problem
from actions_server.staff.articles import queries as articles
from actions_server.staff.articles import work
from actions_server.staff.articles.finding import find
from actions_server.staff.articles.forms import empty
from actions_server.staff.articles.states import State
from actions_server.staff.audit.chain import record
from actions_server.staff.questions import queries
from actions_server.staff.questions.grouping import Group
from actions_server.staff.questions.outcomes import What, gap
from actions_server.staff.questions.tables import QuestionDecisionRow
from actions_server.staff.signing_in.sessions import Person
from knowledge_base import queries as published
from knowledge_base.library import Library
from knowledge_base.topic_model import NOT_TOPICS

IN_WORDS: dict[str, str] = {
    What.TEACH: "taught an article these ways of asking",
    What.DRAFT: "started a draft",
    What.OUT_OF_SCOPE: "said that it is out of scope",
    What.UNCLEAR: "said that it is not clear",
}
LONGEST_TITLE = 90  # letters
WORDS_OF_A_SLUG = 4
NOBODY_TOO_SOON = (
    "This article is waiting for a publisher, so nothing was added to it. "
    "Ask them to publish it or to send it back first."
)


def teach(
    session: Session,
    group: Group,
    phrases: Sequence[str],
    slug: str,
    library: Library,
    person: Person,
    now: datetime,
) -> None:
    """The working copy of an article has these ways of asking, as a draft."""
    _decide(session, group, What.TEACH, slug, library, person, now)
    row = find(session, slug, to_change=True)
    if row.state == State.REVIEW:
        raise Problem(409, NOBODY_TOO_SOON)
    known = list(row.content.get("asked_as") or [])
    content = row.content | {"asked_as": _without_repeats([*known, *phrases])}
    try:
        work.save(session, row, content, row.revision, person, now)
    except work.SomebodyElseSaved:
        raise Problem(409, "Somebody saved this article at this moment. Try again.") from None


def start_draft(
    session: Session,
    group: Group,
    phrases: Sequence[str],
    library: Library,
    person: Person,
    now: datetime,
) -> str:
    """A new article has these ways of asking, and a title and a topic to begin with; its slug."""
    slug = _free_slug(session, phrases)
    _decide(session, group, What.DRAFT, slug, library, person, now)
    topic = guess_topic(phrases, library)
    beside = library.on_topic(topic)
    lead = phrases[0]
    title = lead if len(lead) <= LONGEST_TITLE else lead[:LONGEST_TITLE].rpartition(" ")[0]
    content = empty(slug, library.pack.area, title[:1].upper() + title[1:], "")
    content |= {"asked_as": _without_repeats(phrases), "topics": [topic]}
    if beside:
        content["stage"] = beside.stage
    work.begin(session, content, person, now)
    return slug


def set_aside(
    session: Session, group: Group, what: What, library: Library, person: Person, now: datetime
) -> None:
    """The group is out of scope, or not clear."""
    _decide(session, group, what, "", library, person, now)


def decided_already(row: QuestionDecisionRow) -> Problem:
    """What the second of two people is told."""
    return Problem(409, f"{row.by} was quicker and {IN_WORDS[row.what]}. Look under “Decided”.")


def guess_topic(phrases: Sequence[str], library: Library) -> str:
    """The topic that the ways of asking sound most like."""
    searcher = library.searcher
    thought = searcher.model.log_probabilities(
        list(phrases), searcher.encoder.encode(list(phrases))
    ).mean(axis=0)
    topics = {
        label: float(chance)
        for label, chance in zip(searcher.model.labels, thought, strict=True)
        if label not in NOT_TOPICS
    }
    return max(topics, key=lambda label: topics[label])


def _decide(
    session: Session,
    group: Group,
    what: What,
    slug: str,
    library: Library,
    person: Person,
    now: datetime,
) -> None:
    before = gap(group.wordings, library, what)
    row = QuestionDecisionRow(
        what=what,
        by=person.name,
        at=now,
        article=slug,
        asked=group.demand,
        tried=before.tried,
        answered=before.settled,
    )
    number = queries.add_decision(session, row)
    if queries.claim(session, group.ids, number) != group.demand:
        raise _too_late(session, group)
    told = {"asked": group.demand, "wordings": len(group.wordings)}
    record(session, now, person.name, f"questions: {what}", slug, told)


def _too_late(session: Session, group: Group) -> Problem:
    found = [queries.one(session, number) for number in group.ids]
    theirs = [row.decision for row in found if row and row.decision]
    rows = [queries.decision(session, number) for number in dict.fromkeys(theirs)]
    # Those of this transaction are the person's own, and are undone.
    earlier = min((row for row in rows if row), key=lambda row: row.id)
    return decided_already(earlier)


def _free_slug(session: Session, phrases: Sequence[str]) -> str:
    words = [word for one in phrases for word in re.findall(r"[a-z]{3,}", one.casefold())]
    telling = Counter(word for word in words if word not in ENGLISH_STOP_WORDS)
    slug = "-".join(word for word, _ in telling.most_common(WORDS_OF_A_SLUG)) or "new-question"
    number, found = 1, slug
    while articles.article(session, found) or published.article(session, found) or found == "new":
        number += 1
        found = f"{slug}-{number}"
    return found


def _without_repeats(phrases: Sequence[str]) -> list[str]:
    return list({phrase.casefold(): phrase for phrase in reversed(phrases)}.values())[::-1]
