"""Weights of hashed n-grams, and their sums over the segments of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis.learned.grams import BITS, grams

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from commentscope.analysis.learned.grams import Tokens

LARGEST = 2047
"""Weights lie between this and its negative."""


class Found:
    """The n-grams found in the segments of texts.

    Args:
        rows: their numbers; those of one length behind those of another, each in the order of the texts.
        bounds: where in them each segment begins and the last one ends: a row a length.
    """

    def __init__(self, rows: NDArray[np.intp], bounds: NDArray[np.int64]) -> None:
        self.rows, self._bounds = rows, bounds
        self.many = np.diff(bounds).sum(axis=0)
        """How many there are in each segment."""

    def added(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """The sum of the values, one a row, in each segment.

        From running sums, at a fraction of the time of adding up each segment. They may leave 64 bits; the
        differences are right all the same.
        """
        running = np.zeros(len(values) + 1, np.int64)
        values.cumsum(out=running[1:])
        added: NDArray[np.int64] = np.diff(running.take(self._bounds)).sum(axis=0)
        return added

    def rows_of(self, segment: int) -> NDArray[np.intp]:
        """The rows of one segment."""
        return np.concatenate(
            [self.rows[start:end] for start, end in self._bounds[:, segment : segment + 2].tolist()]
        )


class Packed:
    """A row of weights for each n-gram, several of them in a 64-bit word, so that one addition sums them all.

    Args:
        weights: in 16 bits none beyond `LARGEST`, in 8 bits none beyond 127.
    """

    def __init__(self, weights: NDArray[np.int16] | NDArray[np.int8]) -> None:
        self._weights = weights
        small = weights.dtype == np.int8
        self._field = 16 if small else 21
        self._share = 64 // self._field
        self._apart = (1 << (self._field - 1)) // (127 if small else LARGEST) - 1
        """As many weights can be added before their sum reaches into the next field."""
        self._words = [np.zeros(len(weights), np.int64) for _ in range(-(-weights.shape[1] // self._share))]
        for lane in range(weights.shape[1]):
            word = self._words[lane // self._share]
            word += weights[:, lane].astype(np.int64) << (self._field * (lane % self._share))

    def sums(self, found: Found) -> NDArray[np.int64]:
        """The sums of the rows found, a row a segment."""
        half, mask = 1 << (self._field - 1), (1 << self._field) - 1
        total = np.empty((len(found.many), self._weights.shape[1]), np.int64)
        for place, word in enumerate(self._words):
            rest = found.added(word.take(found.rows))
            for lane in range(place * self._share, min((place + 1) * self._share, total.shape[1])):
                total[:, lane] = ((rest + half) & mask) - half
                rest = (rest - total[:, lane]) >> self._field
        # Of segments with too many n-grams for a word one by one.
        for segment in np.flatnonzero(found.many > self._apart).tolist():
            total[segment] = self._weights[found.rows_of(segment)].sum(axis=0, dtype=np.int64)
        return total


class Weights:
    """Weights by bucket, a few for each n-gram that is known.

    Args:
        buckets: of the n-grams known.
        rarity: of each n-gram, how rare it is (inverse document frequency) in sixteenths.
        parts: their weights, a row an n-gram, in one table or more.
        seldom: take 16 MB less of memory, and more time to find a row.
    """

    def __init__(
        self,
        buckets: NDArray[np.uint32],
        rarity: NDArray[np.uint8],
        *parts: NDArray[np.int16] | NDArray[np.int8],
        seldom: bool = False,
    ) -> None:
        # Of n-grams that are known their rows, of others any.
        self._row: Callable[[NDArray[np.uint32]], NDArray[np.int32]]
        if seldom:
            order = np.argsort(buckets).astype(np.int32)
            ascending = buckets[order]
            self._row = lambda some: order.take(np.searchsorted(ascending, some), mode="clip")
        else:
            row = np.zeros(1 << BITS, np.int32)
            row[buckets] = np.arange(len(buckets), dtype=np.int32)
            self._row = row.take
        self._known = np.zeros(1 << BITS, np.bool_)
        self._known[buckets] = True
        self._parts = [Packed(weights) for weights in parts]
        self._squares = rarity.astype(np.int64) ** 2

    def rows(self, buckets: NDArray[np.uint32]) -> NDArray[np.int32]:
        """The rows of known n-grams, -1 for others."""
        return np.where(self._known.take(buckets), self._row(buckets), -1)

    def sums(self, tokens: Tokens, heads: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Add up the weights of the n-grams in each segment.

        Args:
            tokens: the texts.
            heads: token numbers at which the segments begin.

        Returns:
            The sums, a row a segment, the tables side by side; and the sum of the squared rarities.
        """
        found = self._find(tokens, heads)
        return np.hstack([part.sums(found) for part in self._parts]), found.added(
            self._squares.take(found.rows)
        )

    def _find(self, tokens: Tokens, heads: NDArray[np.int64]) -> Found:
        rows, bounds, size = [], [], 0
        for gram in grams(tokens):
            at = np.flatnonzero(self._known.take(gram.bucket) & gram.within)
            rows.append(self._row(gram.bucket.take(at)))
            bounds.append(np.append(np.searchsorted(at, heads), len(at)) + size)
            size += len(at)
        return Found(np.concatenate(rows).astype(np.intp), np.stack(bounds))
