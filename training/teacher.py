"""Boosted trees: the teacher, that may be large, slow and see what the shipped model can't."""

from __future__ import annotations

import lightgbm
import numpy as np

from commentscope.analysis.learned import INTENTS, TOPICS

_OPTIONS = {
    "num_leaves": 16,
    "learning_rate": 0.06,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_ROUNDS = 200


def _fit(inputs: np.ndarray, target: np.ndarray, **more: object) -> lightgbm.Booster:
    data = lightgbm.Dataset(inputs, target, params={"verbose": -1})
    return lightgbm.train({**_OPTIONS, **more}, data, _ROUNDS)


class Teacher:
    """Trees for each topic; for the intents each against the rest, and all at once.

    Args:
        inputs: rows of features.
        topics: comment, topic.
        intents: numbers of intents.
        sure: comment, lane: which labels count.
    """

    def __init__(self, inputs: np.ndarray, topics: np.ndarray, intents: np.ndarray, sure: np.ndarray) -> None:
        own = sure[:, len(TOPICS)]
        binary = {"objective": "binary"}
        self._topics = [_fit(inputs[s], y[s], **binary) for y, s in zip(topics.T, sure.T, strict=False)]
        self._each = [_fit(inputs[own], intents[own] == k, **binary) for k in range(len(INTENTS))]
        self._all = _fit(inputs[own], intents[own], objective="multiclass", num_class=len(INTENTS))

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Logits of the topics, then logarithms of the intents' probabilities."""
        topics = [model.predict(inputs, raw_score=True) for model in self._topics]
        each = np.column_stack([model.predict(inputs, raw_score=True) for model in self._each])
        both = (
            log_shares(-np.logaddexp(0, -each)) + log_shares(self._all.predict(inputs, raw_score=True))
        ) / 2
        return np.column_stack([*topics, log_shares(both)]).astype(np.float32)


def log_shares(scores: np.ndarray) -> np.ndarray:
    """Logarithms of the shares that a softmax gives."""
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def against_rest(logs: np.ndarray) -> np.ndarray:
    """Logits of each class against the others, from logarithms of shares."""
    shares = np.exp(logs)
    return logs - np.log(np.maximum(1 - shares, 1e-6))
