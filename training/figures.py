"""Cross-validated figures: F1 with lines chosen on the other folds."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import f1_score

from commentscope.analysis.learned import INTENTS, TOPICS
from data import FOLDS, Labelled

_FEW = 200
"""Below so many positives among the gold rows a topic is measured on all labelled ones."""


def best_line(y: np.ndarray, score: np.ndarray) -> tuple[float, float]:
    """The greatest F1 and the score from which on it is reached, halfway to the next lower one."""
    order = np.argsort(-score, kind="stable")
    f1 = 2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())
    place = int(f1.argmax())
    below = score[order[min(place + 1, len(y) - 1)]]
    return float(f1[place]), float((score[order[place]] + below) / 2)


def tune(logs: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What to add to the intents' scores for the greatest macro-F1 and F1 of questions."""
    bias = np.zeros(len(INTENTS))

    def value(bias: np.ndarray) -> float:
        each = f1_score(y, (logs + bias).argmax(1), average=None)
        return float(each.mean() + 0.5 * each[0])

    for step in (0.4, 0.2, 0.1):
        for _ in range(2):
            for k in range(len(INTENTS)):
                unit = step * (np.arange(len(INTENTS)) == k)
                bias = max((bias - unit, bias, bias + unit), key=value)
    return bias


class Figures:
    """Measures scores of the labelled comments.

    Args:
        labelled: the labels.
    """

    def __init__(self, labelled: Labelled) -> None:
        self._labels = labelled
        self.rows: dict[str, dict[str, float]] = {}

    def row(self, name: str, scores: np.ndarray) -> str:
        """Measure held-out scores and keep the figures under a name."""
        label, wide = self._labels, len(TOPICS)
        row = {}
        for j, topic in enumerate(TOPICS):
            use = label.sure[:, j] & (label.gold | (label.topics[label.gold, j].sum() < _FEW))
            row[topic] = self._held(label.topics[use, j], scores[use, j], label.fold[use])
        use = label.sure[:, wide] & label.gold
        y, logs, fold = label.intents[use], scores[use, wide:], label.fold[use]
        guess = np.zeros(len(y), int)
        for f in range(FOLDS):
            guess[fold == f] = (logs[fold == f] + tune(logs[fold != f], y[fold != f]) / 2).argmax(1)
        each = f1_score(y, guess, average=None)
        row |= dict(zip(INTENTS, map(float, each), strict=True)) | {"intent": float(each.mean())}
        self.rows[name] = row
        return " ".join([name, *(f"{k} {v:.3f}" for k, v in row.items())])

    @staticmethod
    def _held(y: np.ndarray, score: np.ndarray, fold: np.ndarray) -> float:
        said = np.zeros(len(y), bool)
        for f in range(FOLDS):
            if (fold == f).any():
                said[fold == f] = score[fold == f] >= best_line(y[fold != f], score[fold != f])[1]
        return float(f1_score(y, said))
