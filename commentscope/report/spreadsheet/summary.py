"""The first sheet: what the discussion comes to, in figures and two charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commentscope.messages import say
from commentscope.report.defuse import cell, line
from commentscope.report.drawing import STATES, binned
from commentscope.report.spreadsheet.style import BLUE, GREY, ORANGE

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from commentscope.analysis import Analysis, Summary
    from commentscope.report.drawing import Bin
    from commentscope.report.spreadsheet.style import Style
    from commentscope.report.tables.workbook import Book

_KEYWORDS = 16
_BINS = 36  # rows over time at most
_CHART = {"object_position": 3}  # a chart stays where it is when rows get another height
_WIDTH = 640
_FEW = 8
_LABELS = 8


class Page:
    """The sheet.

    Args:
        book: the workbook; the sheet is added at once.
        style: its formats.
        lang: `zh` or `en`.
    """

    def __init__(self, book: Book, style: Style, lang: str) -> None:
        self._book, self._style, self._lang = book, style, lang
        self._sheet = book.sheet(say(lang, "sheet-summary"))
        self._sheet.hide_gridlines(2)
        for place, width in enumerate((34, 12, 12, 4)):
            self._sheet.set_column(place, place, width)
        self._row = 0

    def fill(self, analysis: Analysis, topics: int) -> None:
        """Writes the figures.

        Args:
            analysis: the whole discussion's.
            topics: how many rows the sheet of topics has.
        """
        totals = analysis.totals
        self._head(totals)
        if totals.comments:
            self._kinds(totals)
        height = self._topics_chart(totals, topics) if totals.questions.total and topics else 0
        if len(totals.months) > 1:
            self._months(totals, 3 + height)
        self._keywords(totals)
        self._unread(analysis)

    def _head(self, totals: Summary) -> None:
        style = self._style
        title = line(totals.title or "") or say(self._lang, "report-articles", articles=len(totals.articles))
        self._put((cell(title), style.title))
        if totals.first and totals.last:
            self._put((f"{totals.first[:10]} – {totals.last[:10]}", style.quiet))
        self._row += 1
        figures = (
            ("comments", totals.comments),
            ("readers", len(totals.authors)),
            ("questions", totals.questions.total),
            ("unanswered", totals.questions.unanswered),
            ("requests", totals.intents["request"]),
            ("corrections", totals.intents["correction"]),
        )
        for name, count in figures:
            look = style.open if name == "unanswered" and count else style.figure
            self._put((say(self._lang, f"report-{name}"), style.text), (count, look))

    def _kinds(self, totals: Summary) -> None:
        self._heading("report-kinds", "report-comments", "sheet-share")
        for intent, count in sorted(totals.intents.items(), key=lambda item: -item[1]):
            share = (round(count / totals.comments, 4), self._style.share)
            self._put(
                (say(self._lang, f"report-intent-{intent}"), self._style.text),
                (count, self._style.count),
                share,
            )

    def _months(self, totals: Summary, place: int) -> None:
        self._heading("sheet-month", "report-comments", "report-questions")
        first = self._row
        bins = binned(totals.months, _BINS)
        for one in bins:
            counts = [(count, self._style.count) for count in (one.comments, one.questions)]
            self._put((_period(one), self._style.text), *counts)
        self._months_chart(first, self._row - 1, max(one.comments for one in bins), place)

    def _keywords(self, totals: Summary) -> None:
        words = totals.keywords(_KEYWORDS)
        if words:
            self._heading("report-keywords", "report-comments")
        for word in words:
            self._put((cell(word.word), self._style.text), (word.comments, self._style.count))

    def _unread(self, analysis: Analysis) -> None:
        totals = analysis.totals
        if not analysis.damaged and totals.origin.expected in (0, totals.comments):
            return
        self._heading("report-unread")
        said = say(self._lang, "report-declared", declared=totals.origin.expected, read=totals.comments)
        self._put((said, None))
        for damage in analysis.damaged:
            where = damage.url if damage.line is None else f"{damage.url}:{damage.line}"
            said = f"{where}: {damage.reason.say(self._lang)} {damage.excerpt}"
            self._put((cell(line(said)), None))

    def _heading(self, *names: str) -> None:
        self._row += 1
        looks = [self._style.head, *[self._style.head_right] * len(names)]
        self._put(*((say(self._lang, name), look) for name, look in zip(names, looks, strict=False)))

    def _put(self, *cells: tuple[Any, Format | None]) -> None:
        for place, (value, look) in enumerate(cells):
            self._book.put(self._sheet, self._row, place, value, look)
        self._row += 1

    def _topics_chart(self, totals: Summary, topics: int) -> int:
        """Draws the questions on each topic, and gives the rows that it takes."""
        sheet = say(self._lang, "sheet-topics")
        chart = self._book.chart(type="bar", subtype="stacked")
        for place, (state, colour) in enumerate(zip(STATES, (ORANGE, BLUE, GREY), strict=True), 3):
            if not getattr(totals.questions, state):
                continue
            chart.add_series(
                {
                    "name": [sheet, 0, place],
                    "categories": [sheet, 1, 0, topics, 0],
                    "values": [sheet, 1, place, topics, place],
                    "fill": {"color": colour},
                    "gap": 40,
                }
            )
        chart.set_y_axis({"reverse": True, "line": {"none": True}})
        peak = max(topic.questions.total for topic in totals.topics.values())
        chart.set_x_axis({**_whole(peak), "label_position": "high"})
        return self._place(chart, "report-topics", 3, 110 + 24 * topics)

    def _months_chart(self, first: int, last: int, peak: int, row: int) -> None:
        sheet = self._sheet.get_name()
        chart = self._book.chart(type="column")
        for place, colour in ((1, GREY), (2, BLUE)):
            chart.add_series(
                {
                    "name": [sheet, first - 1, place],
                    "categories": [sheet, first, 0, last, 0],
                    "values": [sheet, first, place, last, place],
                    "fill": {"color": colour},
                    "gap": 60,
                    "overlap": 100,
                }
            )
        chart.set_y_axis(_whole(peak))
        chart.set_x_axis({"interval_unit": (last - first) // _LABELS + 1})
        self._place(chart, "report-trend", row, 300)

    def _place(self, chart: Any, title: str, row: int, height: int) -> int:  # noqa: ANN401  xlsxwriter has a class for each kind
        chart.set_title({"name": say(self._lang, title), "name_font": {"size": 13}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": _WIDTH, "height": height})
        chart.set_chartarea({"border": {"none": True}})
        self._sheet.insert_chart(row, 4, chart, _CHART)
        return height // 20 + 2


def _period(one: Bin) -> str:
    """The months of a row: `2019-02`, `2019-01 – 03`, `2019-10 – 2020-03`."""
    if one.first == one.last:
        return one.first
    return f"{one.first} – {one.last[5:] if one.first[:5] == one.last[:5] else one.last}"


def _whole(peak: int) -> dict[str, Any]:
    """An axis of whole numbers: a program's own choice of steps for a small peak would be halves."""
    axis = {"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}, "line": {"none": True}}
    return {**axis, "major_unit": 1} if peak <= _FEW else axis
