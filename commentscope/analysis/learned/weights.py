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


class Packed:
    """A row of weights for each n-gram, several of them in a 64-bit word, so that one addition sums them all.

    Args:
        weights: in 16 bits none beyond `LARGEST`, in 8 bits none beyond 127.
    """

    def __init__(self, weights: NDArray[np.int16] | NDArray[np.int8]) -> None:
        self.weights = weights
        small = weights.dtype == np.int8
        self._field = 16 if small else 21
        self._share = 64 // self._field
        self.apart = (1 << (self._field - 1)) // (127 if small else LARGEST) - 1
        """As many weights can be added before their sum reaches into the next field."""
        self._words = [np.zeros(len(weights), np.int64) for _ in range(-(-weights.shape[1] // self._share))]
        for lane in range(weights.shape[1]):
            word = self._words[lane // self._share]
            word += weights[:, lane].astype(np.int64) << (self._field * (lane % self._share))

    def sums(
        self, found: list[tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]], segments: int
    ) -> NDArray[np.int64]:
        """The sums of rows found: rows, where in them each segment begins that has any, and these segments."""
        half, mask = 1 << (self._field - 1), (1 << self._field) - 1
        total = np.empty((segments, self.weights.shape[1]), np.int64)
        for place, word in enumerate(self._words):
            rest = np.zeros(segments, np.int64)
            for row, first, filled in found:
                rest[filled] += np.add.reduceat(word.take(row), first)
            for lane in range(place * self._share, min((place + 1) * self._share, total.shape[1])):
                total[:, lane] = ((rest + half) & mask) - half
                rest = (rest - total[:, lane]) >> self._field
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
        self._found: Callable[[NDArray[np.uint32]], NDArray[np.int32]]
        if seldom:
            order = np.argsort(buckets).astype(np.int32)
            ascending = buckets[order]
            self._found = lambda some: order.take(np.searchsorted(ascending, some), mode="clip")
        else:
            row = np.zeros(1 << BITS, np.int32)
            row[buckets] = np.arange(len(buckets), dtype=np.int32)
            self._found = row.take
        self._known = np.zeros(1 << BITS, np.bool_)
        self._known[buckets] = True
        self._parts = [Packed(weights) for weights in parts]
        self._squares = rarity.astype(np.int32) ** 2

    def rows(self, buckets: NDArray[np.uint32]) -> NDArray[np.int32]:
        """The rows of known n-grams, -1 for others."""
        return np.where(self._known.take(buckets), self._found(buckets), -1)

    def sums(self, tokens: Tokens, heads: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Add up the weights of the n-grams in each segment.

        Args:
            tokens: the texts.
            heads: token numbers at which the segments begin.

        Returns:
            The sums, a row a segment, the tables side by side; and the sum of the squared rarities.
        """
        found = []
        squares = np.zeros(len(heads), np.int64)
        many = np.zeros(len(heads), np.int64)
        for gram in grams(tokens):
            at = np.flatnonzero(self._known.take(gram.bucket) & gram.within)
            if len(at):
                first = np.searchsorted(at, heads)
                count = np.diff(np.append(first, len(at)))
                filled = np.flatnonzero(count)
                row = self._found(gram.bucket.take(at))
                first = first.take(filled)
                squares[filled] += np.add.reduceat(self._squares.take(row), first)
                many += count
                found.append((row, first, filled))
        return np.hstack([self._exact(part, found, many) for part in self._parts]), squares

    @staticmethod
    def _exact(
        part: Packed,
        found: list[tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]],
        many: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """The sums of one table, of segments with too many n-grams for a word one by one."""
        total = part.sums(found, len(many))
        for segment in np.flatnonzero(many > part.apart).tolist():
            total[segment] = 0
            for row, first, filled in found:
                place = int(np.searchsorted(filled, segment))
                if place < len(filled) and filled[place] == segment:
                    end = first[place + 1] if place + 1 < len(first) else len(row)
                    total[segment] += part.weights[row[first[place] : end]].sum(axis=0, dtype=np.int64)
        return total
