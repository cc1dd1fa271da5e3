"""Setting text in columns: widths in terminal cells, line breaks that suit Chinese and Latin, cutting to fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_OPENERS = "（《〈“‘【「『〔［｛"
_CLOSERS = "，。、；：？！）》〉”’】」』〕］｝…～·"
# What stays on one line: a Latin word or a Han character, with the punctuation that may not begin or end a line.
_ATOM = re.compile(rf"\s+|[{_OPENERS}]*(?:[^\s{_WIDE}{_OPENERS}{_CLOSERS}]+|.)[{_CLOSERS}]*", re.DOTALL)
_EMOJI_SELECTOR = "\ufe0f"


def width(text: str) -> int:
    """The cells that the text takes, or more where a terminal draws several characters as one."""
    return sum(map(_size, text))


def wrapped(text: Text, cells: int, limit: int | None = None, cut: str = "…") -> list[Text]:
    """The text in lines of at most so many cells; beyond `limit` lines it ends in `cut`.

    Breaks at spaces and between Han characters, never before a closing or after an opening mark; a word longer than
    a line is broken where the line ends.
    """
    spans = list(_broken(text.plain, cells))
    # All at once: cutting out one line after another would copy a text of 100 kB for each.
    lines = list(text.divide([border for span in spans[:limit] for border in span]))[1::2]
    if limit is not None and len(spans) > limit:
        lines[-1] = fitted(text[spans[limit - 1][0] :], cells, cut)
    return lines


def fitted(text: Text, cells: int, cut: str = "…") -> Text:
    """The text on one line of at most so many cells, ending in `cut` where it had to be shortened."""
    used, room = 0, cells - width(cut)
    keep = 0
    for place, char in enumerate(text.plain):
        used += _size(char)
        if used > cells:
            return text[:keep] + _styled_end(text, cut)
        if used <= room:
            keep = place + 1
    return text


def _styled_end(text: Text, cut: str) -> Text:
    end = text.blank_copy(cut)
    end.stylize("dim")
    return end


def _broken(text: str, cells: int) -> Iterator[tuple[int, int]]:
    start = end = used = 0
    for match in _ATOM.finditer(text):
        size = width(match[0])
        if match[0].isspace():
            if used:
                used += size
            else:
                start = end = match.end()
            continue
        if used + size <= cells:
            used, end = used + size, match.end()
            continue
        if end > start:
            yield start, end
        start, used = match.start(), 0
        for place in range(match.start(), match.end()):
            step = _size(text[place])
            if used + step > cells and place > start:
                yield start, place
                start, used = place, 0
            used += step
        end = match.end()
    if end > start:
        yield start, end


def _size(char: str) -> int:
    # The selector that makes a text symbol an emoji widens it by one cell.
    return 1 if char == _EMOJI_SELECTOR else get_character_cell_size(char)
