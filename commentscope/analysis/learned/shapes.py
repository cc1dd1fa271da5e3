"""What the network sees of a text: its scores, where it asks, and its shape. Exact on every machine.

Only integers and the operations that IEEE 754 rounds correctly (`+ - * /`, square root) take part, element by element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from commentscope.analysis.learned.labels import ACTS, INTENT_LANES, LANES, TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    @property
    def last(self) -> NDArray[np.int64]:
        """The number of each text's last sentence."""
        return np.append(self.first[1:], len(self.text)) - 1

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
    offset: NDArray[np.float64]
    """Added to the scores of a sentence for `ACTS`."""
    square: float = 1 / 256
    """The unit of the squared rarities."""


def logarithm(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """About log2(x + 1): straight lines between powers of two, exact."""
    mantissa, exponent = np.frexp(x + 1)
    return np.asarray(exponent - 2 + 2 * mantissa)


def acts(sums: NDArray[np.int64], squares: NDArray[np.int64], scale: Scale) -> NDArray[np.float64]:
    """How much each sentence does each of `ACTS`; above 0: rather yes."""
    root = np.sqrt(squares * scale.square + SHRINK)[:, None]
    return np.asarray(sums[:, LANES:] * scale.unit[LANES:] / root + scale.offset)


def features(
    sums: NDArray[np.int64],
    squares: NDArray[np.int64],
    done: NDArray[np.float64],
    sentences: Sentences,
    scale: Scale,
) -> NDArray[np.float64]:
    """What is to be seen of each text, a row a text.

    Args:
        sums: of each sentence, the lanes' sums: topics, intents, acts.
        squares: of each sentence, the sum of the squared rarities.
        done: of each sentence, what `acts` says.
        sentences: their place and what is in them.
        scale: what the sums are worth.
    """
    first = sentences.first
    root = 1 / np.sqrt(np.add.reduceat(squares, first) * scale.square + SHRINK)[:, None]
    whole = np.add.reduceat(sums[:, :LANES], first) * scale.unit[:LANES] * root
    top = _most(done[:, 0], sentences)
    intents = _intents(sums[:, INTENT_LANES], sentences, top) * (np.tile(scale.unit[INTENT_LANES], 5) * root)
    return np.column_stack([whole, *_acts(done, sentences, top), intents, *_sizes(sentences, top)])


def _most(asks: NDArray[np.float64], sentences: Sentences) -> NDArray[np.int64]:
    """The number of each text's sentence that asks most, the first of several."""
    best, number = np.maximum.reduceat(asks, sentences.first), len(asks)
    found = np.where(asks >= best.take(sentences.text), number - np.arange(number), 0)
    return np.asarray(number - np.maximum.reduceat(found, sentences.first))


def _acts(
    done: NDArray[np.float64], sentences: Sentences, top: NDArray[np.int64]
) -> Iterator[NDArray[np.float64]]:
    """How much is asked, and where; how much else is done."""
    first, last, size = sentences.first, sentences.last, sentences.counts[0]
    asks, more = done[:, 0], done[:, 1:]
    others = asks.copy()
    others[top] = _FAR
    behind = np.append(0, np.cumsum(size))
    before = (behind[top] - behind[first]).astype(float)
    after = (behind[last + 1] - behind[top + 1]).astype(float)
    yield asks[top]
    yield np.maximum.reduceat(others, first)
    yield logarithm(np.add.reduceat(np.rint(np.maximum(asks + 1, 0) * 1024), first) / 1024)
    yield np.minimum(np.add.reduceat((asks > 0).astype(np.int64), first), _MOST)
    yield logarithm(before)
    yield logarithm(after)
    yield before / (before + after + 1)
    yield logarithm(size[top].astype(float))
    yield np.minimum(top - first, _WAY)
    yield np.minimum(last - top, _WAY)
    yield asks[first]
    yield asks[last]
    yield np.maximum.reduceat(more, first)
    yield more[first]
    yield more[last]
    yield np.where(top < last, asks[np.minimum(top + 1, last)], _FAR)
    yield np.where(top > first, asks[np.maximum(top - 1, first)], _FAR)


def _intents(lanes: NDArray[np.int64], sentences: Sentences, top: NDArray[np.int64]) -> NDArray[np.int64]:
    """What speaks for the intents in the sentence that asks most, before and behind it, in the first and the last."""
    first, last = sentences.first, sentences.last
    running = np.zeros((len(lanes) + 1, lanes.shape[1]), np.int64)
    np.cumsum(lanes, axis=0, out=running[1:])
    before, behind = running[top] - running[first], running[last + 1] - running[top + 1]
    return np.hstack([lanes[top], before, behind, lanes[first], lanes[last]])


def _sizes(sentences: Sentences, top: NDArray[np.int64]) -> Iterator[NDArray[np.float64]]:
    """How long the text is and what it consists of."""
    first, last, counts = sentences.first, sentences.last, sentences.counts
    total = np.add.reduceat(counts, first, axis=1).astype(float)
    yield logarithm((last - first + 1).astype(float))
    yield logarithm(total[0])
    yield logarithm(total[1])
    yield counts[1, top] > 0
    yield counts[1, last] > 0
    yield (total[2:] / (total[0] + 1)).T
    yield logarithm(total[5])


SHAPES = LANES + 14 + 3 * (len(ACTS) - 1) + 5 * (LANES - len(TOPICS)) + 10
"""How many columns `features` gives."""
