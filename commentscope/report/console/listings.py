"""The comments of a summary: the questions that matter under each topic, what waits, what readers wish for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from commentscope.messages import say
from commentscope.report.console.lines import fitted, width
from commentscope.report.console.sheet import QUIET, Sheet
from commentscope.report.defuse import line

if TYPE_CHECKING:
    from commentscope.analysis import Taxonomy
    from commentscope.analysis.entries import Entry
    from commentscope.analysis.summary import Summary, Tally

PER_TOPIC = 3
"""Questions shown under each topic; one less where topics are many."""
MANY_TOPICS = 8
PER_LIST = 5
"""Unanswered questions, requests and corrections shown."""
LINES = 4
"""Lines of a comment."""
WORDS = 5
"""Words that say what readers of a topic talk about."""


def by_topic(sheet: Sheet, totals: Summary, taxonomy: Taxonomy) -> None:
    """The questions that matter, each under the first topic that it belongs to."""
    lang = sheet.lang
    found = [(key, totals.topics[key]) for key in taxonomy.keys if key in totals.topics]
    found = [(key, topic) for key, topic in found if topic.questions.total]
    if not totals.questions.total:
        return
    sheet.heading(say(lang, "report-by-topic"))
    shown: set[Entry] = set()
    for key, topic in found:
        above = len(shown.intersection(topic.top))
        fresh = [entry for entry in topic.top if entry not in shown]
        fresh = fresh[: PER_TOPIC - (len(found) > MANY_TOPICS)]
        if not fresh:
            continue
        aside = [_counts(topic.questions, lang)]
        if above:
            aside.append(say(lang, "report-above", above=above))
        words = sheet.glyphs.dot.join(word.word for word in totals.topic_keywords(key, WORDS))
        sheet.subheading(line(taxonomy.name(key, lang)), sheet.glyphs.dot.join(aside), line(words))
        _list(sheet, totals, fresh)
        shown.update(fresh)
        rest = topic.questions.total - above - len(fresh)
        if rest:
            sheet.hint(say(lang, "report-more-topic", more=rest, topic=key))
    loose = [entry for entry in (*totals.unanswered, *totals.top_questions) if not entry.topics]
    if loose:
        sheet.subheading(say(lang, "report-other-questions"), _counts(totals.unclassified, lang))
        _list(sheet, totals, list(dict.fromkeys(loose))[:PER_TOPIC])


def waiting(sheet: Sheet, totals: Summary) -> None:
    """The unanswered questions that most readers share, a line each."""
    if not totals.unanswered:
        return
    entries = totals.unanswered[:PER_LIST]
    sheet.heading(say(sheet.lang, "report-waiting"), _of(sheet, len(entries), totals.questions.unanswered))
    likes = [Text(say(sheet.lang, "report-likes", likes=entry.likes or 0), QUIET) for entry in entries]
    names = [Text(sheet.name(entry.author, 16), QUIET) for entry in entries]
    room = (
        sheet.width
        - 4
        - max(width(count.plain) for count in likes)
        - max(width(name.plain) for name in names)
    )
    asked = [fitted(sheet.marked(entry), room, sheet.glyphs.cut) for entry in entries]
    sheet.rows(sheet.aligned(list(zip(likes, asked, names, strict=True)), right=(0,)))


def wishes(sheet: Sheet, totals: Summary) -> None:
    """What readers would like, and what they found wrong."""
    for intent, entries in (("request", totals.requests), ("correction", totals.corrections)):
        if entries:
            shown = entries[:PER_LIST]
            aside = _of(sheet, len(shown), totals.intents[intent])
            sheet.heading(say(sheet.lang, f"report-{intent}-list"), aside)
            for entry in shown:
                sheet.entry(
                    entry,
                    mark=Text(sheet.glyphs.marks[2], QUIET),
                    limit=LINES,
                    articles=_several(totals),
                    state=False,
                )


def _list(sheet: Sheet, totals: Summary, entries: list[Entry]) -> None:
    for entry in entries:
        sheet.entry(entry, mark=sheet.mark(entry), limit=LINES, articles=_several(totals))


def _several(totals: Summary) -> bool:
    return len(totals.articles) > 1


def _counts(asked: Tally, lang: str) -> str:
    return say(lang, "report-asked", questions=asked.total, unanswered=asked.unanswered)


def _of(sheet: Sheet, shown: int, total: int) -> Text:
    return Text(say(sheet.lang, "report-first-of", shown=shown, total=total) if total > shown else "", QUIET)
