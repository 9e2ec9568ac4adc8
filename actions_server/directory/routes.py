"""`/openreferral/…`: our directory as an Open Referral UK 3.0 feed, for other directories.

Public, without a key, and readable from pages of other sites, as the standard asks. What is not
shown to families is not in the library and so cannot be asked for here.
"""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from actions_server import wording
from actions_server.assistant import Assistant, the_assistant
from actions_server.directory import publish
from actions_server.problems import Problem
from knowledge_base import topics
from knowledge_base.area import NATIONAL
from knowledge_base.service import Service


@cache
def _scopes() -> dict[str, str]:
    return topics.topic_scopes()


def _for_everyone(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = "*"


router = APIRouter(
    prefix="/openreferral", tags=["directory"], dependencies=[Depends(_for_everyone)]
)
Here = Annotated[Assistant, Depends(the_assistant)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
PerPage = Annotated[int, Query(ge=1, le=100)]
LONGEST_SEARCH = 200


class About(BaseModel):
    """What the feed is."""

    version: str
    profile: str
    openapi_url: str


class Page(BaseModel):
    """A page of a list, in the standard's envelope."""

    total_items: Annotated[int, Field(ge=0)]
    total_pages: Annotated[int, Field(ge=1)]
    page_number: Annotated[int, Field(ge=1)]
    size: Annotated[int, Field(ge=0)]
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]


@router.get("/", response_model=About)
async def about() -> dict[str, str]:
    """Which version of the standard this is."""
    return {
        "version": publish.VERSION,
        "profile": publish.PROFILE,
        "openapi_url": publish.DESCRIBED_AT,
    }


@router.get("/services", response_model=Page)
async def services(
    here: Here,
    page: PageNumber = 1,
    per_page: PerPage = 50,
    search: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    taxonomy_term_id: str = "",
    taxonomy_id: str = "",
    minimum_age: Annotated[float | None, Query(ge=0, le=120)] = None,
    maximum_age: Annotated[float | None, Query(ge=0, le=120)] = None,
) -> dict[str, Any]:
    """The services, by id. search: words that must all be there; minimum_age, maximum_age: years
    that a service must be for; the ids: of a topic, or of our vocabulary."""
    words = search.casefold().split()
    found = [
        service
        for service in here.library.services.values()
        if _is_for(service, minimum_age, maximum_age)
        and _is_about(service, taxonomy_term_id, taxonomy_id)
        and all(word in _text(service) for word in words)
    ]
    found.sort(key=lambda service: service.id)
    start = (page - 1) * per_page
    # Only the rows that are shown are made; the others merely count.
    rows: list[dict] = [{}] * len(found)
    rows[start : start + per_page] = map(publish.in_short, found[start : start + per_page])
    return publish.page_of(rows, page, per_page)


@router.get("/services/{service_id}", response_model=dict[str, Any])
async def service(here: Here, service_id: str) -> dict[str, Any]:
    """One service with everything that families may be shown."""
    for found in here.library.services.values():
        if publish.uuid_of("service", found.id) == service_id.casefold():
            area = wording.ENGLAND if found.area == NATIONAL else here.library.pack.name
            return publish.in_full(found, area, _scopes())
    raise Problem(404, wording.NO_SUCH_SERVICE)


@router.get("/taxonomies", response_model=Page)
async def taxonomies(page: PageNumber = 1, per_page: PerPage = 50) -> dict[str, Any]:
    """The vocabularies: one."""
    return publish.page_of([publish.taxonomy()], page, per_page)


@router.get("/taxonomies/{taxonomy_id}", response_model=dict[str, Any])
async def taxonomy(taxonomy_id: str) -> dict[str, Any]:
    """One vocabulary."""
    return _the_one(taxonomy_id, [publish.taxonomy()])


@router.get("/taxonomy_terms", response_model=Page)
async def taxonomy_terms(page: PageNumber = 1, per_page: PerPage = 50) -> dict[str, Any]:
    """The topics."""
    terms = [publish.term(topic, scope) for topic, scope in _scopes().items()]
    return publish.page_of(terms, page, per_page)


@router.get("/taxonomy_terms/{term_id}", response_model=dict[str, Any])
async def taxonomy_term(term_id: str) -> dict[str, Any]:
    """One topic."""
    terms = [publish.term(topic, scope) for topic, scope in _scopes().items()]
    return _the_one(term_id, terms)


def _the_one(wanted: str, among: list[dict]) -> dict[str, Any]:
    for thing in among:
        if thing["id"] == wanted.casefold():
            return thing
    raise Problem(404, wording.NO_SUCH_SERVICE)


def _text(service: Service) -> str:
    return f"{service.name} {service.organization} {service.description}".casefold()


def _is_for(service: Service, youngest: float | None, oldest: float | None) -> bool:
    is_too_young = oldest is not None and (service.minimum_age or 0) > oldest
    is_too_old = youngest is not None and (service.maximum_age or 120) < youngest
    return not is_too_young and not is_too_old


def _is_about(service: Service, term_id: str, taxonomy_id: str) -> bool:
    if taxonomy_id and (taxonomy_id.casefold() != publish.taxonomy()["id"] or not service.topics):
        return False
    ids = {publish.uuid_of("term", topic) for topic in service.topics} if term_id else set()
    return not term_id or term_id.casefold() in ids
