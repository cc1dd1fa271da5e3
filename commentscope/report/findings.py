"""What the charts show: of each its title and its message in words, and its figures as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commentscope.errors import UsageError
from commentscope.messages import say
from commentscope.report.defuse import line, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commentscope.analysis import Analysis

SERIES = 12
"""Series shown: those with most questions."""
LIKED = 4
"""Binary digits of the likes from which on a comment counts as liked: 8."""
_NAME = 60  # characters of a name


@dataclass(frozen=True)
class Finding:
    """What one chart shows."""

    name: str
    title: str
    words: str
    """Its message: what someone hears who can't see it."""
    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]
    worth: bool
    """Whether there is enough to see for a chart."""


def find(analysis: Analysis, name: str, lang: str) -> Finding:
    """What the chart `name` shows.

    Args:
        analysis: what to show.
        name: one of `NAMES`.
        lang: `zh` or `en`.

    Raises:
        UsageError: there is no such chart.
    """
    if name not in _FINDERS:
        raise UsageError("chart-unknown", name=name, known=", ".join(NAMES))
    return _FINDERS[name](analysis, lang)


def _topics(analysis: Analysis, lang: str) -> Finding:
    found = analysis.totals.topics
    rows = [
        (
            _topic(analysis, key, lang),
            topic.comments,
            asked.total,
            asked.unanswered,
            asked.answered,
            asked.unknown,
        )
        for key in analysis.taxonomy.keys
        if (topic := found.get(key)) and (asked := topic.questions)
    ]
    most = max(rows, key=lambda row: row[2], default=("", 0, 0, 0))
    return Finding(
        "topics",
        say(lang, "chart-topics"),
        say(lang, "chart-topics-words", topic=most[0], questions=most[2], unanswered=most[3]) if rows else "",
        _heads(lang, "topic", "comments", "questions", "unanswered", "answered", "unknown"),
        rows,
        worth=most[2] > 0,
    )


def _trend(analysis: Analysis, lang: str) -> Finding:
    months = analysis.details.months()
    rows = [(month, day.comments, day.questions, day.unanswered) for month, day in months.items()]
    most = max(rows, key=lambda row: row[1], default=("", 0, 0))
    return Finding(
        "trend",
        say(lang, "chart-trend"),
        say(lang, "chart-trend-words", month=most[0], comments=most[1], questions=most[2]) if rows else "",
        _heads(lang, "month", "comments", "questions", "unanswered"),
        rows,
        worth=len(rows) > 1,
    )


def _intents(analysis: Analysis, lang: str) -> Finding:
    total = analysis.totals.comments
    rows = [
        (say(lang, f"report-intent-{intent}"), count, f"{count / total:.0%}")
        for intent, count in analysis.totals.intents.most_common()
    ]
    most = rows[0] if rows else ("", 0, "")
    return Finding(
        "intents",
        say(lang, "chart-intents"),
        say(lang, "chart-intents-words", intent=most[0], share=most[2]) if rows else "",
        _heads(lang, "intent", "comments", "share"),
        rows,
        worth=len(rows) > 1,
    )


def _series(analysis: Analysis, lang: str) -> Finding:
    questions = analysis.details.series
    totals: Counter[str] = Counter()
    for (series, _), count in questions.items():
        totals[series] += count
    most = sorted(totals, key=lambda series: (-totals[series], series))[:SERIES]
    keys = [key for key in analysis.taxonomy.keys if any((series, key) in questions for series in most)]
    columns = [*_heads(lang, "series"), *(_topic(analysis, key, lang) for key in keys)]
    rows = [(_label(series), *(questions[series, key] for key in keys)) for series in most]
    words = ""
    if most:
        first = max(keys, key=lambda key: questions[most[0], key])
        words = say(
            lang,
            "chart-series-words",
            series=_label(most[0]),
            topic=_topic(analysis, first, lang),
            shown=len(most),
            total=len(totals),
        )
    return Finding(
        "series",
        say(lang, "chart-series"),
        words,
        columns,
        rows,
        worth=len(most) > 1,
    )


def _likes(analysis: Analysis, lang: str) -> Finding:
    counts = analysis.details.reactions
    liked = sum(count for (likes, _), count in counts.items() if likes >= LIKED)
    silent = sum(count for (likes, replies), count in counts.items() if likes >= LIKED and not replies)
    columns, rows = (range(max((pair[side] for pair in counts), default=-1) + 1) for side in (0, 1))
    return Finding(
        "likes",
        say(lang, "chart-likes"),
        say(lang, "chart-likes-words", least=1 << LIKED - 1, liked=liked, silent=silent),
        [*_heads(lang, "replies-likes"), *map(_bin, columns)],
        [(_bin(replies), *(counts[likes, replies] for likes in columns)) for replies in rows],
        worth=len(counts) > 1,
    )


_FINDERS: dict[str, Callable[[Analysis, str], Finding]] = {
    "topics": _topics,
    "trend": _trend,
    "intents": _intents,
    "series": _series,
    "likes": _likes,
}
NAMES = tuple(_FINDERS)
"""The charts there are."""


def _heads(lang: str, *names: str) -> list[str]:
    return [say(lang, f"chart-head-{name}") for name in names]


def _topic(analysis: Analysis, key: str, lang: str) -> str:
    """A topic's name; with its key, where another topic has the same."""
    names = [analysis.taxonomy.name(other, lang) for other in analysis.taxonomy.keys]
    name = analysis.taxonomy.name(key, lang)
    return _label(name if names.count(name) == 1 else f"{name} ({key})")


def _label(text: str) -> str:
    return shortened(line(text), _NAME)


def _bin(digits: int) -> str:
    """The numbers that have so many binary digits."""
    return str(digits) if digits <= 1 else f"{1 << digits - 1:,}–{(1 << digits) - 1:,}"
