"""Tables as Parquet and SQLite: types kept, texts as they are. Written chunk by chunk, by one process."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from commentscope.report.tables.columns import (
    LISTS,
    arrow,
    is_text,
    is_time,
    json_texts,
    moments,
    ordered,
    plain,
)

if TYPE_CHECKING:
    from pathlib import Path

    from commentscope.messages import Message

_EVIDENCE = pa.struct(
    [("topic", pa.string()), ("term", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
)
_NESTED = {"topics": pa.list_(pa.string()), "scores": pa.list_(pa.float64()), "evidence": pa.list_(_EVIDENCE)}


class ParquetWriter:
    """Parquet with nested types: `topics` a list of strings, `evidence` a list of structs."""

    def __init__(self, path: Path) -> None:
        self.notes: list[Message] = []
        self._path = path
        self._writer: parquet.ParquetWriter | None = None
        self._schema: pa.Schema | None = None

    def write(self, table: pd.DataFrame) -> None:
        """Appends the rows."""
        names = ordered(table)
        arrays = [_array(name, table.iloc[:, place]) for place, name in enumerate(names)]
        rows = pa.table(arrays, names=names)
        if self._writer is None:
            schema = rows.schema.with_metadata(_dtypes(table))
            self._writer = parquet.ParquetWriter(self._path, schema, compression="zstd")
            self._schema = schema
        self._writer.write_table(rows.cast(self._schema))

    def close(self) -> None:
        """Writes the file's own index."""
        if self._writer is not None:
            self._writer.close()

    def abandon(self) -> None:
        """Gives up what was written."""
        if self._writer is not None:
            self._writer.close()


class DatabaseWriter:
    """A SQLite file with the table `comments`; `topics` and `evidence` as JSON, times ISO 8601, `id` indexed."""

    def __init__(self, path: Path) -> None:
        self.notes: list[Message] = []
        self._path = path
        self._base = sqlite3.connect(path)
        # The file appears by renaming once it is complete: a journal would protect nothing.
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._insert = ""

    def write(self, table: pd.DataFrame) -> None:
        """Appends the rows."""
        names = ordered(table)
        try:
            if not self._insert:
                fields = [
                    f"{_quoted(name)} {_sql_type(table.iloc[:, place])}" for place, name in enumerate(names)
                ]
                self._base.execute(f"CREATE TABLE comments ({', '.join(fields)})")
                self._insert = f"INSERT INTO comments VALUES ({', '.join('?' * len(names))})"  # noqa: S608  question marks
            columns = [_stored(name, table.iloc[:, place]) for place, name in enumerate(names)]
            self._base.executemany(self._insert, zip(*columns, strict=True))
        except sqlite3.OperationalError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Indexes the table and closes the file."""
        try:
            if self._insert:
                self._base.execute("CREATE INDEX comments_id ON comments (id)")
            self._base.commit()
        except sqlite3.OperationalError as error:
            raise self._failed(error) from error
        finally:
            self._base.close()

    def abandon(self) -> None:
        """Gives up what was written."""
        self._base.close()

    def _failed(self, error: sqlite3.OperationalError) -> OSError:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        return OSError(errno.ENOSPC if full else errno.EIO, str(error), str(self._path))


def _array(name: str, column: pd.Series) -> pa.Array:
    if name in _NESTED:
        return pa.array([list(value) for value in column], _NESTED[name])
    if is_text(name, column):
        return arrow(column).cast(pa.string())
    return pa.array(column, from_pandas=True)


def _dtypes(table: pd.DataFrame) -> dict[bytes, bytes] | None:
    """What tells `pandas.read_parquet` to give unknown counts as `<NA>` instead of turning them into fractions."""
    flat = table[[name for name in table.columns if name not in LISTS]]
    flat.attrs = {}
    texts = {name: "string" for name in flat.columns if isinstance(flat[name].dtype, pd.CategoricalDtype)}
    metadata: dict[bytes, bytes] | None = pa.Schema.from_pandas(
        flat.astype(texts), preserve_index=False
    ).metadata
    return metadata


def _stored(name: str, column: pd.Series) -> list[Any]:
    if name in LISTS:
        return json_texts(column)
    if is_time(column):
        return list(moments(column, lambda time: time.isoformat()))
    return arrow(column).to_pylist() if is_text(name, column) else plain(column)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sql_type(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column.dtype) or pd.api.types.is_integer_dtype(column.dtype):
        return "INTEGER"
    return "REAL" if pd.api.types.is_float_dtype(column.dtype) else "TEXT"
