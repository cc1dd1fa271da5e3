"""What the network sees of a text: its scores, where it asks, and its shape. Exact on every machine.

Only integers and the operations that IEEE 754 rounds correctly (`+ - * /`, square root) take part, element by element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.learned.labels import INTENT_LANES, LANES, TOPICS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commentscope.analysis.learned.grams import Tokens

_CODE = np.array([ord(char) for char in "{}();<>=_[]/|$#"], np.uint16)
_FAR = -4.0
"""What stands for a sentence that is not there."""
SHRINK = 4.0
"""What keeps the scores of short texts small."""
_MOST, _WAY = 6, 10


class Sentences(NamedTuple):
    """The sentences of a batch of texts."""

    first: NDArray[np.int64]
    """The number of each text's first sentence."""
    text: NDArray[np.int64]
    """The number of each sentence's text."""
    counts: NDArray[np.int64]
    """Rows of, for each sentence: tokens, question marks, Latin words, numbers, marks of code, line ends."""

    @classmethod
    def of(cls, tokens: Tokens) -> Sentences:
        """Count what is in each sentence."""
        flags = (
            tokens.char == ord("?"),
            tokens.is_letter(),
            tokens.is_digit(),
            np.isin(tokens.char, _CODE),
            tokens.char == ord("\n"),
        )
        heads = tokens.sentences
        first = np.searchsorted(heads, tokens.texts[:-1])
        text = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(heads))))
        size = np.diff(np.append(heads, len(tokens.token) - 1))
        counts = [size, *(np.add.reduceat(flag[:-1].astype(np.int64), heads) for flag in flags)]
        return cls(first, text, np.stack(counts))


class Scale(NamedTuple):
    """What the sums of weights are worth."""

    unit: NDArray[np.float64]
    """One for each lane."""
    asks: float
    """Added to the score of a sentence for asking."""
    square: float = 1 / 256
    """The unit of the squared rarities."""


def logarithm(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """About log2(x + 1): straight lines between powers of two, exact."""
    mantissa, exponent = np.frexp(x + 1)
    return np.asarray(exponent - 2 + 2 * mantissa)


def asking(sums: NDArray[np.int64], squares: NDArray[np.int64], scale: Scale) -> NDArray[np.float64]:
    """How much each sentence asks; above 0: rather yes."""
    root = np.sqrt(squares * scale.square + SHRINK)
    return np.asarray(sums[:, LANES] * scale.unit[LANES] / root + scale.asks)


def features(
    sums: NDArray[np.int64], squares: NDArray[np.int64], sentences: Sentences, scale: Scale
) -> NDArray[np.float64]:
    """What is to be seen of each text, a row a text.

    Args:
        sums: of each sentence, the lanes' sums: topics, intents, asking.
        squares: of each sentence, the sum of the squared rarities.
        sentences: their place and what is in them.
        scale: what the sums are worth.
    """
    first, text, counts = sentences
    number = len(text)
    last = np.append(first[1:], number) - 1
    root = 1 / np.sqrt(np.add.reduceat(squares, first) * scale.square + SHRINK)[:, None]
    whole = np.add.reduceat(sums[:, :LANES], first) * scale.unit[:LANES] * root
    asks = asking(sums, squares, scale)
    best = np.maximum.reduceat(asks, first)
    place = np.arange(number)
    top = number - np.maximum.reduceat(np.where(asks >= best.take(text), number - place, 0), first)
    others = asks.copy()
    others[top] = _FAR
    behind = np.append(0, np.cumsum(counts[0]))
    before = (behind[top] - behind[first]).astype(float)
    after = (behind[last + 1] - behind[top + 1]).astype(float)
    intents = sums[:, INTENT_LANES]
    running = np.zeros((number + 1, intents.shape[1]), np.int64)
    np.cumsum(intents, axis=0, out=running[1:])
    unit = scale.unit[INTENT_LANES] * root
    total = np.add.reduceat(counts, first, axis=1).astype(float)
    return np.column_stack(
        [
            whole,
            best,
            np.maximum.reduceat(others, first),
            logarithm(np.add.reduceat(np.rint(np.maximum(asks + 1, 0) * 1024), first) / 1024),
            np.minimum(np.add.reduceat((asks > 0).astype(np.int64), first), _MOST),
            logarithm(before),
            logarithm(after),
            before / (before + after + 1),
            logarithm(counts[0, top].astype(float)),
            np.minimum(top - first, _WAY),
            np.minimum(last - top, _WAY),
            asks[first],
            asks[last],
            np.where(top < last, asks[np.minimum(top + 1, last)], _FAR),
            np.where(top > first, asks[np.maximum(top - 1, first)], _FAR),
            intents[top] * unit,
            (running[top] - running[first]) * unit,
            (running[last + 1] - running[top + 1]) * unit,
            intents[first] * unit,
            intents[last] * unit,
            logarithm((last - first + 1).astype(float)),
            logarithm(total[0]),
            logarithm(total[1]),
            counts[1, top] > 0,
            counts[1, last] > 0,
            (total[2:] / (total[0] + 1)).T,
            logarithm(total[5]),
        ]
    )


SHAPES = LANES + 14 + 5 * (LANES - len(TOPICS)) + 10
"""How many columns `features` gives."""
