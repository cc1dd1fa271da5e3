"""What a comment is for: a question, a request, a correction, an answer, praise or a remark.

Rules only. Every sign of an intent, a cue's expressions or the shape of a sentence, has points in `intent.toml`; the
sums decide. A sentence asks by its own signs, a comment is a question by its most asking sentence together with the
signs of the whole; what is no question goes to the other intent with most points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis import cues, signs
from commentscope.analysis.sentences import boundaries, trimmed
from commentscope.comments import INTENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

# What a comment without a sentence that may ask has in its place: less than any points can make good.
_NEVER = -(1 << 40)
# How much less a sentence needs that ends in a question mark.
_MARKED = 15
_ASKING = ("？", "?")
# The other half of a question: `是配置错了？还是集群的问题。`
_OR_ELSE = re.compile(r"\s*还是[^。！？!?\n]*[。！？!?]*")
# Behind it the same sentence goes on: `有点没懂……请问怎么练习？`
_PAUSE = re.compile(r"(?:\.\.|…)\s*\Z")
# How far before a sentence the dots may stand: a look at all that comes before it would take quadratic time.
_NEAR = 9


class Verdict(NamedTuple):
    """The intent of a comment."""

    intent: str
    """One of `INTENTS`."""
    question: str | None
    """The asking sentences as they stand in the text, passages joined by newlines; `None` unless it is a question."""
    spans: tuple[tuple[int, int], ...]
    """Offsets of those passages in the text."""


def label(texts: Sequence[str]) -> list[Verdict]:
    """The intent of each comment by rules alone, each by itself: other comments have no influence."""
    return Reading(texts).verdicts()


class Reading:
    """The signs found in comments, and what they come to.

    Args:
        texts: the comments.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known = cues.builtin(INTENTS)
        self.points, self._sentences = signs.read(texts, self._known)
        rows, asks = self._sentences.rows, self._sentences.asks
        self.asks = np.full(len(texts), _NEVER)
        """The points of the sentence that asks most; far below 0 where none may ask."""
        np.maximum.at(self.asks, rows, asks)
        self.asking = np.bincount(rows[asks >= 0], minlength=len(texts))
        """How many sentences ask."""
        self.may_ask = np.bincount(rows, minlength=len(texts))
        """How many sentences may ask."""

    def chosen(self) -> NDArray[np.int64]:
        """The intents by the rules' points, numbers in `INTENTS`."""
        others = self.points[:, 1:].argmax(axis=1) + 1
        return np.where(self.asks + self.points[:, 0] >= 0, 0, others)

    def verdicts(
        self,
        chosen: NDArray[np.int64] | None = None,
        asking: Callable[[str], Sequence[tuple[int, int, float]]] | None = None,
    ) -> list[Verdict]:
        """The intents, and the sentences that ask.

        Args:
            chosen: numbers in `INTENTS`; by the rules' points unless given.
            asking: finds start, end and score of a text's sentences, for questions without a sentence that may ask
                by the rules.
        """
        numbers = (self.chosen() if chosen is None else chosen).tolist()
        bounds = self._sentences.rows.searchsorted(np.arange(len(self._texts) + 1)).tolist()
        _, starts, ends, asks = (column.tolist() for column in self._sentences)
        verdicts = []
        for text, number, first, stop in zip(self._texts, numbers, bounds, bounds[1:], strict=False):
            if number:
                verdicts.append(Verdict(INTENTS[number], None, ()))
                continue
            own = slice(first, stop)
            if first < stop:
                spans = _passages(text, starts[own], ends[own], asks[own], self._known.threshold)
            else:
                sentences = asking(text) if asking else ()
                start, end, _ = max(sentences, key=itemgetter(2), default=(0, len(text), 0.0))
                spans = (trimmed(text, start, end) or (start, end),)
            verdicts.append(Verdict("question", "\n".join([text[start:end] for start, end in spans]), spans))
        return verdicts


def _passages(
    text: str, starts: Sequence[int], ends: Sequence[int], asks: Sequence[int], threshold: int
) -> tuple[tuple[int, int], ...]:
    """The asking sentences; those that follow one another become one passage.

    In a comment that asks, one that ends in a question mark asks more than its points say; and one behind an asking one
    that begins with `还是` belongs to it, as does one before it that ends in dots.
    """
    marked = (text[start:end].rstrip().endswith(_ASKING) for start, end in zip(starts, ends, strict=True))
    points = [own + _MARKED * mark for own, mark in zip(asks, marked, strict=True)]
    least = min(max(points), threshold)
    passages: list[tuple[int, int]] = []
    for own, start, end, following in zip(points, starts, ends, [*starts[1:], len(text)], strict=True):
        if own < least:
            continue
        follows = passages and passages[-1][1] == start
        passages.append((passages.pop()[0] if follows else start, end))
        if other := _OR_ELSE.match(text, end, following):
            passages.append((passages.pop()[0], other.end()))
    return tuple(trimmed(text, start, end) or (start, end) for start, end in _led(text, passages))


def _led(text: str, passages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The passages, each with the sentence before it that ends in dots."""
    paused = [_PAUSE.search(text, max(start - _NEAR, 0), start) is not None for start, _ in passages]
    if not any(paused):
        return passages
    ends = [0, *boundaries(text)]
    before = [0, *(end for _, end in passages)]
    return [
        (max(least, ends[bisect_left(ends, start) - 1]) if pause else start, end)
        for least, pause, (start, end) in zip(before, paused, passages, strict=False)
    ]
