"""Keeps worries and questions from being taken for small talk."""

import json
import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words in small letters; "don't" is one word, whichever apostrophe it has."""
    return WORD.findall(re.sub(r"['’]", "", text.lower()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FamiliarWords(GraphComponent):
    """Turns any other intent into `ask` when the message is long or says something new.

    A classifier that must choose among greetings and thanks will find one in "something isn't
    right with my little boy". Small talk is short and made of few words, so a message is believed
    to be small talk only if it has at most `most_words` words, and of three or more words fewer
    than `new_share` are absent from the small-talk examples; of two words, one must be known.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The limits, set by the figures in docs/decisions/0002-rasa-pipeline.md."""
        return {"most_words": 12, "new_share": 0.25, "open_intent": "ask"}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        familiar: frozenset[str] = frozenset(),
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._familiar = familiar

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FamiliarWords":
        """An untrained component, to which every word is new."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Every word of the examples of the other intents is familiar."""
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(INTENT) != self._config["open_intent"]
        ]
        self._familiar = frozenset(w for example in examples for w in words_of(example.get(TEXT)))
        with self._storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(sorted(self._familiar)), "utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "FamiliarWords":
        """The component as it was trained."""
        with model_storage.read_from(resource) as folder:
            familiar = json.loads((folder / "words.json").read_text("utf-8"))
        return cls(config, model_storage, resource, frozenset(familiar))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing changes for the components that follow."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages that cannot be small talk have the open intent."""
        for message in messages:
            if not self._may_be_small_talk(message.get(TEXT) or ""):
                intent = {"name": self._config["open_intent"], "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages

    def _may_be_small_talk(self, text: str) -> bool:
        words = words_of(text)
        if len(words) > self._config["most_words"]:
            return False
        new = sum(word not in self._familiar for word in words)
        if len(words) == 2:
            return new < 2
        return len(words) < 3 or new / len(words) < self._config["new_share"]
