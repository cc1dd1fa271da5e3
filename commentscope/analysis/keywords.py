"""Which words a discussion is about: TF-IDF over its comments."""

from __future__ import annotations

import math
from bisect import bisect_left
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from commentscope.analysis.wordcounts import WordCounts
from commentscope.text.tokens import END, display_forms, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commentscope.text.tokens import Tokenizer

SHORTEST, LONGEST = 2, 40
"""Characters that a keyword may have."""


class Keyword(NamedTuple):
    """A word and how much it says."""

    word: str
    comments: int
    """Comments that hold it."""
    score: float
    """TF-IDF; higher says more. Comparable within one list only."""


class Occurrences:
    """Which words occur in which texts; only those that can be keywords.

    Arrays of numbers, for whole chunks: a set of words for each comment would cost half of what a summary does.

    Args:
        texts: the texts.
        tokenizer: cuts them.
    """

    def __init__(self, texts: Sequence[str], tokenizer: Tokenizer) -> None:
        # Split and numbered in Arrow: Python would hash each of them. No word holds a line's end.
        together = pa.array([tokenizer.words(texts)], pa.large_string())
        found = pc.split_pattern(together, "\n").flatten().dictionary_encode()
        self._words = found.dictionary
        numbers = found.indices.to_numpy()
        ends = numbers == pc.index(self._words, END).as_py()
        worthy = _are_keywords(self._words)[numbers]
        # The words come in several rounds through the texts.
        self._texts = max(len(texts), 1)
        places = ends.cumsum()[worthy] % self._texts
        pairs = np.sort(numbers[worthy].astype(np.int64) * self._texts + places)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        self._numbers, self._places = np.divmod(pairs, self._texts)

    def count(self, among: Sequence[int] | None = None) -> WordCounts:
        """In how many texts each word occurs, or in how many of those with the given numbers."""
        numbers = self._numbers
        if among is not None:
            asked = np.zeros(self._texts, bool)
            asked[among] = True
            numbers = numbers[asked[self._places]]
        counts = np.bincount(numbers, minlength=len(self._words))
        present = counts.nonzero()[0]
        return WordCounts(self._words.take(present), counts[present])


def keywords(words: WordCounts, background: WordCounts, total: int, limit: int) -> list[Keyword]:
    """The words that say most, best first.

    The score is tf · (ln((1 + N) / (1 + df)) + 1), the smoothed form of Salton and Buckley (1988) that scikit-learn
    uses too. tf counts a word once a comment, so that no comment makes a keyword by repeating it. Equal scores are
    ordered by word.

    Args:
        words: tf: in how many of the comments in question (all of them, or those on one topic) each word occurs.
        background: df: in how many of all comments.
        total: N, the number of all comments.
        limit: how many at most.
    """
    forms, df = display_forms(), background.by_word
    spelled, tf = words.arrays()

    def weight(tf: int, df: int) -> float:
        return round(tf * (math.log((1 + total) / (1 + df)) + 1), 4)

    def scored(rows: NDArray[np.intp]) -> list[tuple[float, str, int]]:
        return [
            (-weight(n, df[word]), forms.get(word, word), n)
            for word, n in zip(spelled.take(rows).to_pylist(), tf[rows].tolist(), strict=True)
        ]

    # A word's df is its tf or more, so its tf alone bounds its score. Most words are too rare to come near the
    # score that the most frequent ones reach.
    frequent = scored(np.argsort(-tf, kind="stable")[:limit])
    reached = -max(frequent, default=(0.0,))[0]
    least = bisect_left(range(total + 1), reached, key=lambda tf: weight(tf, tf))
    return [
        Keyword(word, n, -score) for score, word, n in nsmallest(limit, scored((tf >= least).nonzero()[0]))
    ]


def _are_keywords(words: pa.Array) -> NDArray[np.bool_]:
    """Which of the words have some characters, one of them a letter, and are no stop words.

    Numbers, versions and single Han say too little alone.
    """
    sizes = pc.utf8_length(words).to_numpy()
    stopped = pc.is_in(words, pa.array(stop_words(), words.type)).to_numpy(zero_copy_only=False)
    lettered = pc.match_substring_regex(words, r"\pL").to_numpy(zero_copy_only=False)
    kept: NDArray[np.bool_] = (sizes >= SHORTEST) & (sizes <= LONGEST) & lettered & ~stopped
    return kept
