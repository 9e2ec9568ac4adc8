"""The published content of both areas as the journeys see it: everything but the search."""

from datetime import date
from types import SimpleNamespace

import pytest

from knowledge_base.library import NATIONAL, Library
from knowledge_base.reading import read_content


@pytest.fixture(scope="session", params=["hounslow", "shropshire"])
def library(request: pytest.FixtureRequest) -> Library:
    """The articles and services of one area and of England, read from their files."""
    content = read_content()
    areas = (request.param, NATIONAL)
    articles = [article for article in content.articles if article.area in areas]
    services = {one.id: one for one in content.services if one.area in areas}
    nothing_to_search = SimpleNamespace(index=SimpleNamespace(articles=articles), clock=date.today)
    return Library(content.area(request.param), nothing_to_search, services)
