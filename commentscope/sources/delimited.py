"""CSV and its kin, with what the standard library's reader doesn't tell: `""` from an empty cell, a row's place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.sources.documents import Document

DELIMITERS = (",", "\t", ";")
ALONE = "\t"
"""What keeps the columns of a table apart that has one: what is least likely in a text."""
ENDINGS = (".csv", ".tsv")
LONGEST_HEADER = 20_000
"""Characters of a line of column names."""

_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n")


class Row(NamedTuple):
    """One row."""

    start: int
    """Where it begins in the text."""
    cells: list[str | None]
    """`None` for an empty cell without quotes."""
    whole: bool = True
    """False where the text ends within quotes."""


def rows(text: str, delimiter: str, start: int = 0) -> Iterator[Row]:
    """The rows of a text, blank lines left out. Newlines may stand in quoted cells; `""` there is a quote."""
    match = _field(delimiter).match
    cells: list[str | None] = []
    at = begin = start
    while field := match(text, at):
        quoted, behind, bare, end = field.groups()
        if quoted is None:
            if bare[:1] == '"':
                yield Row(begin, [*cells, bare[1:]], whole=False)
                return
            cells.append(bare or None)
        else:
            cells.append((quoted.replace('""', '"') if '"' in quoted else quoted) + behind)
        at = field.end()
        if end == delimiter:
            continue
        if len(cells) > 1 or cells[0]:
            yield Row(begin, cells)
        if not end:
            return
        cells, begin = [], at


def plausible(document: Document) -> bool:
    """Whether the first line may be one of column names: it has a delimiter, and is no heading of Markdown or page."""
    line = document.text[:LONGEST_HEADER].split("\n", 1)[0]
    return (any(one in line for one in DELIMITERS) or told(document)) and not line.lstrip().startswith(
        ("#", "<")
    )


def told(document: Document) -> bool:
    """Whether a text is a table, be it of one column: its name says so, or the user does."""
    return bool(document.hints.columns) or (document.input.path or "").lower().endswith(ENDINGS)


def heading(text: str) -> tuple[int, str]:
    """Where the line of column names begins, and the delimiter that a line before it names, as Excel's may."""
    named = _SEPARATOR_LINE.match(text)
    return (named.end(), named[1]) if named else (0, "")


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    # A cell and what ends it. Possessive: a text that never closes its quotes is gone through once.
    other = rf"[^{re.escape(delimiter)}\r\n]*+"
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"({other})|({other}))({re.escape(delimiter)}|\r\n|\n|\r|\Z)')
