"""What is cut out of a question: the sentences that ask, and what belongs to them.

A sentence asks by the points of its signs. Where the learned model has read it, its score counts beside them; it also
finds sentences without any sign: `nacos 的日志里有注册，但是控制台看不到服务`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.sentences import boundaries, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.learned import Asking
    from commentscope.analysis.signs import Sentences

_ASKING = ("？", "?")
HAN = re.compile("[\u3400-\u9fff]")
"""Whether there is anything Chinese in a text."""
# The other half of a question: `是配置错了？还是集群的问题。`
_OR_ELSE = re.compile(r"\s*还是[^。！？!?\n]*[。！？!?]*")
# Behind it the same sentence goes on: `有点没懂……请问怎么练习？`
_PAUSE = re.compile(r"(?:\.\.|…)\s*\Z")
# How far before a sentence the dots may stand: a look at all that comes before it would take quadratic time.
_NEAR = 9


class Measure(NamedTuple):
    """What counts for how much. Chosen on 1,731 questions whose asking sentences were marked by hand."""

    marked: int
    """Added where a sentence ends in a question mark."""
    threshold: float
    """So many points make a sentence part of the question; the one with most always is."""
    score: float = 0
    """Points for one of the model's score."""
    unsigned: float = 0
    """Points of a sentence in which no sign stands, before the model's score."""
    foreign: float = 0
    """Taken from a sentence without Han or a question mark at its end in a comment that has some: a line of a log."""


WITH_MODEL = Measure(marked=30, threshold=-16, score=5, unsigned=-20, foreign=30)


class Candidates(NamedTuple):
    """Sentences that may ask, in order; arrays of the same length."""

    rows: NDArray[np.int64]
    """Numbers of the comments."""
    starts: NDArray[np.int64]
    """Offsets in the comment."""
    ends: NDArray[np.int64]
    points: NDArray[np.float64]


def candidates(
    texts: Sequence[str], signed: Sentences, read: Asking, asked: NDArray[np.bool_], measure: Measure
) -> Candidates:
    """The sentences of questions that may ask, with the points of their signs and of the model's score together.

    Args:
        texts: the comments.
        signed: the sentences with a sign, in order.
        read: every sentence with its score, in order. The two see different ends of sentences.
        asked: which comments are questions.
        measure: what counts for how much.
    """
    here, there = asked[signed.rows], asked[read.rows]
    row, left, right = (column[here] for column in (signed.rows, signed.starts, signed.ends))
    own, lower, upper = (column[there] for column in (read.rows, read.starts, read.ends))
    scores = read.scores[there]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    origin = sizes.cumsum() - sizes
    start, end = origin[row] + left, origin[row] + right
    begin, stop = origin[own] + lower, origin[own] + upper
    first, behind = begin.searchsorted(start, "right") - 1, begin.searchsorted(end - 1, "right")
    most = np.maximum.reduceat(np.append(scores, 0), np.column_stack([first, behind]).ravel())[::2]
    # As many sentences with a sign begin before its end as end before it begins: none touches it.
    free = start.searchsorted(stop) == end.searchsorted(begin, "right")
    rows, starts, ends = (
        np.concatenate([one, other[free]]) for one, other in ((row, own), (left, lower), (right, upper))
    )
    points = np.concatenate([signed.asks[here], np.full(free.sum(), measure.unsigned)])
    points = points + measure.score * np.concatenate([most, scores[free]])
    # Less no question mark makes good, nor what the best one may lose.
    best = np.full(len(texts), -np.inf)
    np.maximum.at(best, rows, points)
    kept = np.flatnonzero(
        points >= np.minimum(best, measure.threshold)[rows] - measure.marked - measure.foreign
    )
    kept = kept[np.lexsort((starts[kept], rows[kept]))]
    return Candidates(rows[kept], starts[kept], ends[kept], points[kept])


def passages(
    text: str, starts: Sequence[int], ends: Sequence[int], points: Sequence[float], measure: Measure
) -> tuple[tuple[int, int], ...]:
    """The asking ones of a question's sentences, as offsets; those that follow one another become one passage.

    In a comment that asks, one that ends in a question mark asks more than its points say; and one behind an asking one
    that begins with `还是` belongs to it, as does one before it that ends in dots.
    """
    chinese = measure.foreign and HAN.search(text)
    asks = []
    for start, end, own in zip(starts, ends, points, strict=True):
        if text[start:end].rstrip().endswith(_ASKING):
            asks.append(own + measure.marked)
        elif chinese and not HAN.search(text, start, end):
            asks.append(own - measure.foreign)
        else:
            asks.append(own)
    least = min(max(asks), measure.threshold)
    found: list[tuple[int, int]] = []
    for own, start, end, following in zip(asks, starts, ends, [*starts[1:], len(text)], strict=True):
        if own < least:
            continue
        follows = found and found[-1][1] == start
        found.append((found.pop()[0] if follows else start, end))
        if other := _OR_ELSE.match(text, end, following):
            found.append((found.pop()[0], other.end()))
    return tuple(trimmed(text, start, end) or (start, end) for start, end in _led(text, found))


def _led(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The passages, each with the sentence before it that ends in dots."""
    paused = [_PAUSE.search(text, max(start - _NEAR, 0), start) is not None for start, _ in found]
    if not any(paused):
        return found
    ends = [0, *boundaries(text)]
    before = [0, *(end for _, end in found)]
    return [
        (max(least, ends[bisect_left(ends, start) - 1]) if pause else start, end)
        for least, pause, (start, end) in zip(before, paused, found, strict=False)
    ]
