"""What can be done with an article: begin, save, review, publish, take down, go back.

Each function checks that it may be done, does it, keeps a version where the words changed, and
puts it on record. Raises Problem with a sentence for the person where it may not be done.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from actions_server.problems import Problem
from actions_server.staff.articles import queries
from actions_server.staff.articles.states import State, is_legal
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.audit.chain import record
from actions_server.staff.roles import Right
from actions_server.staff.signing_in.sessions import Person
from knowledge_base import queries as published
from knowledge_base.article import Article

BY_ITSELF = "schedule"  # who is on record where nobody pressed a button
PUBLISHED, SAVED, RESTORED = "published", "saved", "restored"
SECOND_PERSON = (
    "This article states law and you have worked on it, so somebody else has to publish it. "
    "Ask another publisher to read it."
)


class SomebodyElseSaved(Exception):
    """The working copy was saved by somebody else since this person opened it."""


def take_in_hand(session: Session, article: Article, now: datetime) -> StaffArticleRow:
    """The working copy of a published article, made where there is none yet."""
    row = queries.article(session, article.slug)
    if row is None:
        row = untouched(article, now)
        queries.add(session, row)
        queries.add_version(session, article.slug, PUBLISHED, row.content, row.saved_by, now)
    return row


def untouched(article: Article, now: datetime) -> StaffArticleRow:
    """What the working copy of a published article would be, to look at."""
    content = article.model_dump(mode="json")
    return _new(article.slug, article.area, State.PUBLISHED, content, "import", now)


def begin(session: Session, content: dict, person: Person, now: datetime) -> StaffArticleRow:
    """A new article that nobody but staff can reach."""
    slug = content["slug"]
    row = _new(slug, content["area"], State.DRAFT, content, person.name, now)
    row.authors = [person.name]
    queries.add(session, row)
    queries.add_version(session, slug, SAVED, content, person.name, now)
    record(session, now, person.name, "article begun", slug)
    return row


def save(
    session: Session, row: StaffArticleRow, content: dict, seen: int, person: Person, now: datetime
) -> None:
    """Keep what was written; seen is the revision that the person opened.

    Raises SomebodyElseSaved. What was waiting for review is a draft again.
    """
    if content == row.content and seen == row.revision:
        return
    if not queries.take_revision(session, row.slug, seen):
        raise SomebodyElseSaved
    _write(session, row, content, person, now, SAVED)
    record(session, now, person.name, "article saved", row.slug, {"revision": row.revision})


def send_for_review(session: Session, row: StaffArticleRow, person: Person, now: datetime) -> None:
    """A draft waits for a publisher."""
    _must_be(row, State.DRAFT)
    row.state, row.note = State.REVIEW, ""
    record(session, now, person.name, "sent for review", row.slug)


def send_back(
    session: Session, row: StaffArticleRow, note: str, person: Person, now: datetime
) -> None:
    """What waits for review is a draft again, with a note on what to mend."""
    _must_be(row, State.REVIEW)
    row.state, row.note = State.DRAFT, note[:1000]
    row.publish_at = row.approved_by = None
    record(session, now, person.name, "sent back", row.slug)


def may_publish(row: StaffArticleRow, live: Article | None, person: Person) -> str:
    """Why a person may not publish an article; empty when they may."""
    if not person.may(Right.PUBLISH):
        return "A publisher has to do this."
    if is_legal(row.content, live) and person.name in row.authors:
        return SECOND_PERSON
    return ""


def publish(
    session: Session, row: StaffArticleRow, article: Article, by: str, now: datetime
) -> None:
    """Families can read it from now on. Who may, and whether it is sound, was checked before."""
    published.put_article(session, article)
    number = queries.add_version(session, row.slug, PUBLISHED, row.content, by, now)
    row.state, row.authors, row.note = State.PUBLISHED, [], ""
    row.publish_at = row.approved_by = None
    gate = {name: row.gate[name] for name in ("gained", "broken")} if row.gate else {}
    row.gate = None
    record(session, now, by, "article published", row.slug, {"version": number, **gate})


def read_again(
    session: Session, row: StaffArticleRow, article: Article, person: Person, now: datetime
) -> None:
    """Families read the same words with the dates of a new review, on this person's word.

    Nobody wrote anything, so there is no author who could not publish it. Raises Problem where
    somebody is changing the article.
    """
    if row.state != State.PUBLISHED:
        raise Problem(409, "Somebody is changing this article. Publish that change instead.")
    queries.take_revision(session, row.slug, row.revision)
    row.content, row.saved_by, row.saved_at = article.model_dump(mode="json"), person.name, now
    dates = {"review by": article.review_by.isoformat()}
    record(session, now, person.name, "read again, still right", row.slug, dates)
    publish(session, row, article, person.name, now)


def approve_for_later(
    session: Session, row: StaffArticleRow, at: datetime, person: Person, now: datetime
) -> None:
    """It goes live by itself at that time, on this person's word."""
    row.publish_at, row.approved_by = at, person.name
    record(session, now, person.name, "publishing planned", row.slug, {"at": at.isoformat()})


