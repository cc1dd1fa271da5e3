"""How the workbook's cells look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commentscope.report.tables.workbook import Book

BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#9AA0A8"
"""Answered, unanswered, unknown: colours that colour-blind readers tell apart, of different lightness in print."""
_PALE, _QUIET = "#EEF1F5", "#5F6670"


class Style:
    """The cell formats of one workbook."""

    def __init__(self, book: Book) -> None:
        top = {"valign": "top"}
        self.title = book.format(bold=True, font_size=16)
        self.quiet = book.format(font_color=_QUIET, **top)
        self.head = book.format(bold=True, bg_color=_PALE, bottom=1, bottom_color=GREY, text_wrap=True, **top)
        self.head_right = book.format(
            bold=True, bg_color=_PALE, bottom=1, bottom_color=GREY, align="right", **top
        )
        self.figure = book.format(bold=True, num_format="#,##0", **top)
        self.open = book.format(bold=True, num_format="#,##0", font_color="#9A6700", **top)
        self.count = book.format(num_format="#,##0", **top)
        self.share = book.format(num_format="0%", **top)
        self.text = book.format(text_wrap=True, **top)
        self.plain = book.format(indent=1, **top)
        self.day = book.format(num_format="yyyy-mm-dd", align="left", indent=1, **top)
        self.time = book.format(num_format="yyyy-mm-dd hh:mm", align="left", indent=1, **top)
