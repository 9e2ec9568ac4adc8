"""Small made content: each builder gives something valid, changed only where a test says so."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from knowledge_base.area import AreaPack
from knowledge_base.article import Article
from knowledge_base.embedding import NullEncoder
from knowledge_base.fitting import teach
from knowledge_base.service import Service
from knowledge_base.topic_model import Head, TopicModel

PHONE = "01234 567890"


class CountingEncoder(NullEncoder):
    """The encoder without a model, which also remembers what it was asked to embed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        self.asked += texts
        return super().encode(texts)


def article_fields(**changes: object) -> dict:
    """The fields of an article about parties and outings, as a writer would put them in a file."""
    return {
        "slug": "activities",
        "title": "Clubs and days out",
        "topics": ["activities"],
        "area": "england",
        "stage": "family-life",
        "answer": "There are clubs for your child. Many are free.",
        "steps": ["Call the play group."],
        "asked_as": [f"what is there to do on day {number}" for number in range(12)],
        "sources": [{"title": "Play Trust", "url": "https://play.example.org/clubs"}],
        "reviewed_on": date(2026, 1, 1),
        "review_by": date(2026, 12, 1),
        "owner": "Local Offer lead",
        "body": "## At the weekend\n\nThere is swimming on Sunday.",
    } | changes


def service_fields(**changes: object) -> dict:
    """The fields of a play group."""
    return {
        "id": "play-group",
        "name": "Play group",
        "area": "england",
        "organization": "Play Trust",
        "description": "A group for play.",
        "how_to_get": "Call the group.",
        "topics": ["activities"],
        "phone": PHONE,
        "source": {"title": "Play Trust"},
        "checked_on": date(2026, 1, 1),
        "confidence": "high",
    } | changes


def area_fields(**changes: object) -> dict:
    """The fields of the area pack of a place called Here."""
    contact = {"name": "Someone", "what_for": "Questions.", "phone": "01234 567899"}
    return {
        "area": "here",
        "name": "Here",
        "council": "Here Council",
        "local_offer_url": "https://www.here.example/local-offer",
        "send_team": contact,
        "independent_advice": contact,
        "switchboard": contact,
        "safeguarding": {
            "name": "Front door",
            "phone": "01234 567891",
            "hours": "9am to 5pm",
            "out_of_hours_phone": "01234 567892",
            "checked_on": date(2026, 1, 1),
            "source": "Here Council",
        },
        "localities": {"Here": ["HE1"]},
        "languages": ["pl"],
    } | changes


@pytest.fixture(scope="session")
def an_article() -> Callable[..., Article]:
    """Makes an article that breaks no rule, with the changes given."""
    return lambda **changes: Article.model_validate(article_fields(**changes))


@pytest.fixture(scope="session")
def a_service() -> Callable[..., Service]:
    """Makes a directory entry that breaks no rule, with the changes given."""
    return lambda **changes: Service.model_validate(service_fields(**changes))


@pytest.fixture(scope="session")
def an_area() -> Callable[..., AreaPack]:
    """Makes an area pack, with the changes given."""
    return lambda **changes: AreaPack.model_validate(area_fields(**changes))


@pytest.fixture(scope="session")
def a_topic_model() -> Callable[[dict[str, list[str]]], TopicModel]:
    """Teaches a model the letters and words of some messages by label; no encoder is taught."""

    def teach_words(messages: dict[str, list[str]]) -> TopicModel:
        texts = [text for group in messages.values() for text in group]
        labels = [label for label, group in messages.items() for _ in group]
        names = sorted(messages)
        silent = Head(names, np.zeros((NullEncoder.dimensions, len(names))), np.zeros(len(names)))
        return teach(texts, np.array(labels), silent, NullEncoder.name)

    return teach_words


@pytest.fixture
def encoder() -> CountingEncoder:
    """An encoder without a model that counts."""
    return CountingEncoder()


class Files:
    """A content folder on disk, written the way writers write it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def article(self, path: str = "england/activities", /, **changes: object) -> Path:
        """Write an article file; a field changed to None is left out."""
        fields = {
            key: value for key, value in article_fields(**changes).items() if value is not None
        }
        body = fields.pop("body", "")
        return self.text(f"{path}.md", f"---\n{_as_yaml(fields)}---\n{body}\n")

    def service(self, path: str = "england/services/play-group", /, **changes: object) -> Path:
        """Write a service file; a field changed to None is left out."""
        fields = {
            key: value for key, value in service_fields(**changes).items() if value is not None
        }
        return self.text(f"{path}.yaml", _as_yaml(fields))

    def area(self, path: str = "here", /, **changes: object) -> Path:
        """Write an area pack."""
        return self.text(f"{path}/area.yaml", _as_yaml(area_fields(**changes)))

    def text(self, name: str, text: str | bytes) -> Path:
        """Write a file exactly as given."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


def _as_yaml(fields: dict) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)


@pytest.fixture
def files(tmp_path) -> Files:
    """An empty content folder to write to."""
    return Files(tmp_path / "content")
