"""What was learned from labelled comments: how much each topic gained, and by which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from commentscope.messages import say
from commentscope.report.console.lines import fitted
from commentscope.report.console.sheet import ACCENT, OPEN, QUIET, STRONG, Sheet
from commentscope.report.defuse import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from commentscope.analysis.lessons import Lesson
    from commentscope.analysis.taxonomy import Taxonomy, Topic

LINES = 3
"""Lines of terms of one kind."""
_NAME = 24
_NARROW = 76
"""Below it the numbers of comments and articles are left out."""
_LISTS = ("strong", "weak", "exceptions", "hints", "titles")


def lessons_table(  # noqa: PLR0913  a page has these sides, each by its name
    lessons: Sequence[Lesson],
    console: Console,
    *,
    lang: str,
    taxonomy: Taxonomy,
    comments: int,
    least: tuple[int, int],
) -> None:
    """Prints each topic's F1 before and after, then the terms that came, moved and went.

    Args:
        lessons: what was learned.
        console: from `open_console`.
        lang: `zh` or `en`.
        taxonomy: the topics as they were.
        comments: how many comments were labelled.
        least: how many comments, from how many articles, a topic needs.
    """
    sheet = Sheet(console, lang)
    sheet.gap()
    sheet.text(Text(say(lang, "train-head", comments=comments), STRONG))
    sheet.text(Text(say(lang, "train-aside"), QUIET))
    sheet.gap()
    heads = ("comments", "articles", "before", "after", "gain")
    rows = [[Text(), *(Text(say(lang, f"train-{key}"), QUIET) for key in heads), Text()]]
    rows += [_row(sheet, lesson, taxonomy) for lesson in lessons]
    if sheet.width < _NARROW:
        rows = [[row[0], *row[3:]] for row in rows]
    sheet.rows(sheet.aligned(rows, right=range(1, len(rows[0]) - 1)))
    if any(lesson.after is None for lesson in lessons):
        sheet.gap()
        sheet.text(Text(say(lang, "train-needed", comments=least[0], articles=least[1]), QUIET))
    for lesson in lessons:
        if lesson.topic:
            sheet.gap()
            _terms(sheet, lesson, lesson.topic, taxonomy)
    sheet.gap()


def _row(sheet: Sheet, lesson: Lesson, taxonomy: Taxonomy) -> list[Text]:
    """The figures of a topic, and why it stays as it is if it does."""
    f1 = [
        f"{lesson.before.f1:.3f}",
        *([f"{lesson.after.f1:.3f}", f"{lesson.gain:+.3f}"] if lesson.after else ["", ""]),
    ]
    styles = ("", STRONG, f"{STRONG} {ACCENT}") if lesson.topic else ("", QUIET, QUIET)
    remark = Text()
    if lesson.after is None:
        remark = Text(say(sheet.lang, "train-few"), OPEN)
    elif lesson.topic is None:
        remark = Text(say(sheet.lang, "train-no-gain"), QUIET)
    return [
        fitted(Text(line(taxonomy.name(lesson.key, sheet.lang))), _NAME, sheet.glyphs.cut),
        Text(sheet.number(lesson.comments), QUIET),
        Text(sheet.number(lesson.articles), QUIET),
        *(Text(figure, style) for figure, style in zip(f1, styles, strict=True)),
        remark,
    ]


def _terms(sheet: Sheet, lesson: Lesson, learned: Topic, taxonomy: Taxonomy) -> None:
    """What became of the terms of one topic."""
    sheet.text(Text(line(taxonomy.name(lesson.key, sheet.lang)), f"{STRONG} {ACCENT}"))
    known = next((topic for topic in taxonomy if topic.key == lesson.key), None)
    for (change, name), terms in _changes(known, learned):
        row = Text(f"{say(sheet.lang, f'train-{change}')} {name.replace('exceptions', 'except')}  ", QUIET)
        words = Text(sheet.glyphs.dot.join(map(line, terms)), "")
        sheet.text(Text().append(row).append(words), indent=2, limit=LINES)


def _changes(known: Topic | None, learned: Topic) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """What came to each list, what moved there from another, and what is in none any more."""
    before = {name: set(getattr(known, name)) if known else set() for name in _LISTS}
    every = set().union(*before.values())
    for name in _LISTS:
        terms = getattr(learned, name)
        for word, wanted in (("added", False), ("moved", True)):
            if new := [term for term in terms if term not in before[name] and (term in every) == wanted]:
                yield (word, name), new
    now = {term for name in _LISTS for term in getattr(learned, name)}
    for name in _LISTS:
        if gone := [term for term in (getattr(known, name) if known else ()) if term not in now]:
            yield ("dropped", name), gone
