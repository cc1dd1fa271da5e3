"""In how many comments each word occurs: counts that merge without a step in Python for each word."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLACK: Final = 1 << 14
"""Rows that may wait to be added up, so that merging small counts costs nothing."""


class WordCounts:
    """Words, and in how many comments each occurs. Two are equal if they say the same, in whatever order.

    Args:
        words: a `large_string` array; each word once.
        comments: how many comments hold it.
    """

    def __init__(self, words: pa.Array | None = None, comments: NDArray[np.int64] | None = None) -> None:
        self._rows = pa.table(
            {
                "word": pa.array([], pa.large_string()) if words is None else words,
                "comments": pa.array([] if comments is None else comments, pa.int64()),
            }
        )
        # How many of the rows have each a word of its own.
        self._added_up = len(self._rows)

    def merge(self, other: WordCounts) -> WordCounts:
        """The counts of both together."""
        merged = WordCounts()
        merged._rows = pa.concat_tables([self._rows, other._rows])
        merged._added_up = max(self._added_up, other._added_up)
        # Only where two thirds of the rows are new: so each is added up a few times, however many merges follow.
        if len(merged._rows) > 3 * merged._added_up + SLACK:
            merged._add_up()
        return merged

    def arrays(self) -> tuple[pa.ChunkedArray, NDArray[np.int64]]:
        """The words, each once, and their counts, in the same order."""
        self._add_up()
        return self._rows["word"], self._rows["comments"].to_numpy()

    @cached_property
    def by_word(self) -> dict[str, int]:
        """Word → count."""
        words, comments = self.arrays()
        return dict(zip(words.to_pylist(), comments.tolist(), strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordCounts) and self.by_word == other.by_word

    def __hash__(self) -> int:
        raise TypeError  # as any other collection, equal by what it holds

    def __repr__(self) -> str:
        return f"WordCounts({self.by_word})"

    def _add_up(self) -> None:
        if len(self._rows) > self._added_up:
            # Numbering the words and counting by number takes a quarter of the time that grouping by word does.
            numbered = self._rows["word"].combine_chunks().dictionary_encode()
            counts = np.bincount(numbered.indices.to_numpy(), self._rows["comments"].to_numpy())
            self._rows = pa.table({"word": numbered.dictionary, "comments": counts.astype(np.int64)})
            self._added_up = len(self._rows)
