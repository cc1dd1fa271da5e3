"""Tables as an Excel sheet, written chunk by chunk in bounded memory."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from commentscope.errors import OutputError
from commentscope.messages import Message
from commentscope.report.defuse import CUT, REPLACEMENT, cell
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
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, the header's included (Microsoft, "Excel specifications and limits")."""
CELL_LENGTH = 32_767
"""Characters, in UTF-16 units, of an Excel cell (same source)."""

_WIDTHS = {"text": 80, "question": 60, "reply": 60, "article": 40, "url": 30, "avatar": 12, "id": 20}
_HIGHEST = 0xFFFF
_A4 = 9
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
# What XML has no place for. (A carriage return would be read as `_x000D_` by many.)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RETURN = re.compile("\r\n?")


class Book:
    """A workbook written row by row in bounded memory. Text is always text: no formula, no link.

    Args:
        path: where to.
    """

    def __init__(self, path: Path) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415  only where a sheet is wanted

        self._file = _Tolerant(path, "w")
        self._book = Workbook(
            self._file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}
        )
        self._shortened = self._replaced = 0

    @property
    def notes(self) -> list[Message]:
        """What a sheet could not take as it was."""
        notes = []
        if self._shortened:
            notes.append(Message("sheet-shortened", {"cells": self._shortened, "length": CELL_LENGTH}))
        if self._replaced:
            notes.append(Message("sheet-replaced", {"cells": self._replaced}))
        return notes

    def sheet(self, name: str) -> Worksheet:
        """A new sheet behind the others; printed, it is as wide as the page, its first row on each."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def format(self, **properties: Any) -> Format:  # noqa: ANN401  as xlsxwriter takes them
        """A new cell format."""
        return self._book.add_format(properties)

    def chart(self, **options: Any) -> Any:  # noqa: ANN401  as xlsxwriter takes them; it has a class for each kind
        """A new chart."""
        return self._book.add_chart(options)

    def put(
        self,
        sheet: Worksheet,
        row: int,
        place: int,
        value: Any,  # noqa: ANN401  whatever a column holds
        look: Format | None = None,
    ) -> None:
        """Writes a value: a number, a truth value, a time, or else a text, which must have been defused."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, look)
        elif isinstance(value, (int, float)) and abs(value) < _EXACT:
            sheet.write_number(row, place, value, look)
        elif isinstance(value, pd.Timestamp):
            sheet.write_datetime(row, place, value.to_pydatetime(warn=False), look)
        else:
            sheet.write_string(row, place, self._fitting(str(value)), look)

    def close(self) -> None:
        """Puts the workbook together."""
        self._book.close()
        self._file.close()
        if self._file.error:
            raise self._file.error

    def abandon(self) -> None:
        """Gives up what was written; xlsxwriter's own temporary files are removed with their handles."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()
        self._book.fileclosed = 1
        self._file.close()

    def _fitting(self, text: str) -> str:
        if "\r" in text:
            text = _RETURN.sub("\n", text)
        if _UNWRITABLE.search(text):
            self._replaced += 1
            text = _UNWRITABLE.sub(REPLACEMENT, text)
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


class WorkbookWriter:
    """An Excel sheet: text is always text, times are dates, the header stays in sight.

    Cells that begin like a formula get an apostrophe, as in CSV: the sheet may be saved as one.
    """

    def __init__(self, path: Path) -> None:
        self._rows = 0
        self._book = Book(path)
        self._sheet = self._book.sheet("comments")
        self._bold = self._book.format(bold=True)
        self._sheet.freeze_panes(1, 0)

    @property
    def notes(self) -> list[Message]:
        """What the sheet could not take as it was."""
        return self._book.notes

    def write(self, table: pd.DataFrame) -> None:
        """Appends the rows.

        Raises:
            OutputError: a sheet has no room for so many.
        """
        names = ordered(table)
        if not self._rows:
            for place, name in enumerate(names):
                self._sheet.set_column(place, place, _WIDTHS.get(name, 14))
                self._book.put(self._sheet, 0, place, name, self._bold)
            self._rows = 1
        if self._rows + len(table) > SHEET_ROWS:
            raise OutputError("sheet-full", rows=SHEET_ROWS - 1)
        columns = [sheet_values(name, table.iloc[:, place]) for place, name in enumerate(names)]
        for row in zip(*columns, strict=True):
            for place, value in enumerate(row):
                self._book.put(self._sheet, self._rows, place, value)
            self._rows += 1

    def close(self) -> None:
        """Puts the workbook together."""
        self._book.close()

    def abandon(self) -> None:
        """Gives up what was written."""
        self._book.abandon()


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


def sheet_values(name: str, column: pd.Series) -> list[Any]:
    """The column's values as a sheet takes them: text defused, times without a time zone, unknown `None`."""
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
