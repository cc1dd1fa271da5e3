"""The numbers of a summary: what came in, of which kinds and on which topics, in which words and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from commentscope.messages import say
from commentscope.report.console.lines import fitted, width
from commentscope.report.console.sheet import ACCENT, OPEN, QUIET, STRONG, WIDE, Sheet
from commentscope.report.defuse import line
from commentscope.report.drawing import STATES, bar, binned, sparkline, stacked

if TYPE_CHECKING:
    from commentscope.analysis import Taxonomy
    from commentscope.analysis.summary import Summary

BAR = 40
"""Cells of the longest bar."""
NAME = 28
"""Cells of a topic's name at most."""
KEYWORDS = 24
"""Keywords shown."""
DAMAGED = 5
"""Damaged places shown."""
_FIGURES = 32  # cells that the names and figures of the kinds may take before their bars


def head(sheet: Sheet, totals: Summary) -> None:
    """The title, the period and the figures that matter most."""
    lang = sheet.lang
    sheet.text(Text(title(totals) or say(lang, "report-articles", articles=len(totals.articles)), STRONG))
    if totals.first and totals.last:
        sheet.text(Text(f"{totals.first[:10]}{sheet.glyphs.dash}{totals.last[:10]}", QUIET))
    sheet.gap()
    shown = (
        ("report-comments", totals.comments, STRONG),
        ("report-readers", len(totals.authors), STRONG),
        ("report-questions", totals.questions.total, STRONG),
        ("report-unanswered", totals.questions.unanswered, f"{STRONG} {OPEN}"),
        ("report-requests", totals.intents["request"], STRONG),
        ("report-corrections", totals.intents["correction"], STRONG),
    )
    counts = [Text(sheet.number(count), style if count else STRONG) for _, count, style in shown]
    names = [Text(say(lang, key), QUIET) for key, _, _ in shown]
    sheet.rows(sheet.aligned([counts, names], gap=4 if lang == "zh" else 3))


def title(totals: Summary) -> str | None:
    """The article's title, where there is only one article."""
    return line(totals.title) if totals.title else None


def kinds_and_topics(sheet: Sheet, totals: Summary, taxonomy: Taxonomy) -> None:
    """What kinds of comments there are, and on what topics; side by side where there is room."""
    kinds, topics = _kinds(sheet, totals), _topics(sheet, totals, taxonomy)
    if sheet.width >= WIDE and topics:
        sheet.gap(2)
        sheet.beside(kinds, topics)
        return
    for block in (kinds, topics):
        if block:
            sheet.gap(2)
            sheet.rows(block)


def keywords(sheet: Sheet, totals: Summary) -> None:
    """The words that say most, as a list of tags."""
    words = totals.keywords(KEYWORDS)
    if not words:
        return
    sheet.heading(say(sheet.lang, "report-keywords"), Text(say(sheet.lang, "report-keywords-aside"), QUIET))
    row = Text()
    for word in words:
        tag = Text(line(word.word)).append(f" {sheet.number(word.comments)}", QUIET)
        if row and width(row.plain) + 3 + width(tag.plain) > sheet.width:
            sheet.text(row)
            row = Text()
        row.append("   " if row else "").append(tag)
    sheet.text(row)


def trend(sheet: Sheet, totals: Summary) -> None:
    """Comments and questions over time, a column a month or a few."""
    if len(totals.months) < 2:  # noqa: PLR2004  one month is no course of time
        return
    lang = sheet.lang
    labels = [say(lang, "report-comments"), say(lang, "report-questions")]
    margin = max(map(width, labels)) + 2
    bins = binned(totals.months, sheet.width - margin)
    peak = max(bins, key=lambda one: one.comments)
    period = peak.first if peak.first == peak.last else f"{peak.first}{sheet.glyphs.dash}{peak.last}"
    sheet.heading(
        say(lang, "report-trend"),
        Text(say(lang, "report-peak", period=period, comments=peak.comments), QUIET),
    )
    courses = ([one.comments for one in bins], [one.questions for one in bins])
    for label, course, style in zip(labels, courses, ("", ACCENT), strict=True):
        row = Text().append(label + " " * (margin - width(label)), QUIET)
        sheet.rows([row.append(sparkline(course, sheet.glyphs), style)])
    first, last = bins[0].first, bins[-1].last
    ends = first + last.rjust(max(len(bins) - len(first), len(last) + 3))
    sheet.rows([Text(" " * margin + ends, QUIET)])


