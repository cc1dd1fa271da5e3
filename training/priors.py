"""What is known of an article from what is said of its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis.learned.titles import PRIOR, fingerprint

if TYPE_CHECKING:
    import pandas as pd

_DOUBT = 3.0
"""So many comments of no particular article are added to each article's own."""
_LEAST = 1e-4
_LARGEST = 127


class Articles:
    """The articles of comments.

    Args:
        table: columns article and series, a row a comment.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        names, row = np.unique(table.article + "\n" + table.series, return_inverse=True)
        marks = [fingerprint(*name.split("\n")) for name in names]
        self.known, number = np.unique(np.array(marks, np.uint32), return_inverse=True)
        """Their fingerprints, ascending."""
        self.of = number[row]
        """Of each comment, the number of its article."""

    def priors(self, values: np.ndarray, use: np.ndarray, usual: np.ndarray) -> np.ndarray:
        """Of each article, how far its comments are from the usual ones, as it ships.

        Args:
            values: comment, lane: labels or probabilities.
            use: comment, lane: which count.
            usual: of each lane, the mean of comments that nobody chose.
        """
        value, number = self._sums(values, use)
        return np.rint(self._far(value, number, usual) / PRIOR).astype(np.int8)

    def others(self, values: np.ndarray, use: np.ndarray, usual: np.ndarray) -> np.ndarray:
        """The same for each comment, of the other comments under its article."""
        value, number = (
            x[self.of] - own for x, own in zip(self._sums(values, use), (values * use, use), strict=True)
        )
        return np.rint(self._far(value, number, usual) / PRIOR).astype(np.float32) * np.float32(PRIOR)

    def _sums(self, values: np.ndarray, use: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of each article: the sum of what counts, and how many count."""
        wide, size = values.shape[1], len(self.known)
        value, number = (
            np.column_stack([np.bincount(self.of, x[:, lane], size) for lane in range(wide)])
            for x in (values * use, use.astype(float))
        )
        return value, number

    @staticmethod
    def _far(value: np.ndarray, number: np.ndarray, usual: np.ndarray) -> np.ndarray:
        share = ((value + _DOUBT * usual) / (number + _DOUBT)).clip(_LEAST, 1 - _LEAST)
        logit = np.log(share / (1 - share)) - np.log(usual / (1 - usual))
        return logit.clip(-_LARGEST * PRIOR, _LARGEST * PRIOR)
