"""Comments that a reader has labelled, as a spreadsheet or a program saves them: the gold that others learn from.

What `annotate` writes and hands have corrected is such a table; so is any with the columns `text` and `intent`,
`topics` or both. Others that serve where they are there: `id`, `series`, `article`, `author`, `url`, `likes`, and
`unsure`, which names labels that readers disagree on: `intent`, `question` or a topic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from commentscope.cells import uncell
from commentscope.comments import INTENTS, Damage, validate
from commentscope.errors import InputError, TableError
from commentscope.sources.containers import tables
from commentscope.sources.documents import open_document
from commentscope.sources.inputs import find_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CONTEXT = ("id", "series", "article", "url", "author", "likes")
_LABELS = ("intent", "topics", "unsure")
# However hands separate keys; none holds one of these.
_BETWEEN = re.compile(r"[;；,，、|\s]+")


class Left(NamedTuple):
    """Rows of a labelled file that can't be used, or not fully."""

    blank: int
    """Rows without a text; they are not in the table."""
    unknown: tuple[str, ...]
    """Values of `intent` that are none, each once; the rows are in the table without an intent."""
    damaged: tuple[Damage, ...]
    """Rows that can't be read; they are not in the table."""


def read_labelled(path: Path, columns: Mapping[str, str] | None = None) -> tuple[pd.DataFrame, Left]:
    """A labelled table.

    Args:
        path: CSV (UTF-8, UTF-16 or GB18030; commas, semicolons or tabs), JSON Lines, XLSX, Parquet or SQLite.
        columns: how the file calls a column, by our name, where it does so otherwise: `{"text": "评论"}`.

    Returns:
        The comments table of the rows that have a text, with `intent` (dtype string, `<NA>` where there is none),
        `topics` and `unsure` (lists of strings) as they are labelled; those of the three that the file lacks are
        missing. And what was left out.

    Raises:
        InputError: the file can't be read, or is none of these.
        TableError: a column is missing.
    """
    inputs = find_inputs(path)
    document = open_document(inputs[0]) if len(inputs) == 1 else None
    found = tables(document) if document else []
    if not found:
        raise InputError("labelled-format", path=str(path))
    theirs = {name: (columns or {}).get(name, name) for name in ("text", *_CONTEXT, *_LABELS)}
    # A workbook or a database may have several.
    table = next((one for one in found if theirs["text"] in one.names), found[0])
    damaged: list[Damage] = []
    rows = list(table.take(damaged))
    known: dict[str, Sequence[Any]] = {
        name: [_own(row[place], cells=table.cells) for row in rows] for place, name in enumerate(table.names)
    }
    made, blank, unknown = _table(_renamed(known, columns or {}, path))
    return made, Left(blank, unknown, tuple(damaged))


def _own(value: object, *, cells: bool) -> object:
    """A value, without the apostrophe that our own spreadsheets have before what would be computed."""
    return uncell(value) if cells and isinstance(value, str) else value


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


def _table(columns: Mapping[str, Sequence[Any]]) -> tuple[pd.DataFrame, int, tuple[str, ...]]:
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
    return table, len(texts) - len(kept), tuple(unknown)


def _keys(cell: object) -> list[str]:
    """The keys in a cell: a list, or text with something between them."""
    parts = _BETWEEN.split(cell) if isinstance(cell, str) else [str(key) for key in cell or ()]  # type: ignore[attr-defined]  # a list
    return list(dict.fromkeys(key.strip().lower() for key in parts if key.strip()))
