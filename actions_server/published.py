"""What is published, opened as the settings say: the encoder, the area pack and the library."""

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from actions_server.database import open_database, transaction
from actions_server.settings import Settings
from knowledge_base.area import AreaPack
from knowledge_base.deciding import Tuning
from knowledge_base.embedding import Encoder, OnnxEncoder
from knowledge_base.library import Library, open_library
from knowledge_base.problems import ContentError, Problem
from knowledge_base.reading import read_area
from knowledge_base.topic_model import MODEL, TopicModel


class NotPrepared(Exception):
    """Something that set-up makes is missing; says what to run."""


def open_published(
    settings: Settings, engine: Engine | None = None, encoder: Encoder | None = None
) -> Library:
    """The library over the database, with the encoder given or else the prepared one.

    Raises when the encoder, the area pack or the database is missing.
    """
    encoder = encoder or open_encoder(settings)
    pack = read_pack(settings.area)
    try:
        with transaction(engine or open_database(settings.database)) as session:
            return open_library(session, pack, encoder, TopicModel.load(MODEL), Tuning.load())
    except OperationalError:
        raise NotPrepared("The database is not filled yet. Run `make setup`.") from None


def open_encoder(settings: Settings) -> Encoder:
    """The prepared encoder. Raises EncoderNotPrepared when set-up has not made it."""
    return OnnxEncoder(settings.encoder_folder)


def read_pack(area: str) -> AreaPack:
    """The area pack of that name. Raises ContentError when there is none."""
    problems: list[Problem] = []
    pack = read_area(area, problems)
    if pack is None:
        missing = Problem(f"{area}/area.yaml", "", "there is no such area pack")
        raise ContentError(problems or [missing])
    return pack
