"""Tables as text: CSV for spreadsheets, JSON Lines for programs. Pure, so a chunk can be encoded in any process."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from commentscope.report.defuse import FORMULA
from commentscope.report.summary_json import visible
from commentscope.report.tables.columns import (
    LISTS,
    arrow,
    is_text,
    is_time,
    joined,
    json_texts,
    moments,
    ordered,
    plain,
)

if TYPE_CHECKING:
    import pandas as pd

_APART = "\x1e"  # JSON escapes it within strings, so it can stand between values
_COLUMN = json.JSONEncoder(ensure_ascii=False, separators=(_APART, ": "), default=str)

BOM = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for the local encoding, and Chinese becomes noise."""


def to_csv(table: pd.DataFrame, *, header: bool) -> bytes:
    """The table as CSV in UTF-8.

    Text is quoted, unknown is an empty cell without quotes, so `""` and unknown stay apart. Text that a spreadsheet
    might compute begins with an apostrophe (`commentscope.report.defuse.cell`). Times are Beijing time in the form
    that Excel knows as a date; `topics` is joined with `;`; `scores` and `evidence` are JSON; `answered` is
    `true` or `false`.

    Args:
        table: any table; the annotated one for the full meaning.
        header: with the byte order mark and the line of column names first.
    """
    names = ordered(table)
    columns = [_cells(name, table.iloc[:, place]) for place, name in enumerate(names)]
    sink = io.BytesIO()
    if header:
        sink.write(BOM + _names(names))
    if columns and len(table):
        rows = pa.table(columns, names=[str(place) for place in range(len(names))])
        arrow_csv.write_csv(rows, sink, arrow_csv.WriteOptions(include_header=False, quoting_style="needed"))
    return sink.getvalue()


def to_jsonl(table: pd.DataFrame) -> bytes:
    """The table as JSON Lines: one object a line, types kept, unknown `null`, times ISO 8601 with offset.

    Characters that steer a terminal or hide are written as escapes, which mean the same.
    """
    names = ordered(table)
    columns = [_texts(name, table.iloc[:, place]) for place, name in enumerate(names)]
    keys = [json.dumps(name, ensure_ascii=False).replace("%", "%%") for name in names]
    line = visible("{" + ", ".join(f"{key}: %s" for key in keys) + "}\n")
    return "".join([line % row for row in zip(*columns, strict=True)]).encode("utf-8")


def excel_times(column: pd.Series) -> list[str | None]:
    """Points in time as spreadsheets know them, in their own time zone; a bare day where it is midnight."""
    local = column.dt.tz_localize(None)
    return moments(local, lambda time: time.isoformat(sep=" ").removesuffix(" 00:00:00"))


def _names(names: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(names)
    return line.getvalue().encode("utf-8", "replace")


def _cells(name: str, column: pd.Series) -> pa.Array:
    if name == "topics":
        return _defused(pa.array(joined(column), pa.large_string()))
    if name in ("scores", "evidence"):
        return pa.array(map(visible, json_texts(column)), pa.large_string())
    if is_time(column):
        return pa.array(excel_times(column), pa.large_string())
    if is_text(name, column):
        return _defused(arrow(column))
    return pa.array(column, from_pandas=True)


def _defused(texts: pa.Array) -> pa.Array:
    """`commentscope.report.defuse.cell` of each text."""
    return pc.replace_substring_regex(texts, rf"\A({FORMULA})", r"'\1", max_replacements=1)


def _texts(name: str, column: pd.Series) -> list[str]:
    """The JSON of each value. One call encodes a whole column: a call for each row would take thrice the time."""
    if name in LISTS:
        return list(map(visible, json_texts(column)))
    values = moments(column, lambda time: time.isoformat()) if is_time(column) else plain(column)
    encoded = _COLUMN.encode(values)
    return visible(encoded)[1:-1].split(_APART) if values else []
