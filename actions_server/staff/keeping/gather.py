"""Everything that is due, from wherever it is kept."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote

from sqlalchemy.orm import Session

from actions_server.conversation.crisis_help import check_dates
from actions_server.directory.desk import Entry, entries
from actions_server.directory.wanted import A_YEAR
from actions_server.staff.articles import queries as desk
from actions_server.staff.articles.states import State
from actions_server.staff.articles.tables import StaffArticleRow
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.links import Standing, standing
from actions_server.staff.keeping.places import OF_SERVICES, Place, places
from actions_server.staff.keeping.tables import StaffLinkRow
from actions_server.staff.keeping.task import Kind, Task, by_urgency
from actions_server.staff.moments import UK
from knowledge_base import queries as published
from knowledge_base.area import NATIONAL, AreaPack
from knowledge_base.article import Article
from knowledge_base.letter import StarterLetter, read_letters
from knowledge_base.national_changes import NationalChange, read_changes
from knowledge_base.passages import digest

SOON = timedelta(days=30)  # so long before its day a task is shown
# The national helplines of crisis_help.yaml are to be rung twice a year; so is the area's own.
HALF_A_YEAR = timedelta(days=183)


def everything(session: Session, pack: AreaPack, today: date) -> list[Task]:
    """What is due in the area by today, or soon, the most urgent first."""
    areas = [pack.area, NATIONAL]
    articles = published.articles(session, areas)
    links = queries.links(session)
    broken = {url: row for url, row in links.items() if standing(row) == Standing.BROKEN}
    found = [
        *of_helplines(pack),
        *of_articles(articles, today),
        *of_changes(articles, read_changes(), today),
        *of_plans(desk.articles(session)),
        *of_services(entries(session, areas), today),
        *of_letters(read_letters()),
        *of_links(broken, places(session, pack) if broken else {}),
    ]
    return by_urgency((task for task in found if task.due <= today + SOON), today)


def of_helplines(pack: AreaPack) -> Iterator[Task]:
    """The numbers that families in danger are given, each to be rung."""
    dated = check_dates()
    why = "Ring it. Whoever runs the service changes crisis_help.yaml."
    for name, entry in dated.items():
        what = f"{entry['name']} ({name})" if "name" in entry else "What is said in an emergency"
        yield Task(
            Kind.HELPLINE, f"helpline-{name}", what, why, entry["review_by"], entry["owner"], ""
        )
    guard = pack.safeguarding
    owner = dated["the wording"]["owner"]
    why = f"Ring it and compare it with {guard.source}. It stands in area.yaml."
    due = guard.checked_on + HALF_A_YEAR
    yield Task(Kind.HELPLINE, "helpline-of-the-area", guard.name, why, due, owner, "")


def of_articles(articles: list[Article], today: date) -> Iterator[Task]:
    """Articles to read again, and those that hold only until a day."""
    for article in articles:
        why = "Read it and its sources again."
        yield _on(article, Kind.REVIEW, article.review_by, why, slug=article.slug)
        if article.valid_until:
            tense = "held" if article.has_ended(today) else "holds"
            why = f"It {tense} until this day. Say what holds afterwards, or take it down."
            yield _on(article, Kind.ENDED, article.valid_until, why)


def of_changes(
    articles: list[Article], changes: tuple[NationalChange, ...], today: date
) -> Iterator[Task]:
    """Articles to read because something changes in all of England."""
    for change in changes:
        for article in articles:
            due = change.due(article) if change.concerns(article) else None
            if due is not None:
                # Before it starts nobody can say that the article is still right.
                slug = article.slug if (change.starts or today) <= today else ""
                yield _on(article, Kind.CHANGE, due, change.what, slug, f"-{change.id}")


def of_plans(rows: list[StaffArticleRow]) -> Iterator[Task]:
    """Articles that go live, or are taken down, by themselves."""
    for row in rows:
        what, owner = str(row.content.get("title") or row.slug), str(row.content.get("owner") or "")
        there = f"/staff/articles/{row.slug}"
        if row.publish_at and row.state == State.REVIEW:
            due, name = row.publish_at.astimezone(UK).date(), f"publish-{row.slug}"
            why = f"It goes live by itself. {row.approved_by} approved it."
            yield Task(Kind.PLANNED, name, what, why, due, owner, there)
        if row.expire_at and row.state != State.ARCHIVED:
            due, name = row.expire_at.astimezone(UK).date(), f"end-{row.slug}"
            why = "It is taken down by itself. See that something takes its place."
            yield Task(Kind.PLANNED, name, what, why, due, owner, f"{there}/take-down")


def of_services(found: list[Entry], today: date) -> Iterator[Task]:
    """Services that nobody has held against their source for a year."""
    for entry in found:
        if not entry.is_shown(today):
            continue
        service = entry.service
        checked = entry.checked_on
        due = checked + timedelta(days=A_YEAR) if checked else today
        why = f"Check it with {service.organization}."
        why += "" if checked else " Nobody has said when it was checked."
        there = f"/staff/services/{service.id}"
        yield Task(
            Kind.SERVICE, f"service-{service.id}", service.name, why, due, OF_SERVICES, there
        )


def of_letters(letters: tuple[StarterLetter, ...]) -> Iterator[Task]:
    """Starter letters to read again."""
    for letter in letters:
        why = f"Read it again. Whoever runs the service changes {letter.id}.md."
        there = f"/letters/{letter.id}"
        name = f"letter-{letter.id}"
        yield Task(Kind.LETTER, name, letter.title, why, letter.review_by, letter.owner, there)


def of_links(broken: dict[str, StaffLinkRow], where: dict[str, list[Place]]) -> Iterator[Task]:
    """Links that are surely broken and still stand somewhere."""
    for url, row in broken.items():
        if url not in where or row.failed_since is None:
            continue
        first, *others = where[url]
        more = f" and {len(others)} more" if others else ""
        why = f"The link in “{first.title}”{more} is broken: {row.said}."
        due, there = row.failed_since.date(), f"/staff/links/replace?old={quote(url, safe='')}"
        yield Task(Kind.LINK, f"link-{digest(url)[:16]}", url, why, due, first.owner, there)


def _on(article: Article, kind: Kind, due: date, why: str, slug: str = "", more: str = "") -> Task:
    name, there = f"{kind}-{article.slug}{more}", f"/staff/articles/{article.slug}"
    return Task(kind, name, article.title, why, due, article.owner, there, slug)
