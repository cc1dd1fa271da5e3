"""Finding many terms at once, in one pass of compiled code (Aho–Corasick), with word boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from commentscope.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_SEAM = re.compile(r"(?<=[a-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z0-9])")


class Hit(NamedTuple, Generic[T]):
    """A term found in a text."""

    value: T
    """What the term stands for."""
    start: int
    """Offset of its first character in the text as given."""
    end: int
    """Offset after its last."""


class Terms(Generic[T]):
    """A set of terms, each with a value, found in texts whatever their case, width or spacing.

    A term that begins or ends with a Latin letter or digit must stand at a word boundary there; a plural `s` is let
    pass. Between Latin and Han characters a space may stand or not: `k8s集群` finds `k8s 集群` too.

    Args:
        terms: pairs of term and value; a term may come several times, with several values.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415  compiled; needed from the first analysis on

        values: dict[str, list[T]] = {}
        for term, value in terms:
            for spelling in _spellings(term):
                known = values.setdefault(spelling, [])
                if value not in known:
                    known.append(value)
        # Whether each spelling needs a boundary before it and behind it, and what it stands for.
        self._known = [
            (spelling[0] in _LATIN, spelling[-1] in _LATIN, own) for spelling, own in values.items()
        ]
        self._automaton = AhoCorasick(list(values), implementation=Implementation.DFA) if values else None

    def find(self, text: str) -> list[Hit[T]]:
        """All occurrences, overlapping ones too, ordered by end, then start."""
        normal = normalise(text)
        return [Hit(value, *normal.span(start, end)) for value, start, end in self.places(normal.text)]

    def places(self, plain: str) -> list[tuple[T, int, int]]:
        """What `find` gives for a text in its normal form, as plain tuples: most hits come to nothing."""
        if self._automaton is None:
            return []
        hits: list[tuple[T, int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            before, behind, values = self._known[index]
            if before and start and plain[start - 1] in _LATIN:
                continue
            if behind and end < len(plain) and plain[end] in _LATIN and not _ends(plain, end):
                continue
            for value in values:
                hits.append((value, start, end))  # noqa: PERF401  a comprehension for one value takes twice the time
        return hits


def _spellings(term: str) -> tuple[str, ...]:
    """The normal form of a term; and, where Latin meets Han in it, the form with a space and without."""
    spelling = normalise(term).text.strip()
    if not spelling:
        return ()
    tight = re.sub(r"(?<=[a-z0-9]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[a-z0-9])", "", spelling)
    return tuple(dict.fromkeys((spelling, tight, _SEAM.sub(" ", tight))))


def _ends(text: str, end: int) -> bool:
    """Whether a Latin word that goes on at `end` does so by a plural `s` only."""
    return text[end] == "s" and (end + 1 == len(text) or text[end + 1] not in _LATIN)
