"""The page that a terminal's report is set on: its measure, margins, headings, columns and entries."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from commentscope.messages import say
from commentscope.report.console.lines import fitted, width, wrapped
from commentscope.report.defuse import highlights, line, shortened, terminal
from commentscope.report.drawing import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from commentscope.analysis.entries import Entry

STRONG = "bold"
QUIET = "dim"
ACCENT = "cyan"
"""Names of topics, deciding terms, bars."""
OPEN = "yellow"
"""What waits for an answer. Cyan and yellow differ for colour-blind readers too; shapes and words say it as well."""

MARGIN = 2
MEASURE = 132
"""The widest a page gets: longer lines are hard to follow."""
WIDE = 110
"""From here on, tables stand side by side."""
LONGEST = 4000
"""Characters of one comment that are shown at most."""
_NAME = 20
_LEAST = 20


class Sheet:
    """Where a report is printed, how wide, in which language and characters; where its entries lead."""

    def __init__(
        self, console: Console, lang: str, link: Callable[[Entry], str | None] = lambda _: None
    ) -> None:
        self.lang = lang
        self.link = link
        self.glyphs = glyphs(console.encoding)
        self.width = max(_LEAST, min(console.width, MEASURE) - 2 * MARGIN)
        """Cells between the margins."""
        self._console = console
        self._blank = 0

    def gap(self, lines: int = 1) -> None:
        """So many empty lines below what was printed last."""
        for _ in range(lines - self._blank):
            self._console.print()
        self._blank = max(lines, self._blank)

    def rows(self, rows: Sequence[Text], indent: int = 0) -> None:
        """Prints lines as they are."""
        for row in rows:
            placed = Text(" " * (MARGIN + indent)).append(row)
            placed.rstrip()
            self._console.print(placed, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
            self._blank = 0

    def text(self, text: Text, indent: int = 0, limit: int | None = None) -> None:
        """Prints text, broken into lines."""
        self.rows(wrapped(text, self.width - indent, limit, self.glyphs.cut), indent)

    def heading(self, title: str, aside: Text | None = None) -> None:
        """A section's title, with a word on it."""
        self.gap(2)
        self.text(Text().append(title, STRONG).append("   ").append(aside or ""))
        self.gap()

    def subheading(self, title: str, aside: str, words: str = "") -> None:
        """A topic's name, what there is of it, and the words it is about."""
        row = Text().append(title, f"{STRONG} {ACCENT}").append("   ").append(aside, QUIET)
        room = self.width - width(row.plain) - 3
        if words and room > 2 * _NAME:
            row.append("   ").append(fitted(Text(words, QUIET), room, self.glyphs.cut))
        self.text(row)
        self.gap()

    def hint(self, text: str) -> None:
        """A quiet word below a list."""
        self.text(Text(text, QUIET), indent=3)
        self.gap()

    def aligned(self, table: Sequence[Sequence[Text]], right: Sequence[int] = (), gap: int = 2) -> list[Text]:
        """The lines of a table with aligned columns.

        Args:
            table: rows of cells; none is shortened.
            right: the columns set flush right.
            gap: the cells between columns.
        """
        sizes = [max(width(cell.plain) for cell in column) for column in zip(*table, strict=True)]
        lines = []
        for cells in table:
            row = Text()
            for place, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
                blank = " " * (size - width(cell.plain))
                row.append(" " * gap if place else "")
                row = row.append(blank).append(cell) if place in right else row.append(cell).append(blank)
            lines.append(row)
        return lines

    def beside(self, left: Sequence[Text], right: Sequence[Text]) -> None:
        """Prints two blocks of lines next to each other."""
        pairs = [[one or Text(), other or Text()] for one, other in zip_longest(left, right)]
        self.rows(self.aligned(pairs, gap=8))

    def entry(  # noqa: PLR0913  an entry has these sides, each by its name
        self,
        entry: Entry,
        *,
        mark: Text,
        limit: int | None = None,
        articles: bool = False,
        topics: Sequence[str] = (),
        state: bool = True,
        full: bool = False,
        because: Sequence[Text] = (),
    ) -> None:
        """Prints a comment: what it asks, the deciding terms marked; below, who, when, how much liked, answered or not.

        Args:
            entry: the comment.
            mark: what stands before it.
            limit: lines at most; `None` for all.
            articles: whether to name the article.
            topics: names of topics to show.
            state: whether to say that it is answered or not.
            full: whether to print the whole comment, what asks standing out, and the author's answer.
            because: why it has its labels, a line each.
        """
        indent = width(mark.plain) + 2
        link = self.link(entry)
        lead = Text().append(_linked(mark, link)).append("  ")
        paragraphs = self.whole(entry).split("\n") if full else [self.marked(entry)]
        rows = [
            row for text in paragraphs for row in wrapped(text, self.width - indent, limit, self.glyphs.cut)
        ]
        for row in rows or [Text()]:
            self.rows([lead.append(row)])
            lead = Text(" " * indent)
        self._facts(entry, indent, topics, articles=articles, state=state, link=link)
        if full and entry.reply:
            answer = Text().append(say(self.lang, "report-author-answers"), ACCENT)
            for text in answer.append(f" {terminal(entry.reply)}").split("\n"):
                self.text(text, indent)
        for reason in because:
            self.text(reason, indent)
        self.gap()

    def mark(self, entry: Entry) -> Text:
        """The sign of a question that is answered or not."""
        unanswered, answered, other = self.glyphs.marks
        if entry.answered is None:
            return Text(other, QUIET)
        return Text(answered, QUIET) if entry.answered else Text(unanswered, OPEN)

    def marked(self, entry: Entry) -> Text:
        """What the comment asks, with the terms that decided its topics in colour."""
        text = line(shortened(entry.question, LONGEST))
        made = Text(text)
        for start, end in highlights(text, entry.terms):
            made.stylize(f"{STRONG} {ACCENT}", start, end)
        return made

    def whole(self, entry: Entry) -> Text:
        """The comment in its own lines: what asks in full strength, the rest quiet, the deciding terms in colour."""
        made, end = Text(), 0
        for passage in entry.question.split("\n"):
            start = entry.text.find(passage, end)
            if passage and start >= 0:
                made.append(terminal(entry.text[end:start]), QUIET)
                made.append(terminal(passage))
                end = start + len(passage)
        made.append(terminal(entry.text[end:]), QUIET)
        for start, end in highlights(made.plain, entry.terms):
            made.stylize(f"{STRONG} {ACCENT}", start, end)
        return made

    def name(self, name: str | None, cells: int = _NAME) -> str:
        """A reader's name, or a word for its absence."""
        return fitted(
            Text(line(name or "") or say(self.lang, "report-nameless")), cells, self.glyphs.cut
        ).plain

    def number(self, value: int) -> str:
        """A count, its digits grouped."""
        return f"{value:,}"

    def _facts(  # noqa: PLR0913  as for `entry`
        self,
        entry: Entry,
        indent: int,
        topics: Sequence[str],
        *,
        articles: bool,
        state: bool,
        link: str | None,
    ) -> None:
        facts = [self.name(entry.author)]
        if entry.posted:
            facts.append(entry.posted[:10])
        if entry.likes:
            facts.append(say(self.lang, "report-likes", likes=entry.likes))
        if entry.replies:
            facts.append(say(self.lang, "report-replies", replies=entry.replies))
        if topics:
            facts.append(say(self.lang, "report-list-separator").join(topics))
        row = Text().append(self.glyphs.dot.join(facts), QUIET)
        if state and entry.answered is not None:
            word = say(self.lang, "report-answered" if entry.answered else "report-unanswered")
            row.append(self.glyphs.dot, QUIET).append(word, QUIET if entry.answered else OPEN)
        if not articles or not entry.article:
            self.text(row, indent)
            return
        title = Text(say(self.lang, "report-article-title", title=line(entry.article)), QUIET)
        room = self.width - indent
        if width(row.plain) + width(self.glyphs.dot) + width(title.plain) <= room:
            self.rows([row.append(self.glyphs.dot, QUIET).append(_linked(title, link))], indent)
        else:
            self.text(row, indent)
            self.rows([_linked(fitted(title, room, self.glyphs.cut), link)], indent)


def _linked(text: Text, link: str | None) -> Text:
    if link:
        text.stylize(Style(link=link))
    return text
