"""SQLite files as inputs: their tables, read and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commentscope.sources.documents import Document


def tables(document: Document) -> dict[str, list[str]]:
    """The columns of each table; none, if it is no database. Views are none: they are programs, and a stranger's."""
    try:
        names = [row["name"] for row in rows(document, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [row["name"] for row in rows(document, f"PRAGMA table_info({quoted(name)})")]
            for name in names
            if not name.startswith("sqlite_")
        }
    except sqlite3.Error:
        return {}


def rows(document: Document, query: str) -> Iterator[dict[str, Any]]:
    """What a query gives, by the names of its columns.

    Raises:
        sqlite3.Error: it can't be asked.
    """
    try:
        with closing(_connect(document)) as base:
            asked = base.execute(query)
            names = [column[0] for column in asked.description]
            for row in asked:
                yield dict(zip(names, row, strict=True))
    except UnicodeDecodeError as error:  # a damaged name, or SQLite's message that quotes it
        raise sqlite3.DatabaseError(str(error)) from error


def quoted(name: str) -> str:
    """A name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _connect(document: Document) -> sqlite3.Connection:
    if document.input.path is None:
        base = sqlite3.connect(":memory:")
        base.deserialize(document.input.data or b"")
    else:
        from pathlib import Path  # noqa: PLC0415  rarely needed, and a file's address needs it

        base = sqlite3.connect(f"{Path(document.input.path).absolute().as_uri()}?mode=ro", uri=True)
    base.execute("PRAGMA query_only = ON")
    base.execute("PRAGMA trusted_schema = OFF")
    base.text_factory = lambda data: data.decode("utf-8", "replace")
    return base
