"""Tables as files: CSV, JSON Lines, Parquet, Excel, SQLite. Written chunk by chunk; read back as they were.

What the formats keep: all but Excel tell unknown from empty; CSV and Excel have an apostrophe before what a
spreadsheet might compute; Parquet, JSON Lines and SQLite have every text as it is.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from commentscope.errors import OutputError
from commentscope.report.tables.columns import asked
from commentscope.report.tables.reading import read_table
from commentscope.report.tables.text import to_csv, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import pandas as pd

    from commentscope.messages import Message

__all__ = [
    "FORMATS",
    "TableWriter",
    "TextWriter",
    "asked",
    "encode",
    "format_of",
    "open_writer",
    "read_table",
]

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "db")
"""The formats of tables, named as their files end."""
TEXT = ("csv", "jsonl")
"""Those that `encode` knows: they can go into a pipe."""

_ENDINGS = {"ndjson": "jsonl", "pq": "parquet", "sqlite": "db", "sqlite3": "db"}


class _Sink(Protocol):
    @property
    def notes(self) -> list[Message]: ...

    def write(self, table: pd.DataFrame) -> None: ...
    def close(self) -> None: ...
    def abandon(self) -> None: ...


class TableWriter:
    """Appends tables to a file. As a context manager it closes the file, or lets go of it after an exception."""

    def __init__(self, sink: _Sink) -> None:
        self._sink = sink

    @property
    def notes(self) -> list[Message]:
        """What the user should know of the file, complete once it is closed."""
        return self._sink.notes

    def write(self, table: pd.DataFrame) -> None:
        """Appends the rows; every table must have the columns of the first. Without rows, write one empty table."""
        self._sink.write(table)

    def close(self) -> None:
        """Completes the file."""
        self._sink.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
            return
        with suppress(Exception):  # the exception under way says what happened
            self._sink.abandon()


class TextWriter(TableWriter):
    """Appends to CSV or JSON Lines, also what another process has encoded."""

    def __init__(self, path: Path, kind: str) -> None:
        self._lines = _Lines(path, kind)
        super().__init__(self._lines)

    def append(self, encoded: bytes) -> None:
        """Appends what `encode` gave for the next chunk; the first must have been given its header."""
        self._lines.append(encoded)


def format_of(path: Path) -> str:
    """The format that a file's ending names.

    Raises:
        OutputError: it names none.
    """
    ending = path.suffix.lower().removeprefix(".")
    kind = _ENDINGS.get(ending, ending)
    if kind not in FORMATS:
        raise OutputError(
            "output-format-unknown", path=str(path), known=", ".join(f".{name}" for name in FORMATS)
        )
    return kind


def encode(table: pd.DataFrame, kind: str, *, header: bool = False) -> bytes:
    """The table as `csv` or `jsonl`. Chunks encoded one by one and put together are the whole.

    Args:
        table: the rows.
        kind: one of `TEXT`.
        header: for CSV: the byte order mark and the column names first.
    """
    return to_csv(table, header=header) if kind == "csv" else to_jsonl(table)


def open_writer(path: Path, kind: str | None = None) -> TableWriter:
    """A writer to a new file, or over an empty one.

    Args:
        path: where to.
        kind: one of `FORMATS`; by default what the ending names.
    """
    kind = kind or format_of(path)
    if kind in TEXT:
        return TextWriter(path, kind)
    from commentscope.report.tables import binary, workbook  # noqa: PLC0415  only where wanted

    sinks: dict[str, Callable[[Path], _Sink]] = {
        "parquet": binary.ParquetWriter,
        "xlsx": workbook.WorkbookWriter,
        "db": binary.DatabaseWriter,
    }
    return TableWriter(sinks[kind](path))


class _Lines:
    """A file of text lines, opened at once, so that what is wrong with the place is known before the work."""

    def __init__(self, path: Path, kind: str) -> None:
        self.notes: list[Message] = []
        self._kind = kind
        self._file = path.open("wb")

    def write(self, table: pd.DataFrame) -> None:
        self.append(encode(table, self._kind, header=self._file.tell() == 0))

    def append(self, encoded: bytes) -> None:
        self._file.write(encoded)

    def close(self) -> None:
        self._file.close()

    def abandon(self) -> None:
        self._file.close()