def unread(sheet: Sheet, totals: Summary) -> None:
    """What the sources say they hold and what was read, where the two differ."""
    origin, lang = totals.origin, sheet.lang
    if not origin.damaged and origin.expected in (0, totals.comments):
        return
    sheet.heading(say(lang, "report-unread"))
    if origin.expected:
        sheet.text(Text(say(lang, "report-declared", declared=origin.expected, read=totals.comments)))
    for damage in origin.damaged[:DAMAGED]:
        where = damage.url if damage.line is None else f"{damage.url}:{damage.line}"
        sheet.text(Text(line(f"{where}: {damage.reason.say(lang)}"), OPEN), limit=2)
    if len(origin.damaged) > DAMAGED:
        sheet.text(Text(say(lang, "report-more", more=len(origin.damaged) - DAMAGED), QUIET))


def _kinds(sheet: Sheet, totals: Summary) -> list[Text]:
    peak = max(totals.intents.values())
    room = BAR // 2 if sheet.width >= WIDE else max(1, min(BAR, sheet.width - _FIGURES))
    rows = [
        [
            Text(say(sheet.lang, f"report-intent-{intent}")),
            Text(sheet.number(count)),
            Text(f"{count / totals.comments:.0%}", QUIET),
            Text(bar(count, peak, room, sheet.glyphs), ACCENT if intent == "question" else QUIET),
        ]
        for intent, count in sorted(totals.intents.items(), key=lambda item: -item[1])
        if count
    ]
    return [Text(say(sheet.lang, "report-kinds"), STRONG), Text(), *sheet.aligned(rows, right=(1, 2))]


def _topics(sheet: Sheet, totals: Summary, taxonomy: Taxonomy) -> list[Text]:
    found = [(key, totals.topics[key]) for key in taxonomy.keys if key in totals.topics]
    if not found:
        return []
    lang, styles = sheet.lang, (OPEN, ACCENT, QUIET)
    heading = Text().append(say(lang, "report-topics"), STRONG)
    for state, shade, style in zip(STATES, sheet.glyphs.shades, styles, strict=True):
        if any(getattr(topic.questions, state) for _, topic in found):
            heading.append("   ").append(shade, style).append(f" {say(lang, f'report-{state}')}", QUIET)
    heads = ("report-comments", "report-questions", "report-unanswered")
    rows = [[Text(), *(Text(say(lang, key), QUIET) for key in heads), Text()]]
    peak = max(topic.questions.total for _, topic in found)
    names = [fitted(Text(line(taxonomy.name(key, lang))), NAME, sheet.glyphs.cut) for key, _ in found]
    taken = max(width(name.plain) for name in names) + sum(width(cell.plain) for cell in rows[0]) + 8
    room = max(1, min(BAR, sheet.width - taken))
    for name, (_, topic) in zip(names, found, strict=True):
        asked = topic.questions
        drawn = Text()
        parts = stacked([getattr(asked, state) for state in STATES], peak, room)
        for cells, shade, style in zip(parts, sheet.glyphs.shades, styles, strict=True):
            drawn.append(shade * cells, style)
        comments, total = Text(sheet.number(topic.comments), QUIET), Text(sheet.number(asked.total))
        open_style = OPEN if asked.unanswered else QUIET
        rows.append([name, comments, total, Text(sheet.number(asked.unanswered), open_style), drawn])
    return [heading, Text(), *sheet.aligned(rows, right=(1, 2, 3))]
