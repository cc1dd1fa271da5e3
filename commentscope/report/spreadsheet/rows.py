"""Sheets with a comment a row, in words of the reader's language: kinds, topics and states by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from commentscope.comments import DTYPES, INTENTS
from commentscope.messages import say
from commentscope.report.defuse import cell
from commentscope.report.tables import workbook
from commentscope.report.tables.workbook import sheet_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from commentscope.analysis import Taxonomy
    from commentscope.report.spreadsheet.style import Style
    from commentscope.report.tables.workbook import Book

QUESTIONS = (
    *("question", "topics", "answered", "likes", "replies", "author", "posted", "article", "series", "text"),
    *("reply", "reply_to", "evidence", "url", "source", "avatar", "parent", "id"),
)
"""The columns of the questions: what an author looks for first, machine matters last."""
COMMENTS = (
    *("text", "intent", "topics", "likes", "replies", "answered", "author", "posted", "article", "series"),
    *("question", "reply", "reply_to", "evidence", "url", "source", "avatar", "parent", "id"),
)
"""The columns of all comments."""
_WIDTHS = {
    "text": 70,
    "question": 60,
    "reply": 50,
    "article": 34,
    "url": 30,
    "series": 24,
    "topics": 22,
    "evidence": 22,
    "posted": 17,
    "author": 18,
    "id": 18,
}
_WIDTH = 11
_WRAPPED = ("text", "question", "reply", "article", "series", "topics", "evidence")

_LINE = 15
"""Points: the height of a line."""
_LINES = 12
"""Lines of a row at most; a longer text shows its rest when its cell is opened."""
_PRINTED = 9


class Rows:
    """A table that goes on in further sheets where one is full.

    Args:
        book: the workbook; the first sheet is added at once.
        style: its formats.
        name: the message that names the sheet.
        columns: names of columns of the annotated table, in order.
        taxonomy: names the topics.
        lang: `zh` or `en`.
    """

    def __init__(  # noqa: PLR0913, PLR0917  each is needed for every row
        self, book: Book, style: Style, name: str, columns: Sequence[str], taxonomy: Taxonomy, lang: str
    ) -> None:
        self.names: list[str] = []
        """The sheets so far."""
        self._book, self._style, self._columns, self._lang = book, style, columns, lang
        self._name = say(lang, name)
        self._comma = say(lang, "report-list-separator")
        self._topics = {key: taxonomy.name(key, lang) for key in taxonomy.keys}
        self._intents = {intent: say(lang, f"report-intent-{intent}") for intent in INTENTS}
        self._states = {
            state: say(lang, f"report-{word}") for state, word in ((True, "answered"), (False, "unanswered"))
        }
        self._looks = [self._look(name) for name in columns]
        self._widths = [(place, _WIDTHS[name]) for place, name in enumerate(columns) if name in _WRAPPED]
        self._begin()

    def write(self, annotated: pd.DataFrame) -> None:
        """Appends the rows."""
        # That praise has no answer is no news: only questions wait for one.
        waiting = annotated["answered"].mask((annotated["intent"] != "question") & ~annotated["answered"])
        annotated = annotated.assign(answered=waiting)
        columns = [self._values(name, annotated[name]) for name in self._columns]
        for values in zip(*columns, strict=True):
            if self._row == workbook.SHEET_ROWS:
                self.close()
                self._begin()
            self._sheet.set_row(self._row, _LINE * self._lines(values))
            for kept in (
                self._sheet.row_info,
                self._sheet.row_sizes,
            ):  # xlsxwriter would keep them for every row
                kept.pop(self._row - 2, None)
            for place, value in enumerate(values):
                look = self._looks[place]
                if isinstance(value, pd.Timestamp) and value == value.normalize():
                    look = self._style.day
                self._book.put(self._sheet, self._row, place, value, look)
            self._row += 1

    def close(self) -> None:
        """Puts the filters over the rows written; printed are the columns that matter."""
        self._sheet.print_area(0, 0, self._row - 1, _PRINTED - 1)
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _begin(self) -> None:
        name = f"{self._name} {len(self.names) + 1}" if self.names else self._name
        self.names.append(name)
        self._sheet = self._book.sheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH), self._looks[place])
            head = say(self._lang, f"column-{column.replace('_', '-')}")
            self._book.put(self._sheet, 0, place, head, self._style.head)
        self._row = 1

    def _lines(self, values: Sequence[Any]) -> int:
        """The lines that the row's longest text takes: Excel would work it out, LibreOffice would not."""
        needed = [
            sum(_cells(part) // width + 1 for part in value.split("\n"))
            for place, width in self._widths
            if (value := values[place])
        ]
        return min(max(needed, default=1), _LINES)

    def _look(self, name: str) -> Format:
        if name == "posted":
            return self._style.time
        if DTYPES.get(name) == "Int64":
            return self._style.count
        return self._style.text if name in _WRAPPED else self._style.plain

    def _values(self, name: str, column: pd.Series) -> list[Any]:
        if name == "topics":
            return [cell(self._comma.join(self._topics[key] for key in keys)) or None for keys in column]
        if name == "evidence":
            return [
                cell(self._comma.join(dict.fromkeys(hit["term"] for hit in hits))) or None for hits in column
            ]
        if name == "intent":
            return [self._intents[intent] for intent in column]
        if name == "answered":
            return [None if pd.isna(state) else self._states[bool(state)] for state in column]
        return sheet_values(name, column)


def _cells(text: str) -> int:
    """The room that a text takes, in widths of a Latin letter; a Han character takes two, as it does bytes in GBK."""
    return len(text.encode("gbk", "replace"))
