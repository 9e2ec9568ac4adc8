"""Rasa's logistic regression, kept as plain arrays so that it loads at once."""

import json
import warnings
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import ConvergenceWarning


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArrayLogisticRegression(LogisticRegressionClassifier):
    """Trains and predicts as its parent does, and is saved as numbers and names.

    The parent saves through skops, and importing skops beside TensorFlow looks up every scipy
    function in every loaded module: 6 to 14 seconds at each training and each start. It also
    raises the root logger's level, which hides the lines that say how far the start has come.
    """

    def train(self, training_data: TrainingData) -> Resource:
        """As the parent; stopping after `max_iter` rounds is meant, and no cause for a warning."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return super().train(training_data)

    def persist(self) -> None:
        """The fitted numbers and the intents' names are in the model."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / "weights.npz", coef=self.clf.coef_, intercept=self.clf.intercept_)
            names = [str(name) for name in self.clf.classes_]
            (folder / "intents.json").write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ArrayLogisticRegression":
        """The classifier as it was trained."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                component.clf.coef_ = weights["coef"]
                component.clf.intercept_ = weights["intercept"]
        component.clf.classes_ = np.array(names)
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component
