"""Which words a discussion is about: TF-IDF over its comments."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from commentscope.text.tokens import display_forms, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A keyword has two characters or more, one of them a letter: numbers, versions and single Han say too little alone.
_KEYWORD = re.compile(r"(?=.*[^\W\d_]).{2,40}", re.DOTALL)


class Keyword(NamedTuple):
    """A word and how much it says."""

    word: str
    comments: int
    """Comments that hold it."""
    score: float
    """TF-IDF; higher says more. Comparable within one list only."""


def candidates(words: Sequence[set[str]]) -> list[set[str]]:
    """For each comment's different words those that can be keywords."""
    # Judged once for all comments together: most words are common ones.
    worthy = set(filter(_is_keyword, set().union(*words)))
    return [own & worthy for own in words]


def count(words: Iterable[set[str]]) -> Counter[str]:
    """In how many comments each word occurs; from `candidates`."""
    return Counter(chain.from_iterable(words))


def add(one: Counter[str], other: Counter[str]) -> Counter[str]:
    """The counts of both together."""
    # `+` would walk both in Python; copying the larger one is a single step in C.
    small, large = sorted((one, other), key=len)
    total = large.copy()
    total.update(small)
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
    scored = (
        Keyword(
            forms.get(word, word), tf, round(tf * (math.log((1 + total) / (1 + background[word])) + 1), 4)
        )
        for word, tf in words.items()
    )
    return nsmallest(limit, scored, key=lambda keyword: (-keyword.score, keyword.word))


@lru_cache(maxsize=1 << 17)
def _is_keyword(word: str) -> bool:
    return word not in stop_words() and _KEYWORD.fullmatch(word) is not None
