"""The sheet of topics: what readers ask about, how much of it was answered, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.messages import say
from commentscope.report.defuse import cell

if TYPE_CHECKING:
    from commentscope.analysis import Analysis
    from commentscope.report.spreadsheet.style import Style
    from commentscope.report.tables.workbook import Book

COUNTS = ("comments", "questions", "unanswered", "answered", "unknown", "total-likes")
"""The columns of numbers, by their messages."""
_WORDS = 8


class Page:
    """The sheet.

    Args:
        book: the workbook; the sheet is added at once.
        style: its formats.
        lang: `zh` or `en`.
    """

    def __init__(self, book: Book, style: Style, lang: str) -> None:
        self._book, self._style, self._lang = book, style, lang
        self._sheet = book.sheet(say(lang, "sheet-topics"))

    def fill(self, analysis: Analysis) -> int:
        """Writes a row a topic, in the taxonomy's order, and gives the number of topics that were found."""
        totals, taxonomy = analysis.totals, analysis.taxonomy
        sheet, style = self._sheet, self._style
        heads = [
            say(self._lang, "report-topic-name"),
            *(say(self._lang, f"report-{name}") for name in COUNTS),
            say(self._lang, "report-keywords"),
            say(self._lang, "report-topic-key"),
        ]
        looks = [style.text, *[style.count] * len(COUNTS), style.text, style.plain]
        widths = [30, *[12] * len(COUNTS), 60, 18]
        for place, (head, look, width) in enumerate(zip(heads, looks, widths, strict=True)):
            sheet.set_column(place, place, width, look)
            self._book.put(sheet, 0, place, head, style.head)
        sheet.freeze_panes(1, 1)
        found = [(key, totals.topics[key]) for key in taxonomy.keys if key in totals.topics]
        for row, (key, topic) in enumerate(found, 1):
            asked = topic.questions
            words = say(self._lang, "report-list-separator").join(
                word.word for word in totals.topic_keywords(key, _WORDS)
            )
            counts = (
                topic.comments,
                asked.total,
                asked.unanswered,
                asked.answered,
                asked.unknown,
                topic.likes,
            )
            values = (cell(taxonomy.name(key, self._lang)), *counts, cell(words), key)
            for place, (value, look) in enumerate(zip(values, looks, strict=True)):
                self._book.put(sheet, row, place, value, look)
        sheet.autofilter(0, 0, max(len(found), 1), len(heads) - 1)
        return len(found)
