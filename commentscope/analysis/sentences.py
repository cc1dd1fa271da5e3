"""Sentences of a comment, as offsets: Chinese and English, with punctuation or without."""

from __future__ import annotations

import re

_MARKS = "。！？!?；;…~～\n\r"
# Marks within an address, a path, a comparison or a range, and dots in a list: `api?timeout=32s`, `~/.ssh`,
# `!= null`, `1~4`, `a……，z`. How far they look is limited, so that no text takes more than linear time.
_WITHIN = r"(?<=\?)[\w.%-]{1,40}=|(?<=~)[\d/]|(?<=!)=|(?<=…)…{0,5}[，、,]"
# Where no number of a list's entry ends, which is part of the entry: `1. 怎么装 2. 怎么卸`.
_NO_NUMBER = r"(?<!(?<![A-Za-z\d_.])\d\.)(?<!(?<![A-Za-z\d_.])\d\d\.)"
# Where a sentence ends. It begins with one set of characters, to which the engine skips without trying anything else;
# what stands behind repeats sets that don't overlap, so every text takes linear time.
_END = re.compile(
    rf"[{_MARKS}. \u3000](?:"
    # Chinese and English marks, with the quotes they close.
    rf"(?<=[{_MARKS}])(?!{_WITHIN})[{_MARKS}]*[”」』）)\]】》\"'’]*"
    # A full stop, when no file name, number or call (`err. Error()`) goes on behind it, or dots.
    rf"|(?<=\.)(?:{_NO_NUMBER}(?=\s(?![A-Za-z_]\w*\()|\Z)|\.\.+)"
    # A final particle and a space: writers without punctuation, unless the mark or an aside comes behind the space.
    rf"|(?<=[吗嗎呢吧嘛][ \u3000])(?![{_MARKS}（(])"
    # What stands before the number of a list's entry.
    r"|(?<=[ \u3000])(?=\d\d?\.\s)"
    r")"
)


def boundaries(text: str) -> list[int]:
    """The offsets at which sentences end, the last one the text's length; marks belong to the sentence before."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as offsets, without white space around them; none is empty.

    >>> text = "学完了！请问 v1.18 支持吗？ 谢谢"
    >>> [text[start:end] for start, end in sentences(text)]
    ['学完了！', '请问 v1.18 支持吗？', '谢谢']
    """
    start = 0
    spans = []
    for end in boundaries(text):
        if span := trimmed(text, start, end):
            spans.append(span)
        start = end
    return spans


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span less the white space at its ends; `None` where nothing is left."""
    part = text[start:end]
    left = part.lstrip()
    if not left:
        return None
    return end - len(left), end - len(part) + len(part.rstrip())
