"""Finding many terms at once, in one pass of compiled code (Aho–Corasick), with word boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import numpy as np

from commentscope.text.joined import LATIN, Joined
from commentscope.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

T = TypeVar("T")

_SEAM = re.compile(r"(?<=[a-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z0-9])")


class Hit(NamedTuple, Generic[T]):
    """A term found in a text."""

    value: T
    """What the term stands for."""
    start: int
    """Offset of its first character in the text as given."""
    end: int
    """Offset after its last."""


class Places(NamedTuple):
    """Where terms occur; arrays of the same length, ordered by text, then end, then start."""

    rows: NDArray[np.int64]
    """Numbers of the texts."""
    values: NDArray[np.int64]
    """What the terms stand for, as places in `Terms.values`."""
    starts: NDArray[np.int64]
    """Offsets in the text."""
    ends: NDArray[np.int64]


class Terms(Generic[T]):
    """A set of terms, each with a value, found in texts whatever their case, width or spacing.

    A term that begins or ends with a Latin letter or digit must stand at a word boundary there; a plural `s` is let
    pass. Between Latin and Han characters a space may stand or not: `k8s集群` finds `k8s 集群` too.

    Args:
        terms: pairs of term and value; a term may come several times, with several values.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415  compiled; needed from the first analysis on

        spelled: dict[str, list[int]] = {}
        self.values: list[T] = []
        """What the terms stand for, each once."""
        numbers: dict[T, int] = {}
        for term, value in terms:
            number = numbers.setdefault(value, len(numbers))
            if number == len(self.values):
                self.values.append(value)
            for spelling in _spellings(term):
                known = spelled.setdefault(spelling, [])
                if number not in known:
                    known.append(number)
        self._automaton = AhoCorasick(list(spelled), implementation=Implementation.DFA) if spelled else None
        self._begin_latin = np.array([spelling[0] in LATIN for spelling in spelled], bool)
        self._end_latin = np.array([spelling[-1] in LATIN for spelling in spelled], bool)
        # The values of each spelling, one list behind the other.
        self._owned = np.fromiter((number for own in spelled.values() for number in own), np.int64)
        self._counts = np.fromiter(map(len, spelled.values()), np.int64, len(spelled))
        self._firsts = self._counts.cumsum() - self._counts

    def find(self, text: str) -> list[Hit[T]]:
        """All occurrences, overlapping ones too, ordered by end, then start."""
        normal = normalise(text)
        found = self.scan(Joined([normal.text]))
        return [
            Hit(self.values[value], *normal.span(start, end))
            for value, start, end in zip(*(column.tolist() for column in found[1:]), strict=True)
        ]

    def scan(self, texts: Joined) -> Places:
        """All occurrences in texts that are in their normal form."""
        if self._automaton is None:
            return Places(*(np.zeros(0, np.int64) for _ in Places._fields))
        spellings, starts, ends = texts.find(self._automaton, overlapping=True)
        plural = texts.holds(ends, "s") & ~texts.latin(ends + 1)
        cut = self._begin_latin[spellings] & texts.latin(starts - 1)
        cut |= self._end_latin[spellings] & texts.latin(ends) & ~plural
        spellings, starts, ends = (column[~cut] for column in (spellings, starts, ends))
        # One occurrence for each value of the spelling.
        counts = self._counts[spellings]
        within = np.arange(counts.sum()) - (counts.cumsum() - counts).repeat(counts)
        values = self._owned[self._firsts[spellings].repeat(counts) + within]
        rows = texts.rows(starts)
        first = texts.starts[rows]
        return Places(
            rows.repeat(counts), values, (starts - first).repeat(counts), (ends - first).repeat(counts)
        )


def _spellings(term: str) -> tuple[str, ...]:
    """The normal form of a term; and, where Latin meets Han in it, the form with a space and without."""
    spelling = normalise(term).text.strip()
    if not spelling:
        return ()
    tight = re.sub(r"(?<=[a-z0-9]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[a-z0-9])", "", spelling)
    return tuple(dict.fromkeys((spelling, tight, _SEAM.sub(" ", tight))))
