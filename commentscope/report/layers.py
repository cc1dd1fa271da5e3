"""What the charts are drawn of: the layers of each, from what was found.

Colours are told apart by people who see few of them: orange waits, blue is answered, grey is the rest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt

from commentscope.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Literal

    from commentscope.report.findings import Finding

WAITING, ANSWERED, OTHER = "#c8501e", "#4f86ad", "#b4b9c0"
"""Unanswered questions, answered ones, everything else."""
INK, QUIET = "#24292f", "#5c6570"

_BAR = 13  # pixels of a bar
_ROOMY = 8  # columns with room for whole ranges


def _topics(finding: Finding, lang: str) -> list[alt.Chart]:
    rows = [row for row in finding.rows if row[2]]
    states = {"unanswered": WAITING, "answered": ANSWERED, "unknown": OTHER}
    columns = {say(lang, f"report-{state}"): 3 + place for place, state in enumerate(states)}
    used = [state for state, column in columns.items() if any(row[column] for row in rows)]
    colours = [colour for state, colour in zip(columns, states.values(), strict=True) if state in used]
    bars = _marks(
        {"name": row[0], "state": state, "n": row[columns[state]], "place": columns[state]}
        | {"label": _cell(lang, row[0], state, row[columns[state]])}
        for row in rows
        for state in used
        if row[columns[state]]
    )
    names = alt.Y("name:N", sort=[row[0] for row in rows])
    return [
        bars.mark_bar(size=_BAR).encode(
            _lengths(rows, 2),
            names,
            alt.Color("state:N", legend=alt.Legend(columns=2), scale=alt.Scale(domain=used, range=colours)),
            alt.Order("place:Q"),
        ),
        _figures(rows, 2, names),
    ]


def _trend(finding: Finding, lang: str) -> list[alt.Chart]:
    kinds = {
        say(lang, "report-unanswered"): WAITING,
        say(lang, "chart-other-questions"): ANSWERED,
        say(lang, "chart-other-comments"): OTHER,
    }
    bars = _marks(
        {
            "month": f"{month}-01",
            "kind": kind,
            "n": count,
            "place": place,
            "label": _cell(lang, month, kind, count),
        }
        for month, comments, questions, waiting in finding.rows
        for place, (kind, count) in enumerate(
            zip(kinds, (waiting, questions - waiting, comments - questions), strict=True)
        )
        if count
    )
    years = [int(month[:4]) for month, *_ in finding.rows] or [0]
    first, last = years[0], years[-1]
    axis = alt.Axis(format="%Y" if last - first > 1 else "%Y-%m", labelOverlap=True, labelFlush=False)
    if last - first > 1:
        axis.tickCount = {"interval": "year", "step": 1 + (last - first) // 10}
    # No tick between whole comments.
    ticks = min(4, max((comments for _, comments, *_ in finding.rows), default=1))
    return [
        bars.mark_bar(binSpacing=0.5).encode(
            alt.X("utcyearmonth(month):T", axis=axis),
            alt.Y("n:Q", axis=alt.Axis(grid=True, format=",d", tickCount=ticks)),
            alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
            ),
            alt.Order("place:Q"),
        )
    ]


def _intents(finding: Finding, lang: str) -> list[alt.Chart]:
    question = say(lang, "report-intent-question")
    bars = _marks(
        {"name": name, "n": n, "asks": name == question, "label": _cell(lang, name, share, n)}
        for name, n, share in finding.rows
    )
    names = alt.Y("name:N", sort=[row[0] for row in finding.rows])
    colour = alt.Color("asks:N", legend=None, scale=alt.Scale(domain=[True, False], range=[ANSWERED, OTHER]))
    return [
        bars.mark_bar(size=_BAR).encode(_lengths(finding.rows, 1), names, colour),
        _figures(finding.rows, 1, names),
    ]


def _series(finding: Finding, lang: str) -> list[alt.Chart]:
    cells = _marks(_cells(finding, lang))
    return [
        cells.mark_rect(color=ANSWERED, stroke="white", strokeWidth=1).encode(
            alt.X("column:N", sort=list(finding.columns[1:]), axis=alt.Axis(labelAngle=-45, labelLimit=100)),
            alt.Y("row:N", sort=[row[0] for row in finding.rows]),
            _depth("sqrt"),
        )
    ]


def _likes(finding: Finding, lang: str) -> list[alt.Chart]:
    columns = finding.columns[1:]
    # Many columns leave room for the least of each range only; so the axis tells.
    narrow = len(columns) > _ROOMY
    numbers = [int(column.partition("–")[0].replace(",", "")) for column in columns]
    marks = [f"{number // 1000}k" if number >= 1000 else f"{number}" for number in numbers]  # noqa: PLR2004  the k
    least = dict(zip(columns, marks, strict=True))
    across = alt.X(
        "column:N",
        scale=alt.Scale(domain=list(columns)),  # those between that are empty, too
        axis=alt.Axis(
            labelAngle=0,
            labelFontSize=10 if narrow else 12,
            title=say(lang, "chart-likes-axis"),
            labelExpr=f"({json.dumps(least)})[datum.label]" if narrow else "datum.label",
        ),
    )
    down = alt.Y(
        "row:N",
        scale=alt.Scale(domain=[row[0] for row in reversed(finding.rows)]),
        axis=alt.Axis(title=say(lang, "chart-replies-axis")),
    )
    cells = _marks(_cells(finding, lang))
    return [
        cells.mark_rect(color=ANSWERED, stroke="white", strokeWidth=1).encode(across, down, _depth("log")),
        cells.mark_text(fontSize=10 if narrow else 12, color=INK, aria=False).encode(
            across, down, text="shown:N"
        ),
    ]


LAYERS: dict[str, Callable[[Finding, str], list[alt.Chart]]] = {
    "topics": _topics,
    "trend": _trend,
    "intents": _intents,
    "series": _series,
    "likes": _likes,
}
"""By the name of the chart."""


def _marks(values: Iterable[dict[str, Any]]) -> alt.Chart:
    """A chart of these values; each has a label that tells what it is."""
    return alt.Chart(alt.InlineData(values=list(values))).encode(description="label:N", tooltip="label:N")


def _lengths(rows: Sequence[tuple[Any, ...]], column: int) -> alt.X:
    """The lengths of bars, with room for the figures behind them."""
    return alt.X(
        "n:Q", axis=None, scale=alt.Scale(domain=[0, 1.15 * max((row[column] for row in rows), default=1)])
    )


def _figures(rows: Sequence[tuple[Any, ...]], column: int, names: alt.Y) -> alt.Chart:
    """The figures behind the ends of bars."""
    values = alt.InlineData(values=[{"name": row[0], "n": row[column]} for row in rows])
    marks: alt.Chart = alt.Chart(values).mark_text(align="left", dx=5, fontSize=12, color=QUIET, aria=False)
    return marks.encode(_lengths(rows, column), names, alt.Text("n:Q", format=","))


def _cells(finding: Finding, lang: str) -> Iterator[dict[str, Any]]:
    for row, *counts in finding.rows:
        for column, count in zip(finding.columns[1:], counts, strict=True):
            if count:
                label = _cell(lang, row, column, count)
                yield {"row": row, "column": column, "n": count, "shown": _short(count), "label": label}


def _depth(scale: Literal["sqrt", "log"]) -> alt.FillOpacity:
    """The more, the deeper. Opacity, not a shade, so that it fits a light page and a dark one."""
    return alt.FillOpacity(
        "n:Q", legend=None, scale=alt.Scale(type=scale, range=[0.12, 0.85 if scale == "sqrt" else 0.6])
    )


def _cell(lang: str, row: str, column: str, count: int) -> str:
    return say(lang, "chart-cell", row=row, column=column, count=count)


def _short(count: int) -> str:
    """The number in at most four characters, up to a million.

    >>> _short(980), _short(9_830), _short(98_300)
    ('980', '9.8k', '98k')
    """
    if count < 1000:  # noqa: PLR2004  the thousand of the k
        return str(count)
    return f"{count / 1000:.2g}k" if count < 99_500 else f"{count / 1000:.0f}k"  # noqa: PLR2004  99.5 rounds to 100
