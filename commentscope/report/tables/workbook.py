"""Tables as an Excel sheet, written chunk by chunk in bounded memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from commentscope.errors import OutputError
from commentscope.messages import Message
from commentscope.report.defuse import CUT, cell
from commentscope.report.tables.columns import (
    LISTS,
    arrow,
    is_text,
    is_time,
    joined,
    json_texts,
    ordered,
    plain,
)

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import ReadableBuffer

SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, the header's included (Microsoft, "Excel specifications and limits")."""
CELL_LENGTH = 32_767
"""Characters, in UTF-16 units, of an Excel cell (same source)."""

_WIDTHS = {"text": 80, "question": 60, "reply": 60, "article": 40, "url": 30, "avatar": 12, "id": 20}
_HIGHEST = 0xFFFF


class WorkbookWriter:
    """An Excel sheet: text is always text, times are dates, the header stays in sight.

    Cells that begin like a formula get an apostrophe, as in CSV: the sheet may be saved as one.
    """

    def __init__(self, path: Path) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415  only where a sheet is wanted

        self.notes: list[Message] = []
        self._rows = 0
        self._shortened = 0
        self._file = _Tolerant(path, "w")
        self._book = Workbook(
            self._file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}
        )
        self._sheet = self._book.add_worksheet("comments")
        self._bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)

    def write(self, table: pd.DataFrame) -> None:
        """Appends the rows.

        Raises:
            OutputError: a sheet has no room for so many.
        """
        names = ordered(table)
        if not self._rows:
            for place, name in enumerate(names):
                self._sheet.set_column(place, place, _WIDTHS.get(name, 14))
                self._sheet.write_string(0, place, name, self._bold)
            self._rows = 1
        if self._rows + len(table) > SHEET_ROWS:
            raise OutputError("sheet-full", rows=SHEET_ROWS - 1)
        columns = [_cells(name, table.iloc[:, place]) for place, name in enumerate(names)]
        for row in zip(*columns, strict=True):
            for place, value in enumerate(row):
                self._put(place, value)
            self._rows += 1

    def close(self) -> None:
        """Puts the workbook together and notes what had to be shortened."""
        if self._shortened:
            self.notes.append(Message("sheet-shortened", {"cells": self._shortened, "length": CELL_LENGTH}))
        self._book.close()
        self._file.close()
        if self._file.error:
            raise self._file.error

    def abandon(self) -> None:
        """Gives up what was written; xlsxwriter's own temporary file is removed with its handle."""
        self._sheet.row_data_fh.close()
        self._book.fileclosed = 1
        self._file.close()

    def _put(self, place: int, value: Any) -> None:  # noqa: ANN401  whatever a column holds
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._rows, place, value)
        elif isinstance(value, (int, float)):
            self._sheet.write_number(self._rows, place, value)
        elif isinstance(value, pd.Timestamp):
            self._sheet.write_datetime(self._rows, place, value.to_pydatetime(warn=False))
        else:
            self._sheet.write_string(self._rows, place, self._fitting(value))

    def _fitting(self, text: str) -> str:
        units = (
            len(text) + sum(ord(char) > _HIGHEST for char in text)
            if len(text) > CELL_LENGTH // 2
            else len(text)
        )
        if units <= CELL_LENGTH:
            return text
        self._shortened += 1
        packed = text.encode("utf-16-le")[: 2 * (CELL_LENGTH - 1)]
        return packed.decode("utf-16-le", "ignore") + CUT


class _Tolerant(io.FileIO):
    """A file that keeps its first error for later: xlsxwriter, interrupted by one, leaves a noisy archive behind."""

    error: OSError | None = None

    def write(self, data: ReadableBuffer) -> int:
        rest = memoryview(data)
        while self.error is None and rest:
            try:
                rest = rest[super().write(rest) :]
            except OSError as error:
                self.error = error
        return len(memoryview(data))


def _cells(name: str, column: pd.Series) -> list[Any]:
    if name in LISTS:
        return [cell(text) for text in (joined if name == "topics" else json_texts)(column)]
    if is_time(column):
        return [None if pd.isna(time) else _sheet_time(time) for time in column]
    if is_text(name, column):
        return [None if text is None else cell(text) for text in arrow(column).to_pylist()]
    return plain(column)


def _sheet_time(time: pd.Timestamp) -> pd.Timestamp | str:
    local = time.tz_localize(None)
    return local if local.year >= 1900 else local.isoformat(sep=" ")  # noqa: PLR2004  where Excel's calendar begins
