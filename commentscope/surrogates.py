"""Halves of characters: JSON can bring a surrogate alone, which is no text and can't be encoded."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate; of the same length.

    >>> encodable("a\ud83db") == "a\ufffdb"
    True
    """
    return _SURROGATE.sub("\ufffd", text)
