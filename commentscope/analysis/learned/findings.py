"""What the rules found in a batch of comments, as the numbers that the learned model looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.learned.labels import INTENTS, TOPICS
from commentscope.analysis.learned.shapes import logarithm

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOTHING = -30
"""The points of a comment's most asking sentence where there is none to look at."""
COLUMNS = 4 * len(TOPICS) + len(INTENTS) + 4
"""How many columns `Findings.columns` gives."""


class Findings(NamedTuple):
    """What the rules found, an entry or a row a comment."""

    terms: NDArray[np.int64]
    """Comment, topic of `TOPICS`, strength: how many different strong terms, weak ones and hints stand in it."""
    on_topic: NDArray[np.bool_]
    """Comment, topic: whether the article's title or series holds a strong term of it."""
    points: NDArray[np.int64]
    """Comment, intent of `INTENTS`: the points of the whole comment."""
    asks: NDArray[np.int64]
    """The points of the sentence that asks most, or `NOTHING`."""
    asking: NDArray[np.int64]
    """How many sentences ask."""
    looked_at: NDArray[np.int64]
    """How many sentences may ask."""

    @classmethod
    def none(cls, number: int) -> Findings:
        """Of comments in which the rules have found nothing."""
        zeros = np.zeros(number, np.int64)
        terms = np.zeros((number, len(TOPICS), 3), np.int64)
        points = np.zeros((number, len(INTENTS)), np.int64)
        return cls(terms, terms[:, :, 0] > 0, points, zeros + NOTHING, zeros, zeros)

    def columns(self) -> NDArray[np.float64]:
        """All of it side by side, on a scale on which the first few terms and points matter most."""
        topics = np.concatenate([self.terms, self.on_topic[:, :, None]], axis=2)
        numbers = np.column_stack(
            [
                topics.reshape(len(topics), 4 * len(TOPICS)),
                self.points,
                self.asks,
                self.asking,
                self.looked_at,
                self.asks + self.points[:, 0],
            ]
        )
        size = logarithm(np.abs(numbers).astype(float))
        return np.asarray(np.where(numbers < 0, -size, size))
