"""Where links stand: in articles, services, letters and the area pack."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions_server.directory import desk as directory
from actions_server.staff.articles import queries as desk
from actions_server.staff.articles.states import State
from actions_server.staff.keeping.links import links_in
from actions_server.staff.keeping.tables import LONGEST_LINK
from actions_server.staff.moments import now
from knowledge_base import queries as published
from knowledge_base.area import NATIONAL, AreaPack
from knowledge_base.letter import read_letters

ARTICLE, SERVICE, LETTER, AREA = "article", "service", "letter", "area pack"
OF_SERVICES = "Directory of services"  # who looks after what has no owner of its own


@dataclass(frozen=True)
class Place:
    """Something that holds links. name: its slug or id; address: where staff mend it, or empty
    where a file has to be changed."""

    kind: str
    name: str
    title: str
    owner: str
    address: str


def places(session: Session, pack: AreaPack) -> dict[str, list[Place]]:
    """Every link of the area's content with the places that hold it, by address. An article counts
    once, whether the link stands in what families read, in the working copy, or in both."""
    found: dict[str, list[Place]] = defaultdict(list)

    def look(place: Place, content: dict) -> None:
        for url in links_in(content):
            if len(url) <= LONGEST_LINK and place not in found[url]:
                found[url].append(place)

    areas = [pack.area, NATIONAL]
    live = {item.slug: item for item in published.articles(session, areas)}
    for article in live.values():
        look(_article(article.slug, article.title, article.owner), article.model_dump(mode="json"))
    for row in desk.articles(session):
        if row.state == State.ARCHIVED or row.area not in areas:
            continue
        shown = live.get(row.slug)
        title, owner = (shown.title, shown.owner) if shown else _named(row.content, row.slug)
        look(_article(row.slug, title, owner), row.content)
    for entry in directory.entries(session, areas):
        if entry.is_shown(now().date()):
            service = entry.service
            there = f"/staff/services/{service.id}"
            place = Place(SERVICE, service.id, service.name, OF_SERVICES, there)
            look(place, service.model_dump(mode="json"))
    for letter in read_letters():
        there = f"/letters/{letter.id}"
        place = Place(LETTER, letter.id, letter.title, letter.owner, there)
        look(place, letter.model_dump(mode="json"))
    look(Place(AREA, pack.area, pack.council, OF_SERVICES, ""), pack.model_dump(mode="json"))
    return {url: where for url, where in found.items() if where}


def _article(slug: str, title: str, owner: str) -> Place:
    return Place(ARTICLE, slug, title, owner, f"/staff/articles/{slug}")


def _named(content: dict, slug: str) -> tuple[str, str]:
    return str(content.get("title") or slug), str(content.get("owner") or "")
