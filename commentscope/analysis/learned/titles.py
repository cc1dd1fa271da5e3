"""What an article lets expect of its comments: by its title and series, and by what is known of it in the archive."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from commentscope.analysis.learned.grams import tokens
from commentscope.analysis.learned.labels import LANES
from commentscope.analysis.learned.shapes import SHRINK
from commentscope.text import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commentscope.analysis.learned.shapes import Scale
    from commentscope.analysis.learned.weights import Weights

PRIOR = 1 / 8
"""What one is worth of the numbers in which priors are kept."""
_REMEMBERED = 1 << 14
_DIGITS = "0123456789"
_DASHES = "-丨|｜ "


class Titles:
    """What titles and series say of each topic and intent.

    Args:
        weights: of the n-grams of titles and series; each article is looked at once.
        scale: what their sums are worth.
        articles: the fingerprints of the archive's articles, ascending.
        priors: of each of these, how much more its comments are on a topic or have an intent than others: the
            difference of the logits, in `PRIOR`.
    """

    def __init__(
        self, weights: Weights, scale: Scale, articles: NDArray[np.uint32], priors: NDArray[np.int8]
    ) -> None:
        self._weights, self._scale = weights, scale
        self._articles, self._priors = articles, priors
        self._said: dict[tuple[str, str], NDArray[np.float64]] = {}

    def __call__(self, titles: Sequence[str], series: Sequence[str]) -> NDArray[np.float64]:
        """A row for each title with its series: the scores of the n-grams, then the priors, 0 where unknown."""
        pairs = list(zip(titles, series, strict=True))
        unique = dict.fromkeys(pairs)
        new = [pair for pair in unique if pair not in self._said]
        if new:
            if len(self._said) > _REMEMBERED:
                self._said.clear()
                new = list(unique)
            self._said.update(zip(new, np.hstack([self._scores(new), self._known(new)]), strict=True))
        number = {pair: place for place, pair in enumerate(unique)}
        table = np.array([self._said[pair] for pair in unique]).reshape(-1, 2 * LANES)
        return table[np.fromiter(map(number.__getitem__, pairs), np.int64, len(pairs))]

    def _scores(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        cut = tokens([f"{unnumbered(title)}\n{column}" for title, column in pairs])
        sums, squares = self._weights.sums(cut, cut.texts[:-1])
        root = np.sqrt(squares * self._scale.square + SHRINK)[:, None]
        return np.asarray(sums * self._scale.unit / root)

    def _known(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        marks = np.array([fingerprint(*pair) for pair in pairs], np.uint32)
        place = np.minimum(np.searchsorted(self._articles, marks), len(self._articles) - 1)
        known = self._articles[place] == marks
        return np.where(known[:, None], self._priors[place] * PRIOR, 0.0)


def fingerprint(title: str, series: str) -> int:
    """32 bits by which an article is known, whatever its number, spaces, marks and script.

    >>> fingerprint("07 - 白话容器", "深入剖析") == fingerprint("7丨白話容器", "深入剖析")
    True
    """
    plain = "".join(filter(str.isalnum, simplified(f"{unnumbered(title)}{series}").lower()))
    return int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=4).digest(), "little")


def unnumbered(title: str) -> str:
    """A title without the lesson's number.

    >>> unnumbered("07 - 白话容器")
    '白话容器'
    """
    rest = title.strip().lstrip(_DIGITS).lstrip()
    bare = rest.lstrip(_DASHES)
    return bare if bare != rest and title.strip()[:1] in _DIGITS else title
