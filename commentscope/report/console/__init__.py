"""The summary and the questions on a terminal, set like a page: one measure, aligned columns, few colours.

Everything is built of `rich.text.Text`; no string is ever read as markup.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from commentscope.comments import INTENTS
from commentscope.messages import say
from commentscope.report.console import figures, listings
from commentscope.report.console.lessons import lessons_table
from commentscope.report.console.scores import scores
from commentscope.report.console.sheet import QUIET, STRONG, Sheet
from commentscope.report.defuse import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commentscope.analysis import Analysis, Taxonomy
    from commentscope.analysis.entries import Entry
    from commentscope.analysis.explain import Reason

__all__ = ["lessons_table", "open_console", "questions", "render", "scores", "taxonomy_table"]


def open_console(stream: TextIO, *, width: int | None = None) -> Console:
    """A console that interprets nothing and writes what the stream's encoding lacks as an escape.

    Args:
        stream: where to; standard output as a rule.
        width: columns; by default the terminal's, 80 in a pipe.
    """
    if isinstance(stream, io.TextIOWrapper) and stream.errors in (
        "strict",
        "surrogateescape",
    ):  # the latter under LANG=C
        stream.reconfigure(errors="backslashreplace")
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def render(
    analysis: Analysis, console: Console, *, lang: str, link: Callable[[Entry], str | None] = lambda _: None
) -> None:
    """Prints the summary: what came in, what it is, what is asked about what, what waits, what was wished for.

    Args:
        analysis: what to print.
        console: from `open_console`.
        lang: `zh` or `en`.
        link: the address of where a comment stands, made of safe characters; `None` for no link.
    """
    totals, taxonomy = analysis.totals, analysis.taxonomy
    sheet = Sheet(console, lang, link)
    sheet.gap()
    if totals.comments:
        figures.head(sheet, totals)
        figures.kinds_and_topics(sheet, totals, taxonomy)
        listings.by_topic(sheet, totals, taxonomy)
        listings.waiting(sheet, totals)
        listings.wishes(sheet, totals)
        figures.keywords(sheet, totals)
        figures.trend(sheet, totals)
    else:
        sheet.text(Text(say(lang, "report-empty", files=totals.origin.files), STRONG))
        sheet.text(Text(say(lang, "report-empty.advice"), QUIET))
    figures.unread(sheet, totals)
    sheet.gap()


def questions(  # noqa: PLR0913  a list has these sides, each by its name
    entries: Sequence[Entry],
    console: Console,
    *,
    lang: str,
    taxonomy: Taxonomy,
    total: int | None = None,
    full: bool = False,
    link: Callable[[Entry], str | None] = lambda _: None,
    reasons: Sequence[Sequence[Reason]] = (),
) -> None:
    """Prints a numbered list: what is asked, the deciding terms marked, then who, when, about what, answered or not.

    Args:
        entries: the questions, in the order they are wanted.
        console: from `open_console`.
        lang: `zh` or `en`.
        taxonomy: names the topics.
        total: how many there were before some were left out.
        full: whether to print whole comments, and the author's answers.
        link: the address of where a comment stands, made of safe characters; `None` for no link.
        reasons: of each question, why it has its labels; none at all unless wanted.
    """
    sheet = Sheet(console, lang, link)
    sheet.gap()
    if not entries:
        sheet.text(Text(say(lang, "report-no-questions"), STRONG))
    articles = len({entry.article for entry in entries}) > 1
    digits = len(str(len(entries)))
    for number, entry in enumerate(entries, 1):
        names = [line(taxonomy.name(key, lang)) for key in entry.topics]
        mark = Text(f"{number:>{digits}}", QUIET)
        why = [_because(reason, taxonomy, sheet) for reason in (reasons[number - 1] if reasons else ())]
        sheet.entry(entry, mark=mark, articles=articles, topics=names, full=full, because=why)
    if total is not None and total > len(entries):
        sheet.text(Text(say(lang, "report-more-questions", shown=len(entries), total=total), QUIET))
    sheet.gap()


def _because(reason: Reason, taxonomy: Taxonomy, sheet: Sheet) -> Text:
    """A label, how probable it is, and what weighed most for it."""
    lang = sheet.lang
    name = (
        say(lang, f"report-intent-{reason.label}")
        if reason.label in INTENTS
        else taxonomy.name(reason.label, lang)
    )
    row = Text(line(name), STRONG).append(f" {reason.score:.2f}", QUIET)
    places = [
        say(lang, "explain-place", term=line(term), start=start, end=end)
        for term, start, end in reason.places
    ]
    for place in places or [say(lang, "explain-whole")]:
        row.append(sheet.glyphs.dot, QUIET).append(place)
    return row


def taxonomy_table(taxonomy: Taxonomy, lang: str) -> Table:
    """The topics with their keys, names and terms, the weak ones quiet."""
    table = Table.grid(padding=(0, 3), pad_edge=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    heads = ("report-topic-key", "report-topic-name", "report-topic-terms")
    table.add_row(*(Text(say(lang, key), QUIET) for key in heads))
    for topic in taxonomy.topics:
        terms = Text(line(", ".join(topic.strong)))
        if topic.weak:
            terms.append(f"{', ' if topic.strong else ''}{line(', '.join(topic.weak))}", QUIET)
        table.add_row(Text(topic.key, STRONG), Text(line(topic.name(lang))), terms)
    return table