def plan_end(
    session: Session, row: StaffArticleRow, at: datetime | None, person: Person, now: datetime
) -> None:
    """It is taken down by itself at that time; None for never."""
    row.expire_at = at
    planned = {"at": at.isoformat() if at else "never"}
    record(session, now, person.name, "end planned", row.slug, planned)


def take_down(
    session: Session, row: StaffArticleRow, leads_to: str, by: str, now: datetime
) -> None:
    """Families cannot read it any more; its address leads to another article where one is given.

    That one has to be published, so redirects can neither lead on nor go round in a circle.
    """
    if leads_to == row.slug:
        raise Problem(422, "An article cannot lead to itself. Choose another one.")
    if leads_to and published.article(session, leads_to) is None:
        raise Problem(422, f"“{leads_to}” is not published, so it cannot take this one’s place.")
    published.take_down(session, row.slug, leads_to)
    row.state, row.publish_at, row.approved_by, row.expire_at = State.ARCHIVED, None, None, None
    record(session, now, by, "article taken down", row.slug, {"leads to": leads_to})


def restore(
    session: Session, row: StaffArticleRow, number: int, person: Person, now: datetime
) -> None:
    """The words of an earlier version are the working copy again."""
    version = _version(session, row.slug, number)
    queries.take_revision(session, row.slug, row.revision)
    _write(session, row, version.content, person, now, RESTORED)
    record(session, now, person.name, "version restored", row.slug, {"version": number})


def roll_back(
    session: Session, row: StaffArticleRow, number: int, person: Person, now: datetime
) -> None:
    """Families read an earlier published version again, at once. It was reviewed in its time."""
    version = _version(session, row.slug, number)
    if version.what != PUBLISHED:
        raise Problem(409, "Only a version that was published before can be brought back at once.")
    article = Article.model_validate(version.content)
    queries.take_revision(session, row.slug, row.revision)
    _write(session, row, version.content, person, now, RESTORED, keep=False)
    row.gate = None
    record(session, now, person.name, "rolled back", row.slug, {"version": number})
    publish(session, row, article, person.name, now)


def replace_from_file(
    session: Session, row: StaffArticleRow, article: Article | None, now: datetime
) -> None:
    """The working copy follows what `content restore` publishes; what was written in it stays
    among the versions. An article that no file holds is archived, unless it is only a draft."""
    if article is None:
        if published.article(session, row.slug) is not None:
            row.state = State.ARCHIVED
        return
    content = article.model_dump(mode="json")
    if content != row.content:
        queries.take_revision(session, row.slug, row.revision)
        queries.add_version(session, row.slug, PUBLISHED, content, "command", now)
    row.content, row.state, row.authors, row.gate = content, State.PUBLISHED, [], None
    row.saved_by, row.saved_at = "command", now
    row.publish_at = row.approved_by = None


def _write(
    session: Session,
    row: StaffArticleRow,
    content: dict,
    person: Person,
    now: datetime,
    what: str,
    keep: bool = True,
) -> None:
    row.content, row.saved_by, row.saved_at = content, person.name, now
    row.state = State.DRAFT
    row.publish_at = row.approved_by = row.gate = None
    row.authors = sorted({*row.authors, person.name})
    if keep:
        queries.add_version(session, row.slug, what, content, person.name, now)


def _must_be(row: StaffArticleRow, state: State) -> None:
    if row.state != state:
        raise Problem(409, "Somebody else was quicker: open the article again to see where it is.")


def _version(session: Session, slug: str, number: int):  # noqa: ANN202 - a row of versions
    version = queries.version(session, slug, number)
    if version is None:
        raise Problem(404, "There is no such version.")
    return version


def _new(
    slug: str, area: str, state: State, content: dict, by: str, now: datetime
) -> StaffArticleRow:
    return StaffArticleRow(
        slug=slug,
        area=area,
        state=state,
        content=content,
        revision=1,
        authors=[],
        saved_by=by,
        saved_at=now,
        note="",
    )
