"""One spelling for matching: narrow, lower case, simplified, single spaces; with the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cached_property, lru_cache

from commentscope.text.clean import clean
from commentscope.text.traditional import SIGNS, simplified

# Full-width letters and digits, and the one character whose lower case is two (it would shift every offset).
_FOLD = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLD[0x130] = ord("i")
_GAP = re.compile(r"\s{2,}")
_FOLDED = re.compile(f"[０-９Ａ-Ｚａ-ｚİ{SIGNS}]")


class Normal:
    """A normalised text, and the way from offsets in it to offsets in the original.

    Args:
        original: the text as it was.
        folded: the same in half width and simplified characters, as long as it was.
        text: its normal form.
    """

    def __init__(self, original: str, folded: str, text: str) -> None:
        self.original = original
        self.folded = folded
        self.text = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of `text[start:end]`; `end` must be above `start`."""
        if len(self.text) == len(self.original):
            return start, end
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, position: int) -> int:
        places, missing = self._shifts
        return position + missing[bisect(places, position) - 1]

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """From which positions on how many characters are missing; found only once an offset is asked for."""
        before = len(self.original) - len(self.original.lstrip())
        places, missing = [0], [before]
        for gap in _GAP.finditer(self.original, before):
            start, end = gap.span()
            places.append(start - before + 1)
            before += end - start - 1
            missing.append(before)
        return places, missing


@lru_cache(maxsize=1 << 13)  # a chunk's comments, each looked at for its intent, its topics and its words
def prepare(text: str) -> Normal:
    """The normal form of the cleaned text, which is its `original`; offsets into both lead back to the text."""
    return normalise(clean(text))


def normalise(text: str) -> Normal:
    """The text in half width, lower case and simplified characters, each run of white space one space, none around it.

    >>> normalise(" Ｋ８Ｓ  Edge 節點").text
    'k8s edge 节点'
    """
    folded = simplified(text.translate(_FOLD)) if _FOLDED.search(text) else text
    return Normal(text, folded, " ".join(folded.lower().split()))
