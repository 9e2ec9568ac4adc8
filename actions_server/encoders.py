"""The two encoders that set-up prepares: that of search, and the guard's own."""

from actions_server.conversation.guard_meaning import BASE, TAUGHT
from actions_server.settings import Settings
from knowledge_base.prepare_encoder import prepare


def prepare_encoders(settings: Settings) -> bool:
    """Make both; False when they were there already. Raises WrongWeights."""
    made = prepare(settings.encoder, settings.encoder_folder)
    return prepare(BASE, settings.guard_encoder_folder, TAUGHT) or made
