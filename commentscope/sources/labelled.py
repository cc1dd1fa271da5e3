"""Comments that a reader has labelled, as a spreadsheet or a program saves them: the gold that others learn from.

What `annotate` writes and hands have corrected is such a table; so is any with the columns `text` and `intent`,
`topics` or both. Others that serve where they are there: `id`, `series`, `article`, `author`, `url`, `likes`, and
`unsure`, which names labels that readers disagree on: `intent`, `question` or a topic.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from commentscope.comments import INTENTS, validate
from commentscope.errors import InputError, TableError
from commentscope.sources.documents import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FORMATS = (".csv", ".tsv", ".jsonl", ".xlsx", ".parquet")
"""The endings of files that can be read."""

_CONTEXT = ("id", "series", "article", "url", "author", "likes")
_LABELS = ("intent", "topics", "unsure")
# However hands separate keys; none holds one of these.
_BETWEEN = re.compile(r"[;；,，、|\s]+")
# The apostrophe that our own CSV and XLSX have before what a spreadsheet would compute.
_APOSTROPHE = re.compile("'+[\t\r\n\u3000 ]*[=+@＝＋－＠-]")
_LARGEST_CELL = 1 << 30


class Left(NamedTuple):
    """Rows of a labelled file that can't be used, or not fully."""

    blank: int
    """Rows without a text; they are not in the table."""
    unknown: tuple[str, ...]
    """Values of `intent` that are none, each once; the rows are in the table without an intent."""


def read_labelled(path: Path, columns: Mapping[str, str] | None = None) -> tuple[pd.DataFrame, Left]:
    """A labelled table.

    Args:
        path: CSV (UTF-8, UTF-16 or GB18030; commas, semicolons or tabs), JSON Lines, XLSX or Parquet.
        columns: how the file calls a column, by our name, where it does so otherwise: `{"text": "评论"}`.

    Returns:
        The comments table of the rows that have a text, with `intent` (dtype string, `<NA>` where there is none),
        `topics` and `unsure` (lists of strings) as they are labelled; those of the three that the file lacks are
        missing. And what was left out.

    Raises:
        InputError: the file can't be read, or is none of these.
        TableError: a column is missing.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError("labelled-format", path=str(path), known=", ".join(FORMATS))
    try:
        rows = reader(path)
    except FileNotFoundError as error:
        raise InputError("input-missing", path=str(path)) from error
    except Exception as error:  # every format's library has exceptions of its own
        raise InputError("labelled-damaged", path=str(path), reason=_reason(error)) from error
    rows = _renamed(rows, columns or {}, path)
    return _table(rows)


def _reason(error: Exception) -> str:
    """The first line of what a library or the system says."""
    told = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return told.strip().partition("\n")[0]


def _csv(path: Path) -> dict[str, Sequence[Any]]:
    text, _, _ = decode(path.read_bytes())
    csv.field_size_limit(_LARGEST_CELL)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return _columns(rows)


def _jsonl(path: Path) -> dict[str, Sequence[Any]]:
    text, _, _ = decode(path.read_bytes())
    rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _xlsx(path: Path) -> dict[str, Sequence[Any]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  only for workbooks

    with CalamineWorkbook.from_path(path) as book:
        return _columns(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def _parquet(path: Path) -> dict[str, Sequence[Any]]:
    from pyarrow import parquet  # noqa: PLC0415  only for Parquet

    rows = parquet.read_table(path)
    return {name: rows.column(name).to_pylist() for name in rows.column_names}


_READERS: dict[str, Callable[[Path], dict[str, Sequence[Any]]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".pq": _parquet,
}


def _columns(rows: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Columns from rows of cells, the first one the names; short rows are filled up, our apostrophes taken off."""
    names = [str(name or "").strip() for name in rows[0]] if rows else []
    columns: dict[str, list[Any]] = {name: [] for name in names if name}
    for row in rows[1:]:
        for place, name in enumerate(names):
            if name:
                cell = row[place] if place < len(row) else None
                columns[name].append(cell[1:] if isinstance(cell, str) and _APOSTROPHE.match(cell) else cell)
    return dict(columns)


def _renamed(
    rows: Mapping[str, Sequence[Any]], columns: Mapping[str, str], path: Path
) -> dict[str, Sequence[Any]]:
    """The columns that serve, under our names."""
    found = {}
    for name in ("text", *_CONTEXT, *_LABELS):
        theirs = columns.get(name, name)
        if theirs in rows:
            found[name] = rows[theirs]
        elif name in columns:
            raise TableError("labelled-no-column", path=str(path), column=theirs, columns=", ".join(rows))
    if "text" not in found:
        raise TableError("table-without-text", columns=", ".join(rows))
    if "intent" not in found and "topics" not in found:
        raise TableError("labelled-no-labels", path=str(path), columns=", ".join(rows))
    return found


def _table(columns: Mapping[str, Sequence[Any]]) -> tuple[pd.DataFrame, Left]:
    texts = [str(text) if text is not None else "" for text in columns["text"]]
    kept = [row for row, text in enumerate(texts) if text.strip()]
    frame: dict[str, Any] = {"text": [texts[row] for row in kept]}
    for name in _CONTEXT:
        if name in columns:
            cells = [columns[name][row] for row in kept]
            frame[name] = (
                pd.to_numeric(pd.Series(cells, dtype=object), errors="coerce").round()
                if name == "likes"
                else pd.array([None if cell in (None, "") else str(cell) for cell in cells], dtype="string")
            )
    table = validate(pd.DataFrame(frame))
    unknown: dict[str, None] = {}
    if "intent" in columns:
        named = [str(columns["intent"][row] or "").strip().lower() for row in kept]
        unknown = dict.fromkeys(intent for intent in named if intent and intent not in INTENTS)
        table["intent"] = pd.array([one if one in INTENTS else None for one in named], dtype="string")
    for name in ("topics", "unsure"):
        if name in columns:
            table[name] = pd.Series(
                [_keys(columns[name][row]) for row in kept], index=table.index, dtype=object
            )
    return table, Left(len(texts) - len(kept), tuple(unknown))


def _keys(cell: object) -> list[str]:
    """The keys in a cell: a list, or text with something between them."""
    parts = _BETWEEN.split(cell) if isinstance(cell, str) else [str(key) for key in cell or ()]  # type: ignore[attr-defined]  # a list
    return list(dict.fromkeys(key.strip().lower() for key in parts if key.strip()))
