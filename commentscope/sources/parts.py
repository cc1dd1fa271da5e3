"""Large tables in parts, so that memory stays flat and all processors have work: CSV, TSV, JSON Lines, stores.

A part ends between two rows, and between two articles where the rows stand by article (threads live inside one); where
one article goes on for longer than a part, it is cut.
"""

from __future__ import annotations

import json
import mmap
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from commentscope.sources import delimited, store
from commentscope.sources.documents import NO_HINTS, Document, Hints
from commentscope.sources.encodings import decode
from commentscope.sources.registry import find_source, recognise
from commentscope.sources.table import TableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.sources.inputs import Input

PART = 2 << 20
"""Bytes of a part, at least."""
LONGEST = 2 * PART
"""Bytes of a part, and the row over them, at which it ends within an article."""
HEAD = 1 << 16
"""Bytes that tell what a file is."""

_LINE = re.compile(rb"[^\n]*+(?:\n|\Z)")


@dataclass(frozen=True)
class _Layout:
    """How a table's rows are told apart, and what tells their articles."""

    row: re.Pattern[bytes]
    delimiter: str
    """Empty for JSON Lines."""
    encoding: str
    places: tuple[int, ...]
    names: tuple[str, ...]

    def article(self, row: bytes) -> object:
        """What tells the article of a row."""
        text = row.decode(self.encoding, "replace")
        if not self.delimiter:
            with suppress(ValueError, RecursionError):
                item = json.loads(text)
                return (
                    [item.get(self.names[place]) for place in self.places] if isinstance(item, dict) else None
                )
            return None
        cells = next(delimited.rows(text, self.delimiter), delimited.Row(0, [])).cells
        return [cells[place] for place in self.places if place < len(cells)]


def parts(one: Input, source: str | None = None, hints: Hints = NO_HINTS) -> list[Input]:
    """The parts of an input that is a large table in text; any other stays as it is.

    Args:
        one: an input.
        source: the format it must have; `None` finds it from the content.
        hints: what the user says of it.
    """
    if one.path is None or one.size < LONGEST or one.problem or one.table:
        return [one]
    if source in (None, store.name) and (ranges := store.ranges(one.path)):
        size = one.size // len(ranges)
        return [replace(one, size=size, articles=articles, source=store.name) for articles in ranges]
    try:
        with Path(one.path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            layout, name = _layout(one, data[:HEAD], source, hints)
            if layout is None:
                return [one]
            header = _row(layout, data, 0) if layout.delimiter else 0
            if header and data[:4] == b"sep=":
                header = _row(layout, data, header)
            cut, line = [], 0
            for start, end in _spans(layout, data, header):
                part = replace(
                    one, size=end - start, span=(start, end), header=data[:header], line=line, source=name
                )
                cut.append(part)
                line += data[start:end].count(b"\n")
                _forget(data, end)
            return cut
    except (OSError, ValueError):
        return [one]  # reading it will say why


def _forget(data: mmap.mmap, end: int) -> None:
    """Gives back the memory of what has been gone through: it would look as if the whole file were held."""
    with suppress(AttributeError, OSError, ValueError):  # not every system can
        data.madvise(mmap.MADV_DONTNEED, 0, end // mmap.PAGESIZE * mmap.PAGESIZE)


def _layout(one: Input, head: bytes, source: str | None, hints: Hints) -> tuple[_Layout | None, str]:
    head = head[: head.rfind(b"\n") + 1]
    text, encoding, _ = decode(head)
    if encoding.startswith("utf-16"):
        return None, ""
    document = Document(one, head, text, encoding, hints=hints)
    fitting = [find_source(source)] if source else recognise(document)
    if len(fitting) != 1 or not isinstance(fitting[0], TableSource):
        return None, ""
    found = fitting[0].fitting(document)
    if not found or document.kind not in {"json", "text"} or (document.json and not document.json.lines):
        return None, ""
    table, places = found[0]
    of = {places[name] for name in ("url", "article") if name in places}
    of |= {table.names.index(name) for name in fitting[0].discussion if name in table.names}
    delimiter = "" if document.json else _delimiter(text, len(table.names))
    row = _csv_row(delimiter) if delimiter else _LINE
    return _Layout(row, delimiter, encoding, tuple(sorted(of)), tuple(table.names)), fitting[0].name


def _delimiter(text: str, width: int) -> str:
    start, named = delimited.heading(text)
    for one in (named,) if named else (delimited.ALONE, *delimited.DELIMITERS):
        first = next(delimited.rows(text, one, start), None)
        if first and len(first.cells) == width:
            return one
    return ","


def _csv_row(delimiter: str) -> re.Pattern[bytes]:
    """A whole row, by the same rules as `delimited`."""
    mark = re.escape(delimiter).encode()
    cell = rb'(?:"(?:[^"]++|"")*+"[^%b\r\n]*+|[^%b\r\n]*+)' % (mark, mark)
    return re.compile(rb"(?:%b%b)*+%b(?:\r\n|\n|\r|\Z)" % (cell, mark, cell))


def _row(layout: _Layout, data: mmap.mmap, start: int) -> int:
    """Where the row that begins at `start` ends."""
    found = layout.row.match(data, start)
    return found.end() if found else len(data)


def _spans(layout: _Layout, data: mmap.mmap, start: int) -> Iterator[tuple[int, int]]:
    at = start
    last: object = None
    while at < len(data):
        end = _row(layout, data, at)
        if at - start >= PART - HEAD:
            article = layout.article(data[at:end]) if layout.places else None
            if at - start >= PART and (article != last or not layout.places or at - start >= LONGEST):
                yield start, at
                start = at
            last = article
        at = max(end, at + 1)
    yield start, len(data)
