"""What a comment is for: a question, a request, a correction, an answer, praise or a remark.

Rules only. Every sign of an intent, a cue's expressions or the shape of a sentence, has points in `intent.toml`; the
sums decide. A sentence asks by its own signs, a comment is a question by its most asking sentence together with the
signs of the whole; what is no question goes to the other intent with most points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis import cues, signs
from commentscope.analysis.sentences import trimmed
from commentscope.comments import INTENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a comment without a sentence that may ask has in its place: less than any points can make good.
_NEVER = -(1 << 40)
# How much less than the threshold a sentence may ask that stands beside an asking one.
_BESIDE = 12
_ASKING = ("？", "?")


class Verdict(NamedTuple):
    """The intent of a comment."""

    intent: str
    """One of `INTENTS`."""
    question: str | None
    """The asking sentences as they stand in the text, passages joined by newlines; `None` unless it is a question."""
    spans: tuple[tuple[int, int], ...]
    """Offsets of those passages in the text."""


def label(texts: Sequence[str]) -> list[Verdict]:
    """The intent of each comment, by itself: other comments have no influence."""
    known = cues.builtin(INTENTS)
    points, sentences = signs.read(texts, known)
    most = np.full(len(texts), _NEVER)
    np.maximum.at(most, sentences.rows, sentences.asks)
    asked = (most + points[:, 0] >= 0).tolist()
    others = (points[:, 1:].argmax(axis=1) + 1).tolist()
    bounds = sentences.rows.searchsorted(np.arange(len(texts) + 1)).tolist()
    _, starts, ends, asks = (column.tolist() for column in sentences)
    verdicts = []
    for text, is_question, other, first, stop in zip(texts, asked, others, bounds, bounds[1:], strict=False):
        if is_question:
            own = slice(first, stop)
            spans = _passages(text, starts[own], ends[own], asks[own], known.threshold)
            verdicts.append(Verdict("question", "\n".join([text[start:end] for start, end in spans]), spans))
        else:
            verdicts.append(Verdict(INTENTS[other], None, ()))
    return verdicts


def _passages(
    text: str, starts: Sequence[int], ends: Sequence[int], asks: Sequence[int], threshold: int
) -> tuple[tuple[int, int], ...]:
    """The asking sentences; those that follow one another become one passage.

    Beside a sentence that asks, one that ends in a question mark belongs to it, even if it asks a little less.
    """
    least = min(max(asks), threshold)
    asking = [points >= least for points in asks]
    passages: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        before = place > 0 and asking[place - 1] and ends[place - 1] == start
        behind = asking[place + 1 : place + 2] == [True] and starts[place + 1] == end
        marked = asks[place] >= least - _BESIDE and text[start:end].rstrip().endswith(_ASKING)
        if asking[place] or (marked and (before or behind)):
            follows = passages and passages[-1][1] == start
            passages.append((passages.pop()[0] if follows else start, end))
    return tuple(trimmed(text, start, end) or (start, end) for start, end in passages)
