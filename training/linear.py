"""Linear models of n-grams: the student of many opinions, and the lane that finds the sentence which asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    import scipy.sparse as sp


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


def asking_lane(  # noqa: PLR0913, PLR0917
    normed: sp.csr_matrix,
    text: np.ndarray,
    first: np.ndarray,
    asks: np.ndarray,
    train: np.ndarray,
    rounds: int = 2,
) -> tuple[np.ndarray, float]:
    """A model of sentences from labels of comments: of each question the sentence that asks most is the one."""
    options = {"C": 5, "solver": "liblinear", "random_state": 0, "tol": 1e-2}
    used = train[text]
    weight = 1 / np.bincount(text)[text]
    model = LogisticRegression(**options).fit(normed[used], asks[text][used], sample_weight=weight[used])
    for _ in range(rounds):
        score = model.decision_function(normed)
        chosen = asks[text] & (score >= np.maximum.reduceat(score, first)[text])
        use = used & ~(asks[text] & ~chosen)
        model = LogisticRegression(**options).fit(normed[use], chosen[use])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])
