"""Which words a discussion is about: TF-IDF over its comments."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from commentscope.text.tokens import END, display_forms, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commentscope.text.tokens import Tokenizer

SHORTEST, LONGEST = 2, 40
"""Characters that a keyword may have."""
_LETTER = re.compile(r"[^\W\d_]")


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
        together = pa.array(["\n".join(tokenizer.words(texts))], pa.large_string())
        found = pc.split_pattern(together, "\n").flatten().dictionary_encode()
        self._words: list[str] = found.dictionary.to_pylist()
        numbers = found.indices.to_numpy()
        ends = numbers == (self._words.index(END) if texts else -1)
        worthy = np.fromiter(map(_is_keyword, self._words), bool, len(self._words))[numbers]
        # The words come in two rounds through the texts.
        self._texts = max(len(texts), 1)
        places = ends.cumsum()[worthy] % self._texts
        pairs = np.sort(numbers[worthy].astype(np.int64) * self._texts + places)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        self._numbers, self._places = np.divmod(pairs, self._texts)

    def count(self, among: Sequence[int] | None = None) -> Counter[str]:
        """In how many texts each word occurs, or in how many of those with the given numbers."""
        numbers = self._numbers
        if among is not None:
            asked = np.zeros(self._texts, bool)
            asked[among] = True
            numbers = numbers[asked[self._places]]
        counts = np.bincount(numbers, minlength=len(self._words))
        present = counts.nonzero()[0]
        words = map(self._words.__getitem__, present.tolist())
        return Counter(dict(zip(words, counts[present].tolist(), strict=True)))


def add(one: Counter[str], other: Counter[str]) -> Counter[str]:
    """The counts of both together."""
    # `+` and `update` would take several steps in Python for each word, `dict.update` takes none.
    small, large = sorted((one, other), key=len)
    total = large.copy()
    known = large.get
    dict.update(total, {word: n + known(word, 0) for word, n in small.items()})
    return total


def keywords(words: Counter[str], background: Counter[str], total: int, limit: int) -> list[Keyword]:
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
    forms = display_forms()

    def weight(tf: int, df: int) -> float:
        return round(tf * (math.log((1 + total) / (1 + df)) + 1), 4)

    # A word's df is its tf or more, so its tf alone bounds its score. Most words are too rare to come near the
    # score that the most frequent ones reach.
    frequent = nlargest(limit, words, key=words.__getitem__)
    reached = min((weight(words[word], background[word]) for word in frequent), default=0)
    least = bisect_left(range(total + 1), reached, key=lambda tf: weight(tf, tf))
    scored = [
        (-weight(tf, background[word]), forms.get(word, word), tf)
        for word, tf in words.items()
        if tf >= least
    ]
    return [Keyword(word, tf, -score) for score, word, tf in nsmallest(limit, scored)]


def _is_keyword(word: str) -> bool:
    """Whether it has some characters, one of them a letter, and is no stop word.

    Numbers, versions and single Han say too little alone.
    """
    if not SHORTEST <= len(word) <= LONGEST or word in stop_words():
        return False
    return word.isalpha() or _LETTER.search(word) is not None
