"""Linear models of n-grams: the student of many opinions, and those of what a sentence does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from commentscope.analysis.learned import INTENTS
from commentscope.analysis.learned.labels import ACTS

if TYPE_CHECKING:
    import scipy.sparse as sp

    from commentscope.analysis.learned.shapes import Sentences

_LETTERS = "qrcap"
"""How the table of sentences writes `ACTS`."""
_ROUNDS = 2
_READ = 4.0
"""A sentence that somebody read counts for so many of which it is guessed."""


def ridge(  # noqa: PLR0913
    inputs: sp.csr_matrix,
    target: np.ndarray,
    weight: np.ndarray,
    *,
    strength: float = 2.0,
    rounds: int = 15,
    start: np.ndarray | None = None,
) -> np.ndarray:
    """Ridge regression with a weight for each row and target, all targets at once, by conjugate gradients."""
    mean = ((weight * target).sum(0) / weight.sum(0)).astype(np.float32)
    back = inputs.T.tocsr()
    result = np.zeros((inputs.shape[1], target.shape[1]), np.float32) if start is None else start.copy()
    rest = back @ (weight * (target - mean - inputs @ result)) - strength * result
    step, size = rest.copy(), (rest * rest).sum(0)
    for _ in range(rounds):
        ahead = back @ (weight * (inputs @ step)) + strength * step
        far = size / np.maximum((step * ahead).sum(0), 1e-20)
        result += far * step
        rest -= far * ahead
        new = (rest * rest).sum(0)
        step = rest + new / np.maximum(size, 1e-20) * step
        size = new
    return result


def act_lanes(
    normed: sp.csr_matrix, where: Sentences, intents: np.ndarray, read: np.ndarray, train: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Models of sentences: does it ask, request, correct, answer, praise?

    Args:
        normed: n-grams of the sentences.
        where: the comment of each sentence.
        intents: comment, intent: which it has.
        read: what each sentence does, as a reader said.
        train: which comments are learned from.

    Returns:
        Weights, a column an act, and offsets.
    """
    lanes = [
        _act_lane(normed, where, intents[:, INTENTS.index(act)], read != "?", read == letter, train)
        for act, letter in zip(ACTS, _LETTERS, strict=True)
    ]
    return np.column_stack([weights for weights, _ in lanes]), np.array([offset for _, offset in lanes])


def _act_lane(  # noqa: PLR0913, PLR0917
    normed: sp.csr_matrix,
    where: Sentences,
    does: np.ndarray,
    read: np.ndarray,
    said: np.ndarray,
    train: np.ndarray,
) -> tuple[np.ndarray, float]:
    """One of them.

    Of the comments whose sentences nobody read it learns too: of each that has the intent the sentence that does it
    most is the one.

    Args:
        normed: n-grams of the sentences.
        where: the comment of each sentence.
        does: which comments have the intent.
        read: which sentences somebody read.
        said: which of them do it.
        train: which comments are learned from.
    """
    options = {"C": 5, "solver": "liblinear", "random_state": 0, "tol": 1e-2}
    text = where.text
    target, used = np.where(read, said, does[text]), train[text]
    weight = np.where(read, _READ, 1 / np.bincount(text)[text])
    model = LogisticRegression(**options).fit(normed[used], target[used], sample_weight=weight[used])
    for _ in range(_ROUNDS):
        score = model.decision_function(normed)
        most = score >= np.maximum.reduceat(score, where.first)[text]
        target = np.where(read, said, does[text] & most)
        use = used & (read | most | ~does[text])
        model = LogisticRegression(**options).fit(
            normed[use], target[use], sample_weight=np.where(read, _READ, 1.0)[use]
        )
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])
