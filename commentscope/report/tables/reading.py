"""Our own tables read back: the same rows, the same dtypes, unknown and empty kept apart."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from commentscope.comments import ANNOTATIONS, DTYPES, INTENTS, TIME_ZONE, validate
from commentscope.report.defuse import uncell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BLOCK = 1 << 20
_LARGEST_BLOCK = (1 << 31) - 1
_LINE = re.compile(rb"[^\n]+")


def read_table(path: Path, kind: str | None = None) -> pd.DataFrame:
    """A table that `open_writer` wrote, with the columns and dtypes it had.

    A user's own columns come back as text from CSV.

    Args:
        path: a file in `csv`, `jsonl` or `parquet`.
        kind: its format; by default what the ending names.

    Raises:
        TableError: the table has no `text`, or a column of the wrong type.
    """
    readers = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
    return _restored(readers[kind or path.suffix.removeprefix(".")](path))


def _csv(path: Path) -> dict[str, Sequence[Any]]:
    block = min(max(path.stat().st_size + 1, _BLOCK), _LARGEST_BLOCK)  # no row may be longer than a block
    options = arrow_csv.ReadOptions(block_size=block, use_threads=False)
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    with arrow_csv.open_csv(path, options, parsing) as first:
        names = first.schema.names
    converting = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, "string"),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    rows = arrow_csv.read_csv(path, options, parsing, converting)
    columns = {name: rows.column(name).to_pylist() for name in names}
    for name, values in columns.items():
        if name == "topics":
            columns[name] = [value.split(";") if (value := uncell(text or "")) else [] for text in values]
        elif name in ("scores", "evidence"):
            columns[name] = [json.loads(text or "[]") for text in values]
        elif name == "answered":
            columns[name] = [None if text is None else text == "true" for text in values]
        else:
            columns[name] = [text and uncell(text) for text in values]
    return columns


def _jsonl(path: Path) -> dict[str, Sequence[Any]]:
    rows = [json.loads(line) for line in _LINE.findall(path.read_bytes())]
    names = list(dict.fromkeys(name for row in rows for name in row)) or [*DTYPES, *ANNOTATIONS]
    return {name: [row.get(name) for row in rows] for name in names}


def _parquet(path: Path) -> dict[str, Sequence[Any]]:
    rows = parquet.read_table(path)
    return {name: rows.column(name).to_pylist() for name in rows.column_names}


def _restored(columns: dict[str, Sequence[Any]]) -> pd.DataFrame:
    frame = {}
    for name, values in columns.items():
        if name == "posted":
            frame[name] = _moments(values)
        elif name == "intent":
            frame[name] = pd.Series(pd.Categorical(values, categories=INTENTS))
        elif name == "answered":
            frame[name] = pd.Series(values, dtype="boolean")
        elif DTYPES.get(name) == "Int64":
            frame[name] = pd.Series(
                [None if value is None else int(value) for value in values], dtype="Int64"
            )
        elif name in ("question", "reply_to") or name in DTYPES:
            frame[name] = pd.Series(values, dtype=DTYPES.get(name, "string"))
        else:
            frame[name] = pd.Series(values, dtype=object)
    table = pd.DataFrame(frame)
    known = [name for name in (*DTYPES, *ANNOTATIONS) if name in frame]
    return validate(table)[[*(n for n in known), *(n for n in frame if n not in known)]]


def _moments(values: Sequence[Any]) -> pd.Series:
    """Times of any of the three formats: with an offset, or Beijing time without one."""
    moments = pd.Series(values, dtype=object)
    aware = moments.map(lambda value: not isinstance(value, str) or "+" in value or "-" in value[10:])
    utc = pd.to_datetime(moments.where(aware, None), format="ISO8601", utc=True).dt.tz_convert(TIME_ZONE)
    local = pd.to_datetime(moments.mask(aware, None), format="ISO8601").dt.tz_localize(
        TIME_ZONE, ambiguous=True, nonexistent="shift_forward"
    )
    return utc.dt.as_unit("us").fillna(local.dt.as_unit("us"))
