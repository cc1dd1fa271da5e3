"""The report as an Excel workbook: the summary, the questions, all comments, the topics; a sheet each.

Written row by row in bounded memory. Where a sheet is full, its rows go on in another one: nothing is left out.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from commentscope.messages import Message, say
from commentscope.report.spreadsheet import summary, topics
from commentscope.report.spreadsheet.rows import COMMENTS, QUESTIONS, Rows
from commentscope.report.spreadsheet.style import Style
from commentscope.report.tables import workbook

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import pandas as pd

    from commentscope.analysis import Analysis, Taxonomy


class SpreadsheetReport:
    """Writes the workbook chunk by chunk. As a context manager it closes the file, or lets go of it after an exception.

    Args:
        path: where to: a new file, or an empty one.
        taxonomy: names the topics.
        lang: the language of sheets, headings, kinds and topics: `zh` or `en`.
    """

    def __init__(self, path: Path, taxonomy: Taxonomy, lang: str) -> None:
        self._lang = lang
        self._book = workbook.Book(path)
        style = Style(self._book)
        self._summary = summary.Page(self._book, style, lang)
        self._questions = Rows(self._book, style, "sheet-questions", QUESTIONS, taxonomy, lang)
        self._comments = Rows(self._book, style, "sheet-comments", COMMENTS, taxonomy, lang)
        self._topics = topics.Page(self._book, style, lang)

    @property
    def notes(self) -> list[Message]:
        """What the user should know of the file, complete once it is closed."""
        further = [name for rows in (self._questions, self._comments) for name in rows.names[1:]]
        sheets = say(self._lang, "report-list-separator").join(further)
        more = Message("sheet-continued", {"rows": workbook.SHEET_ROWS, "sheets": sheets})
        return [*self._book.notes, *([more] if further else [])]

    def write(self, annotated: pd.DataFrame) -> None:
        """Appends the comments, and those among them that ask to the questions."""
        self._comments.write(annotated)
        self._questions.write(annotated[(annotated["intent"] == "question").to_numpy(bool)])

    def finish(self, analysis: Analysis) -> None:
        """Fills in the topics and the summary, which are known last."""
        found = self._topics.fill(analysis)
        self._summary.fill(analysis, found)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._questions.close()
            self._comments.close()
            self._book.close()
            return
        with suppress(Exception):  # the exception under way says what happened
            self._book.abandon()
