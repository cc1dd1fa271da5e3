"""Many texts as one, so that compiled code passes over all of them at once."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from commentscope.surrogates import encodable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ahocorasick_rs import AhoCorasick
    from numpy.typing import NDArray

SEAM: Final = "\x1e\n"
"""Between the texts. No term holds its first character, so none is found across two texts; a term that begins with a
newline is found at the beginning of a text."""
LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
"""What a Latin word is made of, in lower case."""
_IS_LATIN = np.array([chr(code) in LATIN for code in range(128)])


class Found(NamedTuple):
    """Terms found, in the order of their ends; arrays of the same length."""

    terms: NDArray[np.int64]
    """Numbers of the terms."""
    starts: NDArray[np.int64]
    """Where they begin in the joined text."""
    ends: NDArray[np.int64]


class Joined:
    """Texts, one behind the other.

    Args:
        texts: the texts; their numbers are their places in this sequence.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        # Before the first and behind the last as well: every place has neighbours.
        self.text = SEAM.join(["", *texts, ""])
        self.sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        self.starts = (self.sizes + len(SEAM)).cumsum() - self.sizes
        """Where each text begins."""

    def find(self, automaton: AhoCorasick, *, overlapping: bool = False) -> Found:
        """All that an automaton finds in the texts."""
        try:
            found = automaton.find_matches_as_indexes(self.text, overlapping=overlapping)
        except UnicodeEncodeError:  # lone surrogates, such as JSON can hold: no term has one
            self.text = encodable(self.text)
            found = automaton.find_matches_as_indexes(self.text, overlapping=overlapping)
        numbers = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found))
        return Found(numbers[::3], numbers[1::3], numbers[2::3])

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the texts at these places; the newline before a text counts to it."""
        return self.starts.searchsorted(places + 1, side="right") - 1

    def latin(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether there is a character of a Latin word at each of these places."""
        # Whatever lies beyond the table is as its last entry: no letter.
        latin: NDArray[np.bool_] = _IS_LATIN[np.minimum(self._codes[places], len(_IS_LATIN) - 1)]
        return latin

    def holds(self, places: NDArray[np.int64], char: str) -> NDArray[np.bool_]:
        """Whether there is this character at each of these places."""
        held: NDArray[np.bool_] = self._codes[places] == ord(char)
        return held

    @cached_property
    def _codes(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), "<u4")
