"""What a comment is for: a question, a request, a correction, an answer, praise or a remark.

Rules only. Every sign of an intent, a cue's expressions or the shape of a sentence, has points in `intent.toml`; the
sums decide. A sentence asks by its own signs, a comment is a question by its most asking sentence together with the
signs of the whole; what is no question goes to the other intent with most points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis import cues, signs
from commentscope.analysis.passages import WITH_MODEL, Measure, candidates, passages
from commentscope.comments import INTENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.learned import Asking
    from commentscope.analysis.passages import Candidates
    from commentscope.analysis.signs import Sentences

# What a comment without a sentence that may ask has in its place: less than any points can make good.
_NEVER = -(1 << 40)
# How much less a sentence needs that ends in a question mark.
_MARKED = 15


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

    def verdicts(self, chosen: NDArray[np.int64] | None = None, read: Asking | None = None) -> list[Verdict]:
        """The intents, and the sentences that ask.

        Args:
            chosen: numbers in `INTENTS`; by the rules' points unless given.
            read: how much each sentence asks by the learned model, where it has read them.
        """
        numbers = self.chosen() if chosen is None else chosen
        found: Sentences | Candidates
        if read is None:
            measure, found = Measure(_MARKED, self._known.threshold), self._sentences
        else:
            measure, found = (
                WITH_MODEL,
                candidates(self._texts, self._sentences, read, numbers == 0, WITH_MODEL),
            )
        bounds = found.rows.searchsorted(np.arange(len(self._texts) + 1)).tolist()
        starts, ends, points = (column.tolist() for column in found[1:])
        verdicts = []
        for text, number, first, stop in zip(self._texts, numbers.tolist(), bounds, bounds[1:], strict=False):
            if number:
                verdicts.append(Verdict(INTENTS[number], None, ()))
                continue
            own = slice(first, stop)
            spans = passages(text, starts[own], ends[own], points[own], measure)
            verdicts.append(Verdict("question", "\n".join([text[start:end] for start, end in spans]), spans))
        return verdicts
