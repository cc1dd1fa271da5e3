"""A text as a few learned numbers: the sums of its n-grams' vectors. Exact on every machine, as `shapes` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.learned.shapes import SHRINK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commentscope.analysis.learned.shapes import Sentences

WIDTH = 16
"""Numbers of a vector."""
POOLED = 4 * WIDTH
"""How many columns `pooled` gives."""


class Space(NamedTuple):
    """What the sums of vectors are worth."""

    unit: NDArray[np.float64]
    """One in each direction."""
    offset: NDArray[np.float64]
    """Added to each sentence's sum before it is cut off at zero."""
    square: float = 1 / 256
    """The unit of the squared rarities."""


def pooled(
    sums: NDArray[np.int64], squares: NDArray[np.int64], sentences: Sentences, space: Space
) -> NDArray[np.float64]:
    """A row a text: of its sentences the sum, the greatest in each direction, the first and the last.

    Args:
        sums: of each sentence, the sum of its n-grams' vectors.
        squares: of each sentence, the sum of the squared rarities.
        sentences: which sentences belong to which text.
        space: what the sums are worth.
    """
    first = sentences.first
    root = 1 / np.sqrt(np.add.reduceat(squares, first) * space.square + SHRINK)[:, None]
    whole = np.add.reduceat(sums, first) * space.unit * root
    each = sums * space.unit / np.sqrt(squares * space.square + SHRINK)[:, None] + space.offset
    each = np.maximum(each, 0)
    return np.hstack([whole, np.maximum.reduceat(each, first), each[first], each[sentences.last]])
